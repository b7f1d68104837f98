namespace Voxmark.InferenceService.BodyComposition;

/// <summary>What it costs to end the wall at a depth: fat and gas within it, muscle behind it, and how far it lies from where it
/// is expected.</summary>
internal static class InnerWallCost
{
    private const float ThinFat = 0.25f, Gas = 4, Bright = 0.5f, MuscleBehind = 0.7f, Prior = 0.6f, Valley = 2;
    private const float BrightHu = 200;
    private const double BehindMm = 8;

    /// <summary>A wall thinner than this is none, and one beyond the centre is nowhere.</summary>
    private const float ThinMm = 2, TooThinCost = 3, CentreMm = 5, CentreCost = 1000;

    /// <summary>Rays into the vertebra: near this depth, whatever is there.</summary>
    private const float VertebraMm = 60, VertebraCost = 0.02f;

    /// <param name="fasciaMm">Of each ray from the centre.</param>
    /// <returns>[rays, samples].</returns>
    public static float[] Of(InnerWallImage image, InnerWallPrior prior, ReadOnlySpan<float> fasciaMm)
    {
        var samples = image.Samples;
        var cost = new float[Rays.Count * samples];
        var behind = Rays.Samples(BehindMm);
        var muscle = new float[samples + 1]; // sums of the samples before
        for (var ray = 0; ray < Rays.Count; ray++)
        {
            var of = cost.AsSpan(ray * samples, samples);
            var inside = 0f;
            for (var n = 0; n < samples; n++)
                muscle[n + 1] = muscle[n] + image.Muscle[(ray * samples) + n];
            for (var n = 0; n < samples; n++)
            {
                var (at, depth) = ((ray * samples) + n, n * Rays.StepMm);
                inside += InsideAt(image, at);
                var off = (depth - prior.DepthMm[ray]) / prior.SpreadMm[ray];
                of[n] = prior.IsVertebra[ray]
                    ? VertebraCost * Math.Abs(depth - VertebraMm)
                    : (prior.FatWeight[ray] * Rays.StepMm * inside)
                        + (MuscleBehind * Rays.StepMm * (muscle[Math.Min(samples, n + behind + 1)] - muscle[n]))
                        + (Prior * off * off) - (Valley * image.Valley[at]) + (depth < ThinMm ? TooThinCost : 0)
                        + (fasciaMm[ray] - depth < CentreMm ? CentreCost : 0);
            }
        }

        return cost;
    }

    private static float InsideAt(InnerWallImage image, int at) =>
        image.OpenFat[at] + (ThinFat * image.Fat[at]) + (Gas * image.Gas[at])
        + (image.Hu[at] > BrightHu && !image.IsHidden[at] ? Bright : 0);
}
