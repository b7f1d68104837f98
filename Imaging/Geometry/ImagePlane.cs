namespace Voxmark.Imaging.Geometry;

/// <summary>One image, or one frame of a multi-frame image, as its attributes place it in the patient.</summary>
/// <param name="Frame">0-based.</param>
/// <param name="Position">ImagePositionPatient: centre of the first pixel, LPS mm.</param>
/// <param name="RowDirection">First three values of ImageOrientationPatient.</param>
/// <param name="ColumnDirection">Last three values of ImageOrientationPatient.</param>
/// <param name="RowSpacingMm">First value of PixelSpacing: distance between rows, that is, along the column direction.</param>
/// <param name="ColumnSpacingMm">Second value of PixelSpacing: distance between columns.</param>
public sealed record ImagePlane(
    string SopInstanceUid, int Frame, int? InstanceNumber, int Rows, int Columns,
    Vector3d? Position, Vector3d? RowDirection, Vector3d? ColumnDirection,
    double? RowSpacingMm, double? ColumnSpacingMm, double? SliceThicknessMm);
