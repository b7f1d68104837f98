namespace Voxmark.InferenceService.BodyComposition;

/// <summary>How thick this patient's wall is, through what is usual: from the rays where fat lies right behind it, smoothed
/// along the wall and from side to side.</summary>
internal static class WallThickness
{
    /// <summary>Below so many rays they say nothing of the others.</summary>
    public const int FewestRays = 25;

    private const int FromDegrees = 15, RibToDegrees = 125;
    private const double FatFromMm = 1, FatToMm = 4;
    private const float MinFat = 0.6f, Least = 0.3f, Most = 1.8f;
    private const double SpreadDegrees = 15, OtherSide = 0.6, CommonWeight = 8;

    /// <param name="path">Samples under the fascia.</param>
    /// <returns>Of each ray, and how many rays it was learnt from.</returns>
    public static (float[] Thickness, int ConfidentRays) Of(InnerWallImage image, InnerWallPrior prior, int[] path)
    {
        List<(int Ray, double Ratio)> known = [];
        for (var ray = 0; ray < Rays.Count; ray++)
        {
            if (IsConfident(image, prior, ray, path[ray]))
                known.Add((ray, Math.Clamp(path[ray] * Rays.StepMm / prior.UsualMm[ray], Least, Most)));
        }

        var common = known.Count < FewestRays ? 1 : Median.Of(known.ConvertAll(each => each.Ratio));
        var thickness = new float[Rays.Count];
        for (var ray = 0; ray < thickness.Length; ray++)
        {
            var (sum, weights) = (CommonWeight * common, CommonWeight);
            foreach (var (other, ratio) in known)
            {
                var weight = Near(ray - other) + (OtherSide * Near(ray - Rays.Mirrored(other)));
                (sum, weights) = (sum + (weight * ratio), weights + weight);
            }

            thickness[ray] = (float)(sum / weights);
        }

        return (thickness, known.Count);
    }

    private static bool IsConfident(InnerWallImage image, InnerWallPrior prior, int ray, int at)
    {
        var degrees = Rays.DegreesFromVentral(ray);
        if (prior.IsRib[ray] && degrees < RibToDegrees)
            return true;
        if (degrees <= FromDegrees || prior.IsPosterior[ray] || prior.IsVertebra[ray])
            return false;
        var (first, end) = (at + Rays.Samples(FatFromMm), Math.Min(image.Samples, at + Rays.Samples(FatToMm)));
        var sum = 0f;
        for (var n = first; n < end; n++)
            sum += image.Fat[(ray * image.Samples) + n];
        return end > first && sum / (end - first) > MinFat;
    }

    private static double Near(int rays)
    {
        var degrees = Math.Abs(rays) % Rays.Count;
        degrees = Math.Min(degrees, Rays.Count - degrees);
        return Math.Exp(-degrees * degrees / (2 * SpreadDegrees * SpreadDegrees));
    }
}
