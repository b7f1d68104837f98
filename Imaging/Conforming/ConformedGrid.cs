using Voxmark.Imaging.Geometry;

namespace Voxmark.Imaging.Conforming;

/// <summary>The grid that a network was trained on, laid about a patient's volume.</summary>
public static class ConformedGrid
{
    /// <summary>
    /// A grid of its own spacing, size and axes whose middle voxel (size / 2) lies on the volume's (count / 2), as FreeSurfer
    /// conforms: where spacing and axes agree already, voxels fall on voxels.
    /// </summary>
    /// <param name="axes">Of axes 0, 1, 2 of a tensor [0, 1, 2], the last one fastest: slices, rows and columns of the answer.</param>
    /// <param name="spacingMm">Along axes 0, 1, 2.</param>
    /// <param name="size">Along axes 0, 1, 2.</param>
    public static VoxelGrid About(
        VoxelGrid volume, IReadOnlyList<Vector3d> axes, IReadOnlyList<double> spacingMm, IReadOnlyList<int> size)
    {
        var middle = volume.ToPatient(Half(volume.Columns), Half(volume.Rows), Half(volume.Slices));
        var origin = middle;
        for (var axis = 0; axis < 3; axis++)
            origin -= Half(size[axis]) * spacingMm[axis] * axes[axis];
        return new VoxelGrid(
            size[2], size[1], size[0], origin, new Vector3d(spacingMm[2], spacingMm[1], spacingMm[0]), axes[2], axes[1], axes[0]);
    }

    /// <summary>How many voxels of a grid a patient's volume can fill, whose middle lies on the grid's.</summary>
    public static long Covered(VoxelGrid grid, VoxelGrid volume)
    {
        return Along(grid.RowDirection, grid.Columns, grid.Spacing.X)
            * Along(grid.ColumnDirection, grid.Rows, grid.Spacing.Y) * Along(grid.SliceDirection, grid.Slices, grid.Spacing.Z);

        long Along(Vector3d axis, int count, double spacingMm)
        {
            var extentMm = (Math.Abs(axis.Dot(volume.RowDirection)) * volume.Columns * volume.Spacing.X)
                + (Math.Abs(axis.Dot(volume.ColumnDirection)) * volume.Rows * volume.Spacing.Y)
                + (Math.Abs(axis.Dot(volume.SliceDirection)) * volume.Slices * volume.Spacing.Z);
            return Math.Min(count, (long)Math.Ceiling(extentMm / spacingMm));
        }
    }

    private static int Half(int count) => count / 2;
}
