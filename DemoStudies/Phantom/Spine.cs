namespace Voxmark.DemoStudies.Phantom;

/// <summary>Sacrum, vertebrae of 36 mm (a disc of 8 mm below each), and the psoas muscles beside them.</summary>
internal static class Spine
{
    private const double SacrumMm = 60, LevelMm = 36, DiscMm = 8;

    /// <summary>Of the vertebral bodies; the lumbar spine is bent to the front.</summary>
    public static double CentreY(double z) => 44 - 8 * Math.Cos((z - 150) / 62);

    public static TorsoTissue? TissueAt(double x, double y, double z)
    {
        var back = y - CentreY(z);
        if (Math.Abs(x) > 52 || back is < -22 or > 62)
            return null;
        if (z < SacrumMm)
            return SacrumAt(x, back);

        var height = z - SacrumMm - LevelMm * Math.Floor((z - SacrumMm) / LevelMm);
        return BodyAt(x, back, height) ?? ArchAt(x, back, height);
    }

    /// <summary>Thicker from L1 down to L5, then aside.</summary>
    public static bool IsPsoas(double x, double y, double z)
    {
        if (z > 250)
            return false;
        var growth = Math.Clamp((250 - z) / 150, 0, 1);
        var (halfX, halfY) = (8 + 13 * growth, 9 + 15 * growth);
        var aside = 24 + 0.85 * halfX + Math.Max(0, 0.4 * (SacrumMm - z));
        return new Ellipse(aside, CentreY(z) + 3, halfX, halfY).Contains(Math.Abs(x), y);
    }

    private static TorsoTissue? SacrumAt(double x, double back)
    {
        if (new Ellipse(0, 26, 8, 6).Contains(x, back))
            return TorsoTissue.SpinalCanal;
        return new Ellipse(0, 14, 48, 26).Radius(x, back) switch
        {
            > 1 => null,
            > 0.9 => TorsoTissue.Cortex,
            _ => TorsoTissue.Marrow,
        };
    }

    private static TorsoTissue? BodyAt(double x, double back, double height)
    {
        if (height < DiscMm)
            return new Ellipse(0, 0, 25, 18).Contains(x, back) ? TorsoTissue.Disc : null;
        var waist = 0.92 + 0.08 * Math.Cos(2 * Math.PI * (height - DiscMm) / (LevelMm - DiscMm));
        var radius = new Ellipse(0, 0, 25 * waist, 18 * waist).Radius(x, back);
        if (radius > 1)
            return null;
        return radius > 0.9 || height - DiscMm < 2 || LevelMm - height < 2 ? TorsoTissue.Cortex : TorsoTissue.Marrow;
    }

    private static TorsoTissue? ArchAt(double x, double back, double height)
    {
        if (new Ellipse(0, 26, 10, 8).Contains(x, back))
            return TorsoTissue.SpinalCanal;
        var isLamina = height > 10 && new Ellipse(0, 26, 15, 13).Contains(x, back);
        var isTransverseProcess = height is > 18 and < 28 && Math.Abs(x) < 46 && Math.Abs(back - 20) < 4;
        var isSpinousProcess = height is > 8 and < 26 && Math.Abs(x) < 3.5 && back is > 36 and < 56;
        return isLamina || isTransverseProcess || isSpinousProcess ? TorsoTissue.Cortex : null;
    }
}
