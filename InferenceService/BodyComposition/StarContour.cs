using OpenCvSharp;

namespace Voxmark.InferenceService.BodyComposition;

/// <summary>A closed contour around a point of the work grid: how far it lies from it on each of the <see cref="Rays"/>.</summary>
/// <param name="RadiusMm">Of each ray.</param>
internal sealed record StarContour(double X, double Y, float[] RadiusMm)
{
    public IReadOnlyList<Point2d> Points() =>
        [.. RadiusMm.Select((mm, ray) => new Point2d(X + (mm * Rays.Cos[ray]), Y + (mm * Rays.Sin[ray])))];

    /// <summary>CV_8UC1 of the work grid.</summary>
    public Mat ToMask(Size size)
    {
        var mask = new Mat(size, MatType.CV_8UC1, Scalar.All(0));
        Polygon.Fill(mask, Points());
        return mask;
    }

    /// <summary>Grown on every ray as far as a mask of the work grid goes on from it.</summary>
    public StarContour GrownInto(Mat mask, double mostMm)
    {
        using var grid = PolarGrid.Outward(X, Y, Rays.Samples(mostMm) + 1);
        var inside = grid.In(mask);
        var radius = (float[])RadiusMm.Clone();
        for (var ray = 0; ray < radius.Length; ray++)
        {
            var along = inside.AsSpan(ray * grid.Samples, grid.Samples);
            var n = Rays.Samples(radius[ray]);
            while (n + 1 < along.Length && along[n + 1])
                n++;
            radius[ray] = Math.Max(radius[ray], n * Rays.StepMm);
        }

        return this with { RadiusMm = radius };
    }

    /// <summary>The outline of a mask as seen from a point.</summary>
    public static StarContour Around(Mat mask, double x, double y, double mostMm)
    {
        using var grid = PolarGrid.Outward(x, y, Rays.Samples(mostMm) + 1);
        var inside = grid.In(mask);
        var radius = new float[Rays.Count];
        for (var ray = 0; ray < radius.Length; ray++)
            radius[ray] = Math.Max(0, inside.AsSpan(ray * grid.Samples, grid.Samples).LastIndexOf(true)) * Rays.StepMm;
        return new(x, y, radius);
    }
}
