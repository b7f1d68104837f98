using Voxmark.Imaging.Geometry;

namespace Voxmark.Imaging.Nifti;

/// <summary>
/// A grid's orientation as NIfTI's qform has it (nifti1.h, "method 2"): the unit quaternion a + bi + cj + dk, a ≥ 0, of
/// the rotation whose columns are the RAS directions of i, j and <paramref name="Handedness"/> · k.
/// </summary>
/// <param name="Handedness">qfac: +1, or −1 when the directions are left-handed.</param>
internal readonly record struct RasQuaternion(double B, double C, double D, double Handedness)
{
    /// <summary>What single precision of b, c and d cannot tell from 0.</summary>
    private const double SmallestA = 2e-4;

    public static RasQuaternion From(VoxelGrid grid)
    {
        var (x, y, z) = (NiftiLabelWriter.Ras(grid.RowDirection), NiftiLabelWriter.Ras(grid.ColumnDirection),
            NiftiLabelWriter.Ras(grid.SliceDirection));
        var handedness = x.Cross(y).Dot(z) < 0 ? -1 : 1;
        z = handedness * z;

        // The largest of the four components is taken from the diagonal; it divides the others without loss.
        var squares = (A: 1 + x.X + y.Y + z.Z, B: 1 + x.X - y.Y - z.Z, C: 1 - x.X + y.Y - z.Z, D: 1 - x.X - y.Y + z.Z);
        var largest = Math.Max(Math.Max(squares.A, squares.B), Math.Max(squares.C, squares.D));
        var half = 0.5 / Math.Sqrt(largest);
        var (a, b, c, d) =
            largest == squares.A ? (largest, y.Z - z.Y, z.X - x.Z, x.Y - y.X)
            : largest == squares.B ? (y.Z - z.Y, largest, y.X + x.Y, z.X + x.Z)
            : largest == squares.C ? (z.X - x.Z, y.X + x.Y, largest, z.Y + y.Z)
            : (x.Y - y.X, z.X + x.Z, z.Y + y.Z, largest);
        var sign = a < 0 ? -half : half;
        (b, c, d) = (sign * b, sign * c, sign * d);
        if (sign * a < SmallestA)
            (b, c, d) = Outwards(b, c, d);
        return new(b, c, d, handedness);
    }

    /// <summary>
    /// Readers find a as √(1 − b² − c² − d²), of components in single precision: where a is 0 (coronal slices), a sum that is
    /// rounded to below 1 turns the volume by up to 3 · 10⁻⁴. So b, c, d are rounded away from 0, as far as it takes.
    /// </summary>
    private static (double B, double C, double D) Outwards(double b, double c, double d)
    {
        var (x, y, z) = ((float)b, (float)c, (float)d);
        while (((double)x * x) + ((double)y * y) + ((double)z * z) < 1)
            (x, y, z) = (Away(x), Away(y), Away(z));
        return (x, y, z);

        static float Away(float value) =>
            Math.Abs(value) < SmallestA ? value : value > 0 ? MathF.BitIncrement(value) : MathF.BitDecrement(value);
    }
}
