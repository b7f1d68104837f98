using OpenCvSharp;
using Voxmark.LabelingService.Assist.Images;
using Stroke = Voxmark.Contracts.Labeling.Stroke;

namespace Voxmark.LabelingService.Assist.Shapes;

/// <summary>Turns strokes into pixels: those whose centre lies within the radius of the line through the points.</summary>
internal static class StrokePainter
{
    /// <param name="crop">The part of the slice that is painted; points are in pixels of the slice.</param>
    /// <returns>CV_8UC1 of the crop's size, 255 under a stroke.</returns>
    public static Mat Paint(IReadOnlyList<Stroke>? strokes, Rect crop)
    {
        var pixels = new byte[crop.Height * crop.Width];
        foreach (var stroke in strokes ?? [])
        {
            var points = stroke.Points;
            for (var n = 0; n < points.Length; n += 2)
            {
                var next = Math.Min(n + 2, points.Length - 2);
                PaintLine(pixels, crop, (points[n] - crop.X, points[n + 1] - crop.Y),
                    (points[next] - crop.X, points[next + 1] - crop.Y), stroke.RadiusPx);
            }
        }

        return MatPixels.Of(pixels, crop.Height, crop.Width);
    }

    private static void PaintLine(byte[] pixels, Rect crop, (double X, double Y) a, (double X, double Y) b, double radius)
    {
        var (firstX, lastX) = Span(a.X, b.X, radius, crop.Width);
        var (firstY, lastY) = Span(a.Y, b.Y, radius, crop.Height);
        var (dx, dy) = (b.X - a.X, b.Y - a.Y);
        var lengthSquared = dx * dx + dy * dy;
        for (var y = firstY; y <= lastY; y++)
        {
            for (var x = firstX; x <= lastX; x++)
            {
                var along = lengthSquared == 0 ? 0 : Math.Clamp(((x - a.X) * dx + (y - a.Y) * dy) / lengthSquared, 0, 1);
                var (offX, offY) = (x - a.X - along * dx, y - a.Y - along * dy);
                if (offX * offX + offY * offY <= radius * radius)
                    pixels[y * crop.Width + x] = byte.MaxValue;
            }
        }
    }

    /// <summary>The pixels that a line with its radius can reach along one axis, cut to the crop.</summary>
    private static (int First, int Last) Span(double a, double b, double radius, int length) =>
        ((int)Math.Clamp(Math.Ceiling(Math.Min(a, b) - radius), 0, length),
            (int)Math.Clamp(Math.Floor(Math.Max(a, b) + radius), -1, length - 1));
}
