namespace Voxmark.Imaging.Volumes;

/// <summary>
/// Where slices lie along the patient axis that they are nearest to being perpendicular to (LPS): z for axial slices, y for
/// coronal and x for sagittal ones. The viewer says the same (<c>geometry/voxelGrid.ts</c>).
/// </summary>
public static class SlicePlaces
{
    /// <returns><c>x</c>, <c>y</c> or <c>z</c>; z too where the images do not say how they lie.</returns>
    public static string AxisOf(VolumeHeader header) => "xyz"[AxisIndexOf(header)].ToString();

    /// <summary>Of the slice's first pixel, mm.</summary>
    public static double? PlaceOf(VolumeHeader header, int slice)
    {
        var at = header.SliceList[slice];
        if (header.Grid is not { } grid || AxisIndexOf(header) is var axis && axis == 2)
            return at.LocationMm;
        var along = at.PositionMm - header.SliceList[0].PositionMm ?? slice * grid.Spacing.Z;
        return Component(grid.Origin, axis) + along * Component(grid.SliceDirection, axis);
    }

    private static int AxisIndexOf(VolumeHeader header)
    {
        if (header.Grid is not { SliceDirection: var along })
            return 2;
        var (x, y, z) = (Math.Abs(along.X), Math.Abs(along.Y), Math.Abs(along.Z));
        return z >= x && z >= y ? 2 : y >= x ? 1 : 0;
    }

    private static double Component(Geometry.Vector3d vector, int axis) => axis == 0 ? vector.X : axis == 1 ? vector.Y : vector.Z;
}
