using Voxmark.Imaging.Geometry;

namespace Voxmark.InferenceService.Tests.Levels;

/// <summary>
/// A trunk of soft tissue with a spine of known heights: discs every 34 mm, pedicles in the upper half of each vertebra,
/// iliac crests that end 3 mm above the disc L4/5, and a pair of ribs that begin 5 mm above the disc T12/L1 and descend to
/// the sides. x to the left, y to the back, z = 0 is the lowest slice.
/// </summary>
/// <param name="LumbosacralMm">Where the disc L5/S1 lies.</param>
internal sealed record SpinePhantom(double LumbosacralMm = 20, bool HasCrests = true, bool HasRibs = true, int Slices = 120)
{
    public const double DiscMm = 34, HalfDiscMm = 4, SliceMm = 2.5;

    private const double PixelMm = 2, SpineY = 40, RadiusMm = 22;
    private const int Side = 200;

    public VoxelGrid Grid { get; } = new(
        Side, Side, Slices, new(-PixelMm * (Side - 1) / 2, -PixelMm * (Side - 1) / 2, 0), new(PixelMm, PixelMm, SliceMm),
        new(1, 0, 0), new(0, 1, 0), new(0, 0, 1));

    /// <summary>The middle of L3: between the discs L3/4 and L2/3.</summary>
    public double L3Mm => LumbosacralMm + 2.5 * DiscMm;

    public TestVolume Volume() => TestVolume.Of(Grid, Slice);

    public short[] Slice(int k)
    {
        var voxels = new short[Side * Side];
        for (var n = 0; n < voxels.Length; n++)
        {
            var (x, y, z) = Grid.ToPatient(n % Side, n / Side, k);
            voxels[n] = (short)HuAt(x, y, z);
        }

        return voxels;
    }

    private double HuAt(double x, double y, double z)
    {
        if (x / 170 * (x / 170) + y / 120 * (y / 120) > 1)
            return -1000;
        var (side, back) = (Math.Abs(x), y - SpineY);
        var above = z - LumbosacralMm - DiscMm * Math.Floor((z - LumbosacralMm) / DiscMm); // above the disc below
        var fromCentre = Math.Sqrt(x * x + back * back);
        if (fromCentre <= RadiusMm)
            return IsDisc(above) ? 80 : IsEndPlate(above) || fromCentre > RadiusMm - 3 ? 400 : 180;
        if (back is > 12 and < 32 && side is > 8 and < 20 && above is > 18 and < 29)
            return 350; // pedicles
        if (HasCrests && side is > 90 and < 130 && back is > 10 and < 18 && z <= LumbosacralMm + DiscMm + 3)
            return 300;
        var rib = LumbosacralMm + 5 * DiscMm + 5 - 0.4 * (side - 38);
        if (HasRibs && side is > 36 and < 110 && back is > 25 and < 33 && Math.Abs(z - rib) < 4)
            return 300;
        return 40;
    }

    private static bool IsDisc(double above) => above is < HalfDiscMm or > DiscMm - HalfDiscMm;

    private static bool IsEndPlate(double above) => above is < HalfDiscMm + 3 or > DiscMm - HalfDiscMm - 3;
}
