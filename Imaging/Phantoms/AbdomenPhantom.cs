using Voxmark.Imaging.Geometry;

namespace Voxmark.Imaging.Phantoms;

/// <summary>
/// A CT-like abdomen whose areas are known by arithmetic: an elliptic cylinder of subcutaneous fat around a muscle wall
/// around visceral fat, with a spine and a psoas muscle at each side of it. Every axial slice has the same areas; the
/// spine alternates vertebrae and discs along z, so that levels can be told on a sagittal view.
/// </summary>
/// <param name="PixelMm">Distance of pixels in both directions.</param>
/// <param name="SliceMm">Distance of slices.</param>
/// <param name="NoiseHu">Standard deviation of Gaussian noise; 0 for none.</param>
/// <param name="Seed">Of the noise: the same phantom is the same to the voxel.</param>
public sealed record AbdomenPhantom(
    int Columns = 256, int Rows = 256, int Slices = 24, double PixelMm = 1.5, double SliceMm = 5, double NoiseHu = 0, int Seed = 1)
{
    /// <summary>From one disc's lower end to the next one's.</summary>
    public const double VertebraMm = 35;

    public const double DiscMm = 8;

    // Centres and half axes in mm, patient x (left) and y (back).
    private static readonly Ellipse Skin = new(0, 0, 170, 120);
    private static readonly Ellipse Fascia = new(0, 0, 145, 95);
    private static readonly Ellipse Cavity = new(0, 0, 130, 80);
    private static readonly Ellipse Spine = new(0, 45, 28, 24);
    private static readonly Ellipse LeftPsoas = new(55, 45, 20, 18);
    private static readonly Ellipse RightPsoas = new(-55, 45, 20, 18);

    private readonly record struct Ellipse(double X, double Y, double HalfX, double HalfY)
    {
        public double AreaMm2 => Math.PI * HalfX * HalfY;

        public bool Contains(double x, double y)
        {
            var (u, v) = ((x - X) / HalfX, (y - Y) / HalfY);
            return u * u + v * v <= 1;
        }
    }

    /// <summary>Axial, centred in x and y; slice 0 lies at z = 0.</summary>
    public VoxelGrid Grid => new(
        Columns, Rows, Slices, new(-PixelMm * (Columns - 1) / 2, -PixelMm * (Rows - 1) / 2, 0), new(PixelMm, PixelMm, SliceMm),
        new(1, 0, 0), new(0, 1, 0), new(0, 0, 1));

    /// <summary>Exact area in any axial slice; bone and disc share the spine's, at different levels.</summary>
    public static double AreaCm2(PhantomTissue tissue) => tissue switch
    {
        PhantomTissue.SubcutaneousFat => Skin.AreaMm2 - Fascia.AreaMm2,
        PhantomTissue.Muscle => Fascia.AreaMm2 - Cavity.AreaMm2 + LeftPsoas.AreaMm2 + RightPsoas.AreaMm2,
        PhantomTissue.VisceralFat => Cavity.AreaMm2 - LeftPsoas.AreaMm2 - RightPsoas.AreaMm2 - Spine.AreaMm2,
        PhantomTissue.Bone or PhantomTissue.Disc => Spine.AreaMm2,
        _ => throw new ArgumentOutOfRangeException(nameof(tissue), tissue, "Only tissues of the body have an area."),
    } / 100;

    /// <summary>What lies at a point of the patient.</summary>
    public static PhantomTissue TissueAt(Vector3d point)
    {
        var (x, y, z) = point;
        if (!Skin.Contains(x, y))
            return PhantomTissue.Air;
        if (!Fascia.Contains(x, y))
            return PhantomTissue.SubcutaneousFat;
        if (!Cavity.Contains(x, y) || LeftPsoas.Contains(x, y) || RightPsoas.Contains(x, y))
            return PhantomTissue.Muscle;
        if (!Spine.Contains(x, y))
            return PhantomTissue.VisceralFat;
        return z - VertebraMm * Math.Floor(z / VertebraMm) < DiscMm ? PhantomTissue.Disc : PhantomTissue.Bone;
    }

    /// <summary>Typical of an unenhanced scan at 120 kV.</summary>
    public static short HuOf(PhantomTissue tissue) => tissue switch
    {
        PhantomTissue.SubcutaneousFat => -105,
        PhantomTissue.Muscle => 55,
        PhantomTissue.VisceralFat => -95,
        PhantomTissue.Bone => 300,
        PhantomTissue.Disc => 90,
        _ => -1000,
    };

    /// <summary>HU of one slice, row-major [Rows, Columns].</summary>
    public short[] Slice(int k)
    {
        var grid = Grid;
        var random = new Random(Seed * 10_007 + k);
        var voxels = new short[Rows * Columns];
        for (var j = 0; j < Rows; j++)
            for (var i = 0; i < Columns; i++)
                voxels[j * Columns + i] = (short)Math.Clamp(HuOf(TissueAt(grid.ToPatient(i, j, k))) + Noise(random), -1024, 3071);
        return voxels;
    }

    /// <summary>Gaussian, by Box and Muller.</summary>
    private double Noise(Random random) => NoiseHu <= 0
        ? 0
        : Math.Round(NoiseHu * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}
