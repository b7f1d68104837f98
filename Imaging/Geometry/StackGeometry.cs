using System.Globalization;

namespace Voxmark.Imaging.Geometry;

/// <summary>
/// The planes of a series in order, and whether they form a volume.
/// <para>
/// Order: along the common normal, signed so that its largest component is positive in LPS. That is feet to head for
/// axial, right to left for sagittal and front to back for coronal planes. Without a common orientation: by instance
/// number.
/// </para>
/// </summary>
/// <param name="Planes">In order; index 0 is slice 0.</param>
/// <param name="PositionsMm">Of each plane along the slice direction; null without a grid.</param>
/// <param name="Grid">Null when the planes share neither orientation, size nor pixel spacing. In-plane it always holds;
/// along the slices only when <paramref name="Problem"/> is null.</param>
/// <param name="Problem">For the user: why these planes are a stack and no volume. It counts images as the viewer does:
/// from 1, last slice first.</param>
public sealed record StackGeometry(
    IReadOnlyList<ImagePlane> Planes, IReadOnlyList<double>? PositionsMm, VoxelGrid? Grid, string? Problem)
{
    /// <summary>Some scanners round positions to 0.1 mm, which moves a distance by as much.</summary>
    private const double PositionToleranceMm = 0.1;

    private const double SpacingTolerance = 0.01;
    internal const double SamePositionMm = 0.01;
    private const double TiltToleranceDegrees = 0.5;

    public bool IsVolume => Grid is not null && Problem is null;

    /// <exception cref="ArgumentException">No planes.</exception>
    public static StackGeometry From(IReadOnlyCollection<ImagePlane> planes)
    {
        if (planes.Count == 0)
            throw new ArgumentException("A stack has at least one plane.", nameof(planes));

        var byNumber = ImagePlane.ByNumber(planes);
        if (ReasonWithoutGrid(byNumber) is { } reason)
            return new(byNumber, null, null, reason);

        var first = byNumber[0];
        var row = first.RowDirection!.Value.Normalized();
        var column = first.ColumnDirection!.Value.Normalized();
        var slice = SliceDirection(row, column);
        var sorted = byNumber.OrderBy(p => p.Position!.Value.Dot(slice)).ToList();
        var positions = sorted.Select(p => p.Position!.Value.Dot(slice)).ToList();

        var spacing = new Vector3d(first.ColumnSpacingMm!.Value, first.RowSpacingMm!.Value, SliceSpacing(sorted, positions));
        var grid = new VoxelGrid(
            first.Columns, first.Rows, sorted.Count, sorted[0].Position!.Value, spacing, row, column, slice);
        return new(sorted, positions, grid, ReasonWithoutVolume(sorted, positions, slice));
    }

    /// <summary>The common normal, signed so that its largest component is positive.</summary>
    internal static Vector3d SliceDirection(Vector3d row, Vector3d column)
    {
        var normal = row.Cross(column).Normalized();
        var (x, y, z) = (Math.Abs(normal.X), Math.Abs(normal.Y), Math.Abs(normal.Z));
        var largest = z >= x && z >= y ? normal.Z : x >= y ? normal.X : normal.Y;
        return largest < 0 ? -normal : normal;
    }

    private static double SliceSpacing(List<ImagePlane> sorted, List<double> positions) => sorted.Count > 1
        ? (positions[^1] - positions[0]) / (sorted.Count - 1)
        : sorted[0].SliceThicknessMm is > 0 and var thickness ? thickness : 0;

    /// <summary>Why the planes have nothing in common that a grid could describe, or null.</summary>
    private static string? ReasonWithoutGrid(List<ImagePlane> planes)
    {
        var first = planes[0];
        if (planes.Any(p => !p.HasSizeOf(first)))
            return "The images differ in size, so they are no volume.";
        if (planes.Any(p => !p.HasPixelSize))
            return "The images do not say how large a pixel is, so nothing can be measured in them.";
        if (planes.Any(p => !p.IsPlaced))
            return "The images do not say where they lie in the patient, so volume cannot be measured. Area can.";
        if (planes.Any(p => !p.HasDirectionOf(first)))
            return "The images differ in orientation, so they are no volume.";
        if (planes.Any(p => !p.HasPixelSizeOf(first)))
            return "The images differ in pixel spacing, so they are no volume. Area can be measured.";
        return null;
    }

    /// <summary>Why sorted planes with a common grid are not evenly stacked, or null.</summary>
    private static string? ReasonWithoutVolume(List<ImagePlane> sorted, List<double> positions, Vector3d slice)
    {
        if (sorted.Count == 1)
            return "There is a single image, so volume cannot be measured. Area can.";

        for (var k = 0; k + 1 < sorted.Count; k++)
            if (positions[k + 1] - positions[k] < SamePositionMm)
                return $"Slices {Shown(k + 1)} and {Shown(k)} lie at the same position, so volume cannot be measured. Area can.";

        return ReasonOfTilt(sorted, slice) ?? ReasonOfGap(positions);

        int Shown(int k) => sorted.Count - k;
    }

    private static string? ReasonOfGap(List<double> positions)
    {
        var distances = positions.Skip(1).Zip(positions, (next, previous) => next - previous).ToList();
        var usual = distances.Order().ElementAt((distances.Count - 1) / 2);
        var tolerance = Math.Max(PositionToleranceMm, SpacingTolerance * usual);
        var odd = distances.FindIndex(d => Math.Abs(d - usual) > tolerance + 1e-6);
        if (odd < 0)
            return null;
        var shown = positions.Count - odd;
        return string.Create(CultureInfo.InvariantCulture,
            $"Slices {shown - 1} and {shown} are {distances[odd]:0.##} mm apart, "
            + $"others {usual:0.##} mm, so volume cannot be measured. Area can.");
    }

    private static string? ReasonOfTilt(List<ImagePlane> sorted, Vector3d slice)
    {
        for (var k = 0; k + 1 < sorted.Count; k++)
        {
            var step = sorted[k + 1].Position!.Value - sorted[k].Position!.Value;
            var along = step.Dot(slice);
            var sideways = (step - along * slice).Length;
            var degrees = Math.Atan2(sideways, along) * 180 / Math.PI;
            if (sideways > PositionToleranceMm && degrees > TiltToleranceDegrees)
            {
                return string.Create(CultureInfo.InvariantCulture,
                    $"Slices {sorted.Count - k - 1} and {sorted.Count - k} are shifted sideways by {sideways:0.##} mm "
                    + $"({degrees:0.#}° gantry tilt), so volume cannot be measured. Area can.");
            }
        }

        return null;
    }
}
