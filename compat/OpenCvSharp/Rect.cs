namespace OpenCvSharp;

/// <summary>A rectangle of pixels; <see cref="Right"/> and <see cref="Bottom"/> are the first outside it.</summary>
public record struct Rect(int X, int Y, int Width, int Height)
{
    public int X = X;
    public int Y = Y;
    public int Width = Width;
    public int Height = Height;

    public Rect(Point location, Size size)
        : this(location.X, location.Y, size.Width, size.Height)
    {
    }

    public readonly int Left => X;

    public readonly int Top => Y;

    public readonly int Right => X + Width;

    public readonly int Bottom => Y + Height;

    public readonly Point Location => new(X, Y);

    public readonly Size Size => new(Width, Height);

    public readonly bool Contains(Point pt) => Left <= pt.X && Top <= pt.Y && pt.X < Right && pt.Y < Bottom;

    public readonly Rect Intersect(Rect rect)
    {
        var left = Math.Max(Left, rect.Left);
        var top = Math.Max(Top, rect.Top);
        var width = Math.Min(Right, rect.Right) - left;
        var height = Math.Min(Bottom, rect.Bottom) - top;
        return width >= 0 && height >= 0 ? new Rect(left, top, width, height) : default;
    }

    public static Rect operator &(Rect a, Rect b) => a.Intersect(b);
}
