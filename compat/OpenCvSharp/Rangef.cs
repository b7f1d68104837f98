namespace OpenCvSharp;

/// <summary>Values from <paramref name="Start"/> up to, but not including, <paramref name="End"/>.</summary>
public record struct Rangef(float Start, float End)
{
    public float Start = Start;
    public float End = End;
}
