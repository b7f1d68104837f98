namespace Voxmark.Imaging.Geometry;

/// <summary>One image, or one frame of a multi-frame image, as its attributes place it in the patient.</summary>
/// <param name="Frame">0-based.</param>
/// <param name="Position">ImagePositionPatient: centre of the first pixel, LPS mm.</param>
/// <param name="RowDirection">First three values of ImageOrientationPatient.</param>
/// <param name="ColumnDirection">Last three values of ImageOrientationPatient.</param>
/// <param name="RowSpacingMm">First value of PixelSpacing: distance between rows, that is, along the column direction.</param>
/// <param name="ColumnSpacingMm">Second value of PixelSpacing: distance between columns.</param>
/// <param name="Concatenation">What parts of one image have in common that several instances hold (PS3.3 C.7.6.16.2.2.4).</param>
/// <param name="FrameInConcatenation">0-based over all parts; null without a concatenation.</param>
/// <param name="Traits">What tells images at one position apart, the most telling first: image type, acquisition, time, echo….
/// The same attributes in the same order for all images of a series; empty where an image does not say.</param>
public sealed record ImagePlane(
    string SopInstanceUid, int Frame, int? InstanceNumber, int Rows, int Columns,
    Vector3d? Position, Vector3d? RowDirection, Vector3d? ColumnDirection,
    double? RowSpacingMm, double? ColumnSpacingMm, double? SliceThicknessMm, string? FrameOfReferenceUid = null,
    string? Concatenation = null, int? FrameInConcatenation = null, IReadOnlyList<string>? Traits = null)
{
    private const double DirectionTolerance = 0.01;
    private const double InPlaneSpacingTolerance = 1e-3;

    public bool HasPixelSize => RowSpacingMm is > 0 && ColumnSpacingMm is > 0;

    /// <summary>Whether position and orientation are there and make sense.</summary>
    public bool IsPlaced =>
        this is { Position: not null, RowDirection: { } row, ColumnDirection: { } column }
        && Math.Abs(row.Length - 1) < DirectionTolerance
        && Math.Abs(column.Length - 1) < DirectionTolerance
        && Math.Abs(row.Dot(column)) < DirectionTolerance;

    /// <summary>Both must be placed.</summary>
    public bool HasDirectionOf(ImagePlane other) =>
        AreSame(RowDirection!.Value, other.RowDirection!.Value) && AreSame(ColumnDirection!.Value, other.ColumnDirection!.Value);

    public bool HasSizeOf(ImagePlane other) => (Rows, Columns) == (other.Rows, other.Columns);

    public bool HasPixelSizeOf(ImagePlane other) => HasPixelSize == other.HasPixelSize
        && (!HasPixelSize
            || (AreNear(RowSpacingMm!.Value, other.RowSpacingMm!.Value)
                && AreNear(ColumnSpacingMm!.Value, other.ColumnSpacingMm!.Value)));

    /// <summary>In the order of their numbers. Parts of a concatenation follow one another, whatever their UIDs.</summary>
    public static List<ImagePlane> ByNumber(IReadOnlyCollection<ImagePlane> planes)
    {
        var first = planes.GroupBy(p => p.Concatenation ?? p.SopInstanceUid)
            .ToDictionary(group => group.Key, group => group.Min(p => p.InstanceNumber ?? int.MaxValue));
        return
        [
            .. planes.OrderBy(p => first[p.Concatenation ?? p.SopInstanceUid])
                .ThenBy(p => p.Concatenation ?? p.SopInstanceUid, StringComparer.Ordinal)
                .ThenBy(p => p.FrameInConcatenation ?? p.Frame).ThenBy(p => p.InstanceNumber),
        ];
    }

    private static bool AreSame(Vector3d a, Vector3d b) => (a - b).Length < DirectionTolerance;

    private static bool AreNear(double a, double b) => Math.Abs(a - b) <= InPlaneSpacingTolerance * b;
}
