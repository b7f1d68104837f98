namespace OpenCvSharp;

/// <summary>Width and height in pixels: columns first, unlike <see cref="Mat(int, int, MatType)"/>.</summary>
public record struct Size(int Width, int Height)
{
    public int Width = Width;
    public int Height = Height;
}
