namespace Voxmark.Imaging.Geometry;

/// <summary>
/// Maps voxel indices to patient coordinates. Voxels are addressed (i, j, k) = (column, row, slice) and stored
/// k-slowest, shape [Slices, Rows, Columns]; patient axes are DICOM LPS in millimetres; index 0 is a voxel's centre.
/// The three directions are orthogonal unit vectors; they are left-handed when slices are ordered against the plane's
/// normal (sagittal slices from right to left, for example).
/// </summary>
/// <param name="Origin">Centre of voxel (0, 0, 0), mm, LPS.</param>
/// <param name="Spacing">Centre-to-centre distance along (i, j, k), mm. In-plane always &gt; 0; along k it is the mean
/// distance, and 0 when a single image does not say how thick it is.</param>
/// <param name="RowDirection">Along increasing column index i (the first three values of ImageOrientationPatient).</param>
/// <param name="ColumnDirection">Along increasing row index j.</param>
/// <param name="SliceDirection">Along increasing slice index k.</param>
public sealed record VoxelGrid(
    int Columns, int Rows, int Slices, Vector3d Origin, Vector3d Spacing,
    Vector3d RowDirection, Vector3d ColumnDirection, Vector3d SliceDirection)
{
    public double PixelAreaMm2 => Spacing.X * Spacing.Y;

    /// <summary>The patient point of a (possibly fractional) voxel index.</summary>
    public Vector3d ToPatient(double i, double j, double k) =>
        Origin + i * Spacing.X * RowDirection + j * Spacing.Y * ColumnDirection + k * Spacing.Z * SliceDirection;

    /// <summary>The fractional voxel index (i, j, k) of a patient point; <see cref="Spacing"/> must be known along all axes.</summary>
    public Vector3d ToVoxel(Vector3d patient)
    {
        var offset = patient - Origin;
        return new(
            offset.Dot(RowDirection) / Spacing.X,
            offset.Dot(ColumnDirection) / Spacing.Y,
            offset.Dot(SliceDirection) / Spacing.Z);
    }
}
