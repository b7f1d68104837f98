namespace OpenCvSharp;

/// <summary>A pixel: column and row, both from 0 at the top left.</summary>
public record struct Point(int X, int Y)
{
    public int X = X;
    public int Y = Y;

    public static Point operator +(Point p1, Point p2) => new(p1.X + p2.X, p1.Y + p2.Y);

    public static Point operator -(Point p1, Point p2) => new(p1.X - p2.X, p1.Y - p2.Y);
}
