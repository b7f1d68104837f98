namespace OpenCvSharp;

/// <summary>An element of a <see cref="MatType.CV_8UC3"/> matrix.</summary>
public record struct Vec3b(byte Item0, byte Item1, byte Item2)
{
    public byte Item0 = Item0;
    public byte Item1 = Item1;
    public byte Item2 = Item2;
}
