using Voxmark.Imaging.Geometry;
using Voxmark.Imaging.Volumes;

namespace Voxmark.Imaging.Conforming;

/// <summary>Values onto another grid, and labels back.</summary>
public static class Resampler
{
    /// <summary>
    /// A volume's values on another grid, interpolated linearly. Beyond the volume, and where it holds padding, they are its
    /// smallest value.
    /// </summary>
    /// <param name="volume">Must have a grid, and be a volume.</param>
    /// <returns>In the volume's unit, [Slices, Rows, Columns] of <paramref name="grid"/>.</returns>
    public static float[] Linear(SeriesVolume volume, VoxelGrid grid, CancellationToken ct)
    {
        var header = volume.Header;
        var source = header.Grid!;
        var way = Way.Between(grid, source);
        var values = new float[grid.Slices * grid.Rows * grid.Columns];
        var at = 0;
        for (var k = 0; k < grid.Slices; k++)
        {
            ct.ThrowIfCancellationRequested();
            for (var j = 0; j < grid.Rows; j++)
            {
                for (var i = 0; i < grid.Columns; i++)
                    values[at++] = (float)((Voxel(volume, way.To(i, j, k)) * header.Slope) + header.Intercept);
            }
        }

        return values;
    }

    /// <summary>Labels of a grid on slice <paramref name="k"/> of another: of the nearest voxel, 0 beyond the grid.</summary>
    /// <param name="labels">[Slices, Rows, Columns] of <paramref name="grid"/>.</param>
    /// <returns>[Rows, Columns] of <paramref name="onto"/>.</returns>
    public static byte[] Nearest(ReadOnlySpan<byte> labels, VoxelGrid grid, VoxelGrid onto, int k)
    {
        var way = Way.Between(onto, grid);
        var slice = new byte[onto.Rows * onto.Columns];
        for (var j = 0; j < onto.Rows; j++)
        {
            for (var i = 0; i < onto.Columns; i++)
            {
                var nearest = way.To(i, j, k);
                var (x, y, z) = (Round(nearest.X), Round(nearest.Y), Round(nearest.Z));
                if (Holds(grid, x, y, z))
                    slice[(j * onto.Columns) + i] = labels[(((z * grid.Rows) + y) * grid.Columns) + x];
            }
        }

        return slice;
    }

    /// <returns>Before slope and intercept.</returns>
    private static double Voxel(SeriesVolume volume, Vector3d at)
    {
        var (x, y, z) = ((int)Math.Floor(at.X), (int)Math.Floor(at.Y), (int)Math.Floor(at.Z));
        var (fx, fy, fz) = (at.X - x, at.Y - y, at.Z - z);
        var sum = 0.0;
        for (var corner = 0; corner < 8; corner++)
        {
            var (dx, dy, dz) = (corner & 1, (corner >> 1) & 1, corner >> 2);
            var weight = (dx == 1 ? fx : 1 - fx) * (dy == 1 ? fy : 1 - fy) * (dz == 1 ? fz : 1 - fz);
            if (weight > 0)
                sum += weight * VoxelAt(volume, x + dx, y + dy, z + dz);
        }

        return sum;
    }

    private static int VoxelAt(SeriesVolume volume, int x, int y, int z)
    {
        var header = volume.Header;
        if (!Holds(header.Grid!, x, y, z))
            return header.MinVoxel;
        var voxel = volume.Slice(z)[(y * header.Columns) + x];
        return header.SliceList[z].IsPadding(voxel) ? header.MinVoxel : voxel;
    }

    private static bool Holds(VoxelGrid grid, int x, int y, int z) =>
        (uint)x < (uint)grid.Columns && (uint)y < (uint)grid.Rows && (uint)z < (uint)grid.Slices;

    private static int Round(double index) => (int)Math.Floor(index + 0.5);

    /// <summary>From indices of one grid to those of another.</summary>
    private readonly record struct Way(Vector3d Start, Vector3d AlongI, Vector3d AlongJ, Vector3d AlongK)
    {
        public static Way Between(VoxelGrid from, VoxelGrid to)
        {
            var start = Step(0, 0, 0);
            return new Way(start, Step(1, 0, 0) - start, Step(0, 1, 0) - start, Step(0, 0, 1) - start);

            Vector3d Step(int i, int j, int k) => to.ToVoxel(from.ToPatient(i, j, k));
        }

        public Vector3d To(int i, int j, int k)
        {
            var at = Start + i * AlongI + j * AlongJ + k * AlongK;
            return new Vector3d(Snap(at.X), Snap(at.Y), Snap(at.Z));
        }

        /// <summary>Whole indices come out whole: grids that agree lose nothing to rounding.</summary>
        private static double Snap(double index)
        {
            var whole = Math.Round(index);
            return Math.Abs(index - whole) < 1e-6 ? whole : index;
        }
    }
}
