namespace Voxmark.InferenceService.BodyComposition;

/// <summary>How deep the wall is expected on each ray, and how certainly.</summary>
internal sealed class InnerWallPrior
{
    /// <summary>Usual thickness and its spread, mm, by degrees from ventral; linear between.</summary>
    private static readonly float[] s_degrees = [0, 12, 25, 45, 65, 90, 110, 180];
    private static readonly float[] s_thicknessMm = [7, 8, 11, 15, 18, 21, 20, 20], s_spreadMm = [5, 5, 6, 6, 7, 7, 8, 10];

    /// <summary>Behind this line of the vertebra (its radii behind its middle) fat between quadratus and erector does not end
    /// the wall: it counts so much only.</summary>
    private const double BackRadii = 1.05;
    private const float BackFat = 0.3f;

    /// <summary>A rib is bone that begins near the fascia and is thin: the wall ends right behind it.</summary>
    private const float RibHu = 190, BehindRibMm = 1.5f, RibSpreadMm = 2.5f;
    private const int RibFromDegrees = 20, RibToDegrees = 150;
    private const double RibWithinMm = 20, RibStartMm = 12, RibSpanMm = 14;

    private InnerWallPrior()
    {
    }

    /// <summary>Usual for that ray, whoever the patient is.</summary>
    public float[] UsualMm { get; } = new float[Rays.Count];

    public float[] DepthMm { get; } = new float[Rays.Count];

    public float[] SpreadMm { get; } = new float[Rays.Count];

    /// <summary>How much what lies within the wall counts against it.</summary>
    public float[] FatWeight { get; } = new float[Rays.Count];

    public bool[] IsPosterior { get; } = new bool[Rays.Count];

    public bool[] IsRib { get; } = new bool[Rays.Count];

    /// <summary>Rays into the vertebral body: no wall lies there.</summary>
    public bool[] IsVertebra { get; } = new bool[Rays.Count];

    /// <param name="thickness">The patient's wall through what is usual, of each ray.</param>
    public static InnerWallPrior Of(InnerWallImage image, StarContour fascia, Vertebra vertebra, ReadOnlySpan<float> thickness)
    {
        var prior = new InnerWallPrior();
        var behind = vertebra.Y - fascia.Y;
        var vertebraDegrees = Math.Atan2(vertebra.RadiusMm, behind) * 180 / Math.PI;
        for (var ray = 0; ray < Rays.Count; ray++)
        {
            var degrees = Rays.DegreesFromVentral(ray);
            var (usual, spread) = (At(s_thicknessMm, degrees), At(s_spreadMm, degrees));
            prior.UsualMm[ray] = usual;
            prior.SpreadMm[ray] = spread;
            prior.DepthMm[ray] = usual * thickness[ray];
            prior.FatWeight[ray] = 1;
            prior.IsVertebra[ray] = 180 - degrees < vertebraDegrees;
            prior.BeforeTheBack(ray, fascia.RadiusMm[ray], behind + (BackRadii * vertebra.RadiusMm));
            prior.BehindARib(ray, degrees, image);
        }

        return prior;
    }

    private void BeforeTheBack(int ray, float fasciaMm, double backMm)
    {
        if (Rays.Sin[ray] <= 1e-3)
            return;
        var line = (float)(backMm / Rays.Sin[ray]);
        if (line >= fasciaMm - DepthMm[ray])
            return;
        (DepthMm[ray], FatWeight[ray], IsPosterior[ray]) = (fasciaMm - line, BackFat, true);
    }

    private void BehindARib(int ray, int degrees, InnerWallImage image)
    {
        if (degrees is <= RibFromDegrees or >= RibToDegrees)
            return;
        var (first, last) = (-1, -1);
        for (var n = 0; n < Rays.Samples(RibWithinMm); n++)
        {
            var at = (ray * image.Samples) + n;
            if (image.Hu[at] > RibHu && !image.IsHidden[at])
                (first, last) = (first < 0 ? n : first, n);
        }

        if (first < 0 || first >= Rays.Samples(RibStartMm) || last - first >= Rays.Samples(RibSpanMm))
            return;
        (DepthMm[ray], SpreadMm[ray], FatWeight[ray]) = ((last * Rays.StepMm) + BehindRibMm, RibSpreadMm, 1);
        IsRib[ray] = true;
    }

    private static float At(float[] values, int degrees)
    {
        var n = 1;
        while (s_degrees[n] < degrees)
            n++;
        var way = (degrees - s_degrees[n - 1]) / (s_degrees[n] - s_degrees[n - 1]);
        return values[n - 1] + (way * (values[n] - values[n - 1]));
    }
}
