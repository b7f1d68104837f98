namespace Voxmark.DemoStudies.Phantom;

/// <summary>
/// A made-up body from the iliac wings to the lower ribs, drawn with ellipsoids: something to find L3 in and to label
/// muscle and fat on. Patient coordinates (LPS, mm): x to the left, y to the back, z to the head, 0 in the sacrum. L3
/// lies at 132 to 168, its middle at 154.
/// </summary>
/// <param name="girth">Of trunk and organs, 1 for 330 mm from side to side.</param>
/// <param name="fatMm">Thickness of the subcutaneous fat at the flanks.</param>
internal sealed class Torso(double girth, double fatMm, int seed)
{
    private const double BowelFromX = -90, BowelToX = 90;

    private readonly Ellipse _skin = new(0, 0, 165 * girth, 112 * girth);
    private readonly Ellipse _fascia = new(0, -4, 165 * girth - fatMm, 112 * girth - 0.9 * fatMm);
    private readonly Ellipse _cavity = new(0, -14, 151 * girth - fatMm, 90 * girth - 0.9 * fatMm);
    private readonly Ellipsoid[] _loops = Loops(new Random(seed));

    public TorsoTissue TissueAt(double x, double y, double z)
    {
        if (!_skin.Contains(x, y))
            return TorsoTissue.Air;
        if (Spine.TissueAt(x, y, z) is { } bone)
            return bone;
        if (!_fascia.Contains(x, y))
            return TorsoTissue.SubcutaneousFat;
        if (PelvisAt(x, y, z) is { } pelvis)
            return pelvis;
        if (!_cavity.Contains(x, y))
            return IsRib(x, y, z) ? TorsoTissue.Cortex : TorsoTissue.Muscle;
        if (Spine.IsPsoas(x, y, z))
            return TorsoTissue.Muscle;
        return OrganAt(x / girth, y / girth, z) ?? (IsVessel(x, y, z) ? TorsoTissue.Vessel : BowelAt(x / girth, y / girth, z));
    }

    /// <summary>Wings with the iliacus inside and the gluteal muscles outside of them.</summary>
    private TorsoTissue? PelvisAt(double x, double y, double z)
    {
        const double crestMm = 112;
        if (z > crestMm || Math.Abs(x) < 48 || y < 20 - 0.5 * (crestMm - z))
            return null;
        var radius = new Ellipse(0, 12, 116 * girth, 66 * girth).Radius(x, y);
        return radius switch
        {
            > 1.05 => TorsoTissue.Muscle,
            > 1.02 or (> 0.93 and < 0.96) => TorsoTissue.Cortex,
            >= 0.96 => TorsoTissue.Marrow,
            > 0.8 => TorsoTissue.Muscle,
            _ => null,
        };
    }

    private bool IsRib(double x, double y, double z)
    {
        if (z < 225 || (y < -30 && Math.Abs(x) < 75))
            return false;
        var along = (z + 0.45 * y) / 27;
        return _cavity.Radius(x, y) < 1.08 && along - Math.Floor(along) < 0.33;
    }

    private static TorsoTissue? OrganAt(double x, double y, double z)
    {
        if (new Ellipsoid(-58, -20, 340, 76, 66, 105).Contains(x, y, z))
            return TorsoTissue.Liver;
        if (new Ellipsoid(88, 24, 325, 32, 38, 60).Contains(x, y, z))
            return TorsoTissue.Spleen;
        if (new Ellipsoid(66, 22, 236, 25, 22, 52).Contains(x, y, z) || new Ellipsoid(-68, 22, 222, 25, 22, 50).Contains(x, y, z))
            return TorsoTissue.Kidney;
        if (new Ellipsoid(42, -58, 318, 28, 12, 30).Contains(x, y, z))
            return TorsoTissue.Gas;
        return new Ellipsoid(42, -42, 315, 42, 34, 46).Contains(x, y, z) ? TorsoTissue.Bowel : null;
    }

    /// <summary>Aorta and inferior vena cava, and what they become below L4.</summary>
    private static bool IsVessel(double x, double y, double z)
    {
        const double bifurcationMm = 104;
        var front = Spine.CentreY(z) - 30;
        if (z > bifurcationMm)
            return new Ellipse(8, front, 10, 10).Contains(x, y) || new Ellipse(-18, front + 2, 12, 9).Contains(x, y);
        var aside = 10 + 0.45 * (bifurcationMm - z);
        return new Ellipse(aside, front, 8, 8).Contains(x, y) || new Ellipse(-aside, front, 8, 8).Contains(x, y);
    }

    private TorsoTissue BowelAt(double x, double y, double z)
    {
        if (z is > 55 and < 255 && Math.Abs(y + 2) < 20 && Math.Abs(Math.Abs(x) - 96) < 18)
        {
            var colon = new Ellipse(Math.CopySign(96, x), -2, 16 + 2 * Math.Sin(z / 6), 18 + 2 * Math.Sin(z / 6)).Radius(x, y);
            if (colon <= 1)
                return colon < 0.8 && y < -6 ? TorsoTissue.Gas : TorsoTissue.Bowel;
        }

        foreach (var loop in _loops)
        {
            if (loop.Contains(x, y, z))
                return TorsoTissue.Bowel;
        }

        return TorsoTissue.VisceralFat;
    }

    private static Ellipsoid[] Loops(Random random) =>
        [.. Enumerable.Range(0, 34).Select(_ => new Ellipsoid(
            BowelFromX + (BowelToX - BowelFromX) * random.NextDouble(), -72 + 66 * random.NextDouble(), 25 + 225 * random.NextDouble(),
            11 + 8 * random.NextDouble(), 9 + 5 * random.NextDouble(), 12 + 16 * random.NextDouble()))];
}
