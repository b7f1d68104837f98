namespace Voxmark.InferenceService.Levels;

/// <summary>How much each height of a spine looks like a disc, and like pedicles; one value a millimetre, from the lowest
/// slice's centre on.</summary>
internal sealed record SpineScores(double[] Disc, double[] Pedicle)
{
    /// <summary>A disc is softer than the end plates 5 or 6 mm above and below it, and has no cortical rim.</summary>
    public static SpineScores Of(SpineSignals signals)
    {
        var contrast = new double[signals.Core.Length];
        for (var z = 0; z < contrast.Length; z++)
        {
            var (below, above) = (Math.Max(Core(z - 5), Core(z - 6)), Math.Max(Core(z + 5), Core(z + 6)));
            contrast[z] = Math.Min(below, above) - signals.Core[z];
        }

        var (soft, rim) = (Smoothing.AboveSurroundings(contrast), Smoothing.AboveSurroundings(signals.Ring));
        var disc = soft.Zip(rim, (s, r) => Math.Clamp(s, -2, 2.5) + 0.7 * Math.Clamp(-r, -2, 2));
        var pedicle = Array.ConvertAll(Smoothing.AboveSurroundings(signals.Pedicles), value => Math.Clamp(value, -2, 2));
        return new([.. disc], pedicle);

        double Core(int z) => signals.Core[Math.Clamp(z, 0, signals.Core.Length - 1)];
    }
}
