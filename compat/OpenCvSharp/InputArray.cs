namespace OpenCvSharp;

/// <summary>A matrix that an operation reads. The stand-in knows no other kind of input.</summary>
public class InputArray
{
    internal InputArray(Mat mat) => Mat = mat;

    internal Mat Mat { get; }

    public static implicit operator InputArray(Mat mat)
    {
        ArgumentNullException.ThrowIfNull(mat);
        mat.ThrowIfDisposed();
        return new InputArray(mat);
    }
}
