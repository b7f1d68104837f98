using OpenCvSharp;

namespace Voxmark.InferenceService.BodyComposition;

/// <summary>Puts what was found on the work grid onto a slice's own pixels, turned as the patient lies on the back.</summary>
internal static class SupineMasks
{
    /// <summary>Half of a pixel decides.</summary>
    public static Mat Of(Mat work, WorkGrid grid)
    {
        var ((columns, rows), spacing) = (grid.SupineSize, grid.SpacingMm);
        using var toWork = new Mat(2, 3, MatType.CV_64FC1);
        double[] map = [spacing.X, 0, (spacing.X - 1) / 2, 0, spacing.Y, (spacing.Y - 1) / 2];
        map.CopyTo(toWork.All<double>());
        var mask = new Mat();
        Cv2.WarpAffine(
            work, mask, toWork, new Size(columns, rows), InterpolationFlags.Linear | InterpolationFlags.WarpInverseMap,
            BorderTypes.Constant, Scalar.All(0));
        Cv2.Threshold(mask, mask, 127, byte.MaxValue, ThresholdTypes.Binary);
        return mask;
    }

    /// <param name="contour">Of <see cref="BodyContours"/>.</param>
    public static Mat Of(double[] contour, WorkGrid grid)
    {
        var ((columns, rows), spacing) = (grid.SupineSize, grid.SpacingMm);
        var mask = new Mat(rows, columns, MatType.CV_8UC1, Scalar.All(0));
        var corners = new Point2d[contour.Length / 2];
        for (var n = 0; n < corners.Length; n++)
        {
            var (x, y) = grid.ToWork(contour[2 * n], contour[(2 * n) + 1]);
            corners[n] = new(((x + 0.5) / spacing.X) - 0.5, ((y + 0.5) / spacing.Y) - 0.5);
        }

        Polygon.Fill(mask, corners);
        return mask;
    }

    /// <summary>The pixels whose middle lies between lines of the work grid, cut to the image.</summary>
    public static Rect Between(WorkGrid grid, double left, double right, double top, double bottom)
    {
        var (size, spacing) = (grid.SupineSize, grid.SpacingMm);
        var (x, width) = Span(left, right, spacing.X, size.Columns);
        var (y, height) = Span(top, bottom, spacing.Y, size.Rows);
        return new(x, y, width, height);
    }

    /// <summary>Takes out of a mask what lies outside a part of it.</summary>
    public static void KeepOnly(Mat mask, Rect part)
    {
        using var kept = new Mat(mask.Size(), MatType.CV_8UC1, Scalar.All(0));
        using (var from = mask[part])
        using (var to = kept[part])
            from.CopyTo(to);
        kept.CopyTo(mask);
    }

    private static (int First, int Count) Span(double low, double high, double spacing, int size)
    {
        var first = Math.Clamp((int)Math.Floor(((low + 0.5) / spacing) - 0.5) + 1, 0, size);
        var end = Math.Clamp((int)Math.Ceiling(((high + 0.5) / spacing) - 0.5), first, size);
        return (first, end - first);
    }
}
