using OpenCvSharp;
using Voxmark.LabelingService.Assist.Images;

namespace Voxmark.LabelingService.Assist.Shapes;

/// <summary>Turns a lasso into pixels: those whose centre lies inside, where the outline crosses itself by the even-odd
/// rule.</summary>
internal static class PolygonPainter
{
    /// <param name="points">Alternating column and row, in pixels of the slice; the last joins the first.</param>
    /// <param name="crop">The part of the slice that is painted.</param>
    /// <returns>CV_8UC1 of the crop's size, 255 inside.</returns>
    public static Mat Paint(double[] points, Rect crop)
    {
        var pixels = new byte[crop.Height * crop.Width];
        var crossings = new List<double>();
        for (var row = 0; row < crop.Height; row++)
        {
            Cross(points, crop.Y + row, crossings);
            for (var n = 0; n + 1 < crossings.Count; n += 2)
            {
                var first = (int)Math.Clamp(Math.Ceiling(crossings[n]) - crop.X, 0, crop.Width);
                var end = (int)Math.Clamp(Math.Ceiling(crossings[n + 1]) - crop.X, first, crop.Width);
                pixels.AsSpan(row * crop.Width + first, end - first).Fill(byte.MaxValue);
            }
        }

        return MatPixels.Of(pixels, crop.Height, crop.Width);
    }

    /// <summary>Where the outline crosses a row of pixel centres, from left to right. An end on the row belongs to the
    /// edge below it, so that a corner counts once.</summary>
    private static void Cross(double[] points, double y, List<double> crossings)
    {
        crossings.Clear();
        for (var n = 0; n < points.Length; n += 2)
        {
            var next = (n + 2) % points.Length;
            var (ax, ay, bx, by) = (points[n], points[n + 1], points[next], points[next + 1]);
            if (ay <= y != by <= y)
                crossings.Add(ax + (y - ay) / (by - ay) * (bx - ax));
        }

        crossings.Sort();
    }
}
