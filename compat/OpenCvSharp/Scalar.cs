namespace OpenCvSharp;

/// <summary>One value for each of up to four channels.</summary>
public record struct Scalar(double Val0, double Val1, double Val2, double Val3)
{
    public double Val0 = Val0;
    public double Val1 = Val1;
    public double Val2 = Val2;
    public double Val3 = Val3;

    public Scalar(double v0)
        : this(v0, 0, 0, 0)
    {
    }

    public Scalar(double v0, double v1)
        : this(v0, v1, 0, 0)
    {
    }

    public Scalar(double v0, double v1, double v2)
        : this(v0, v1, v2, 0)
    {
    }

    public static Scalar All(double v) => new(v, v, v, v);

    public static implicit operator Scalar(double val) => new(val);
}
