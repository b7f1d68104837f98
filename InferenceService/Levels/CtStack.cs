using Voxmark.Imaging.Volumes;
using Voxmark.InferenceService.BodyComposition;

namespace Voxmark.InferenceService.Levels;

/// <summary>
/// The voxels of an axial CT in HU: x and y as on its work grid (<see cref="WorkGrid"/>: mm to the patient's left and to the
/// back), z in mm above the centre of the lowest slice.
/// </summary>
internal sealed class CtStack(SeriesVolume volume, WorkGrid grid)
{
    /// <summary>Padding, and whatever scanners write outside the field of view, is air.</summary>
    private const short AirHu = -1024;

    private readonly double _slope = volume.Header.Slope, _intercept = volume.Header.Intercept;

    public WorkGrid Grid => grid;

    public int Slices => volume.Header.Slices;

    public double SliceMm { get; } = volume.Header.Grid!.Spacing.Z;

    public double LengthMm => (Slices - 1) * SliceMm;

    /// <summary>Linear between voxels; beyond the outermost ones, theirs go on.</summary>
    public double HuAt(double x, double y, double z)
    {
        var slice = Math.Clamp(z / SliceMm, 0, Slices - 1);
        var (below, share) = ((int)slice, slice % 1);
        var hu = HuIn(below, x, y);
        return share == 0 ? hu : hu + share * (HuIn(below + 1, x, y) - hu);
    }

    /// <summary>The means of blocks of stored pixels, HU.</summary>
    /// <param name="block">Columns and rows of each.</param>
    /// <param name="means">(Rows / block) × (Columns / block) values, row by row.</param>
    public void CopyBlocks(int k, int block, Span<short> means)
    {
        var (rows, columns) = (grid.Rows / block, grid.Columns / block);
        var voxels = volume.Slice(k);
        var sums = new int[columns];
        for (var row = 0; row < rows; row++)
        {
            Array.Clear(sums);
            for (var line = row * block; line < (row + 1) * block; line++)
            {
                var from = voxels.Slice(line * grid.Columns, columns * block);
                for (var i = 0; i < from.Length; i++)
                    sums[i / block] += from[i];
            }

            for (var column = 0; column < columns; column++)
                means[row * columns + column] = HuOf((double)sums[column] / (block * block));
        }
    }

    /// <summary>z of a point in patient coordinates (LPS), mm.</summary>
    public double PatientZ(double x, double y, double z)
    {
        var (column, row) = grid.ToStored(x, y);
        return volume.Header.Grid!.ToPatient(column, row, z / SliceMm).Z;
    }

    private double HuIn(int k, double x, double y)
    {
        var (column, row) = grid.ToStored(x, y);
        (column, row) = (Math.Clamp(column, 0, grid.Columns - 1), Math.Clamp(row, 0, grid.Rows - 1));
        var (left, top) = ((int)column, (int)row);
        var (right, bottom) = (Math.Min(left + 1, grid.Columns - 1), Math.Min(top + 1, grid.Rows - 1));
        var voxels = volume.Slice(k);
        var upper = Between(voxels[top * grid.Columns + left], voxels[top * grid.Columns + right], column - left);
        var lower = Between(voxels[bottom * grid.Columns + left], voxels[bottom * grid.Columns + right], column - left);
        return HuOf(Between(upper, lower, row - top));
    }

    private static double Between(double a, double b, double share) => a + share * (b - a);

    private short HuOf(double voxel) => (short)Math.Clamp(voxel * _slope + _intercept, AirHu, short.MaxValue);
}
