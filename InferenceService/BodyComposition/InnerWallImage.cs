using OpenCvSharp;

namespace Voxmark.InferenceService.BodyComposition;

/// <summary>What lies under the fascia, ray by ray, as classes: [rays, samples], each 0–1 and 0 where spine or psoas lies.</summary>
internal sealed class InnerWallImage
{
    private const float MuscleFromHu = -50, MuscleToHu = 200, FatToHu = -10, RampHu = 40;

    /// <summary>Thin fat between muscles is no fat behind the wall.</summary>
    private const int OpenSamples = 7;

    private const float ValleyFromHu = -120, ValleyHu = 60;
    private const double ValleyMm = 2.5;

    private InnerWallImage(int samples, bool[] hidden, float[] hu)
    {
        (Samples, IsHidden, Hu) = (samples, hidden, hu);
        (Muscle, Fat, Gas, Valley) = (new float[hu.Length], new float[hu.Length], new float[hu.Length], new float[hu.Length]);
        OpenFat = [];
    }

    public int Samples { get; }

    /// <summary>Spine and psoas: the wall passes behind them, whatever they look like.</summary>
    public bool[] IsHidden { get; }

    /// <summary>Smoothed over 3 × 3.</summary>
    public float[] Hu { get; }

    public float[] Muscle { get; }

    public float[] Fat { get; }

    /// <summary>Fat that is thick along the ray.</summary>
    public float[] OpenFat { get; private set; }

    public float[] Gas { get; }

    /// <summary>How dark a thin line is: between wall and organ.</summary>
    public float[] Valley { get; }

    /// <param name="hu">CV_32FC1 on the work grid.</param>
    /// <param name="hidden">CV_8UC1 of the same size: spine and psoas.</param>
    /// <param name="fascia">About the wall's centre.</param>
    public static InnerWallImage Of(Mat hu, Mat hidden, StarContour fascia)
    {
        using var grid = PolarGrid.Inward(fascia, Rays.Samples(InnerWall.ReachMm) + 1);
        using var smooth = grid.Sample(hu, -1000, new Size(3, 3));
        using var smoother = grid.Sample(hu, -1000, new Size(5, 3));
        var image = new InnerWallImage(grid.Samples, grid.In(hidden), smooth.All<float>().ToArray());
        image.Classify();
        image.FindValleys(smoother.All<float>());
        return image;
    }

    private void Classify()
    {
        using var fat = new Mat(Rays.Count, Samples, MatType.CV_32FC1);
        var fats = fat.All<float>();
        for (var n = 0; n < Hu.Length; n++)
        {
            var hu = Hu[n];
            if (IsHidden[n])
            {
                fats[n] = 0;
                continue;
            }

            Muscle[n] = Ramp(hu - MuscleFromHu) * Ramp(MuscleToHu - hu);
            Gas[n] = hu < BodyMask.AirHu ? 1 : 0;
            fats[n] = Fat[n] = hu > BodyMask.AirHu ? Ramp(FatToHu - hu) : 0;
        }

        using var along = new Mat(1, OpenSamples, MatType.CV_8UC1, Scalar.All(1));
        Cv2.MorphologyEx(fat, fat, MorphTypes.Open, along);
        OpenFat = fat.All<float>().ToArray();
    }

    private void FindValleys(ReadOnlySpan<float> hu)
    {
        var beside = Rays.Samples(ValleyMm);
        for (var ray = 0; ray < Rays.Count; ray++)
        {
            for (var n = beside; n < Samples - beside; n++)
            {
                var at = (ray * Samples) + n;
                if (!IsHidden[at] && hu[at] > ValleyFromHu)
                    Valley[at] = Math.Clamp(((hu[at - beside] + hu[at + beside]) / 2) - hu[at], 0, ValleyHu) / ValleyHu;
            }
        }
    }

    private static float Ramp(float hu) => Math.Clamp(hu / RampHu, 0, 1);
}
