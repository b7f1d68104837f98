namespace Voxmark.InferenceService.BodyComposition;

/// <summary>What a contour of the psoas costs: muscle within it, none just outside, of a likely size.</summary>
internal static class PsoasCost
{
    public const double ReachMm = 55;

    /// <summary>From the vertebra to where its middle is likely.</summary>
    public const double BesideMm = 11;

    /// <summary>Ramps that tell muscle from fat and from bone.</summary>
    private const float MuscleFromHu = -30, BoneFromHu = 190, RampHu = 40;

    private const float InsideCost = 1.2f, OutsideCost = 0.8f, SizeCost = 0.5f;
    private const double OutsideMm = 6;
    private const float LikelyRadiusMm = 17, SpreadMm = 9, MinRadiusMm = 4;
    private const float TooFarCost = 200, TooNearCost = 50;

    /// <summary>Lines that it does not cross: mm from the middle of a vertebra, or its radii.</summary>
    private const double MostMm = 45, FrontMm = 2, FrontShare = 0.8, BackMm = 4, MedialRadii = 0.55;

    /// <param name="polar">HU, [rays, samples].</param>
    /// <param name="isSpine">[rays, samples].</param>
    /// <param name="limitMm">Of each ray.</param>
    public static float[] Of(ReadOnlySpan<float> polar, ReadOnlySpan<bool> isSpine, ReadOnlySpan<float> limitMm)
    {
        var samples = polar.Length / Rays.Count;
        var cost = new float[polar.Length];
        var muscle = new float[samples + 1]; // sums of the samples before
        var outside = Rays.Samples(OutsideMm);
        for (var ray = 0; ray < Rays.Count; ray++)
        {
            var hu = polar.Slice(ray * samples, samples);
            var spine = isSpine.Slice(ray * samples, samples);
            for (var n = 0; n < samples; n++)
                muscle[n + 1] = muscle[n] + (spine[n] ? 0 : Ramp(hu[n] - MuscleFromHu) * Ramp(BoneFromHu - hu[n]));
            for (var n = 0; n < samples; n++)
            {
                var radius = n * Rays.StepMm;
                var size = (radius - LikelyRadiusMm) / SpreadMm;
                cost[(ray * samples) + n] =
                    (InsideCost * Rays.StepMm * (n + 1 - muscle[n + 1]))
                    + (OutsideCost * Rays.StepMm * (muscle[Math.Min(samples, n + outside + 1)] - muscle[n]))
                    + (SizeCost * size * size)
                    + (radius > limitMm[ray] ? TooFarCost : 0) + (radius < MinRadiusMm ? TooNearCost : 0);
            }
        }

        return cost;
    }

    /// <summary>How far a contour around a point may reach: not before the vertebra's front, not behind its canal, and not into
    /// its middle.</summary>
    /// <param name="side">−1 to the patient's right, 1 to the left.</param>
    public static float[] Limits(double x, double y, Vertebra vertebra, int side)
    {
        var lateral = ((x - vertebra.X) * side) - (vertebra.RadiusMm + BesideMm);
        var front = vertebra.Y - vertebra.RadiusMm - FrontMm - (FrontShare * Math.Max(0, lateral));
        var back = vertebra.Y + vertebra.RadiusMm + BackMm;
        var medial = (MedialRadii * vertebra.RadiusMm) - ((x - vertebra.X) * side);
        var limits = new float[Rays.Count];
        for (var ray = 0; ray < limits.Length; ray++)
        {
            var (cos, sin, limit) = (Rays.Cos[ray] * side, Rays.Sin[ray], MostMm);
            if (sin < 0)
                limit = Math.Min(limit, (front - y) / sin);
            if (sin > 0)
                limit = Math.Min(limit, (back - y) / sin);
            if (cos < 0)
                limit = Math.Min(limit, medial / cos);
            limits[ray] = (float)limit;
        }

        return limits;
    }

    private static float Ramp(float hu) => Math.Clamp(hu / RampHu, 0, 1);
}
