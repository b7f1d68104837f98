using OpenCvSharp;

namespace Voxmark.InferenceService.BodyComposition;

/// <summary>The fascia between subcutaneous fat and the muscles of the wall (step 2.5 of docs/body-composition.md): no soft
/// tissue outside it, no fat just inside.</summary>
internal static class OuterFascia
{
    private const int MaxStep = 4;
    private const float StepCost = 0.15f;

    /// <summary>So far under the surface is skin.</summary>
    private const double SkinMm = 2.5;

    /// <summary>Where soft tissue and fat are told apart, and how sharply.</summary>
    private const float FatHu = -30, SlopeHu = 15;

    /// <summary>How deep fat may not lie under the fascia.</summary>
    private const double InsideMm = 8;

    private const float MostCost = 60, BeyondSkinCost = 1000;

    /// <summary>Of the closing that bridges the linea alba.</summary>
    private const double BridgeMm = 15;

    /// <param name="hu">CV_32FC1 on the work grid.</param>
    /// <param name="body">Of <see cref="BodyMask"/>.</param>
    public static StarContour Of(Mat hu, Mat body, Vertebra vertebra)
    {
        var moments = Cv2.Moments(body, binaryImage: true);
        var (x, y) = (moments.M10 / moments.M00, moments.M01 / moments.M00);
        var reachMm = Math.Sqrt(Math.Pow(Math.Max(x, body.Cols - x), 2) + Math.Pow(Math.Max(y, body.Rows - y), 2));
        using var inner = Morphology.Deeper(body, SkinMm);
        var skin = StarContour.Around(inner, x, y, reachMm);
        using var grid = PolarGrid.Outward(x, y, Rays.Samples(skin.RadiusMm.Max()) + 2);
        using var polar = grid.Sample(hu, -1000, new Size(1, 1));

        var path = ClosedPath.Find(CostOf(polar.All<float>(), grid.Samples, skin.RadiusMm), grid.Samples, MaxStep, StepCost);
        var fascia = new StarContour(x, y, [.. path.Select(sample => sample * Rays.StepMm)]);
        return Bridged(fascia, hu.Size(), vertebra.Y, skin.RadiusMm.Max());
    }

    private static float[] CostOf(ReadOnlySpan<float> polar, int samples, ReadOnlySpan<float> skinMm)
    {
        var cost = new float[polar.Length];
        var (soft, fat) = (new float[samples + 1], new float[samples + 1]); // sums of the samples before
        var inside = Rays.Samples(InsideMm);
        for (var ray = 0; ray < Rays.Count; ray++)
        {
            var hu = polar.Slice(ray * samples, samples);
            for (var n = 0; n < samples; n++)
            {
                var notFat = 1 / (1 + MathF.Exp(-(hu[n] - FatHu) / SlopeHu));
                soft[n + 1] = soft[n] + notFat;
                fat[n + 1] = fat[n] + (hu[n] > BodyMask.AirHu ? 1 - notFat : 0);
            }

            var skin = Rays.Samples(skinMm[ray]);
            var of = cost.AsSpan(ray * samples, samples);
            for (var n = 0; n < samples; n++)
            {
                var outside = n <= skin ? soft[skin + 1] - soft[n] : 0;
                var under = fat[n + 1] - fat[Math.Max(0, n - inside)];
                of[n] = Math.Min(MostCost, Rays.StepMm * (outside + under)) + (n > skin ? BeyondSkinCost : 0);
            }
        }

        return cost;
    }

    /// <summary>Closed in front of the spine only.</summary>
    private static StarContour Bridged(StarContour fascia, Size size, double backY, double mostMm)
    {
        var front = (int)Math.Clamp(Math.Ceiling(backY), 0, size.Height);
        using var closed = fascia.ToMask(size);
        using (var reached = closed.RowRange(0, (int)Math.Min(size.Height, front + (2 * BridgeMm) + 1)))
            Morphology.CloseWide(reached, BridgeMm);
        using (var behind = closed.RowRange(front, size.Height))
            behind.SetTo(Scalar.All(0));
        return fascia.GrownInto(closed, mostMm);
    }
}
