using OpenCvSharp;

namespace Voxmark.InferenceService.BodyComposition;

/// <summary>Where the samples of the rays lie on the work grid: [rays, samples]. One ray more at either end, so that what is
/// smoothed across rays goes on at the seam.</summary>
internal sealed class PolarGrid : IDisposable
{
    private readonly Mat _x, _y;

    private PolarGrid(double x, double y, int samples, ReadOnlySpan<float> startMm, float stepMm)
    {
        Samples = samples;
        _x = new Mat(Rays.Count + 2, samples, MatType.CV_32FC1);
        _y = new Mat(Rays.Count + 2, samples, MatType.CV_32FC1);
        for (var row = 0; row < Rays.Count + 2; row++)
        {
            var ray = (row + Rays.Count - 1) % Rays.Count;
            var (cos, sin, start) = (Rays.Cos[ray], Rays.Sin[ray], startMm.IsEmpty ? 0 : startMm[ray]);
            var (toX, toY) = ((float)x + (start * cos), (float)y + (start * sin));
            var (acrossX, acrossY) = (stepMm * cos, stepMm * sin);
            var xs = _x.Row<float>(row);
            var ys = _y.Row<float>(row);
            for (var n = 0; n < xs.Length; n++)
            {
                xs[n] = toX + (n * acrossX);
                ys[n] = toY + (n * acrossY);
            }
        }
    }

    public int Samples { get; }

    /// <summary>From a point outwards: sample n lies n/2 mm from it.</summary>
    public static PolarGrid Outward(double x, double y, int samples) => new(x, y, samples, default, Rays.StepMm);

    /// <summary>From a contour about a point inwards: sample n of a ray lies n/2 mm under it.</summary>
    public static PolarGrid Inward(StarContour contour, int samples) =>
        new(contour.X, contour.Y, samples, contour.RadiusMm, -Rays.StepMm);

    /// <param name="image">Of the work grid.</param>
    /// <param name="beyond">What lies beyond it.</param>
    /// <param name="smoothing">Of the Gaussian kernel: samples along a ray, rays across; 1 × 1 for none.</param>
    /// <returns>[rays, samples] of the image's type, without gaps.</returns>
    public Mat Sample(Mat image, double beyond, Size smoothing)
    {
        using var sampled = new Mat();
        Cv2.Remap(image, sampled, _x, _y, InterpolationFlags.Linear, BorderTypes.Constant, Scalar.All(beyond));
        if (smoothing.Width > 1)
            Cv2.GaussianBlur(sampled, sampled, smoothing, 0);
        using var rays = sampled.RowRange(1, Rays.Count + 1);
        return rays.Clone();
    }

    /// <summary>Which samples lie in a mask of the work grid, [rays, samples].</summary>
    public bool[] In(Mat mask)
    {
        using var sampled = Sample(mask, 0, new Size(1, 1));
        var pixels = sampled.All<byte>();
        var inside = new bool[pixels.Length];
        for (var n = 0; n < inside.Length; n++)
            inside[n] = pixels[n] > 127;
        return inside;
    }

    public void Dispose()
    {
        _x.Dispose();
        _y.Dispose();
    }
}
