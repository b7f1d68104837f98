using Voxmark.Contracts;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Masks;
using Voxmark.Imaging.Volumes;
using Voxmark.ServiceDefaults.Problems;
using Voxmark.ServiceDefaults.Volumes;

namespace Voxmark.LabelingService.Assist;

/// <summary>What tools check alike: each says what is wrong, as a sentence for the user; null when nothing is.</summary>
internal static class AssistChecks
{
    /// <summary>Tools compute in float32, and square what they get.</summary>
    public const double MaxValue = 1e15;

    /// <summary>Together. Painting takes time with points and radius: these bounds keep it below half a second.</summary>
    private const int MaxStrokePoints = 5_000;

    private const int MaxLassoPoints = 5_000;

    /// <summary>Voxels that a tool may hold at once.</summary>
    private const long MaxVoxels = 128_000_000;

    private static readonly ContractRange s_strokeRadius = ContractRange.Of<Stroke>(nameof(Stroke.RadiusPx));

    public static Sentence? Slice(VolumeHeader series, int slice) =>
        slice < 0 || slice >= series.Slices ? SeriesProblems.NoSuchSlice(series, slice)
        : series.PixelsPerSlice > MaxVoxels ? Sentences.Of("image-too-large", "The image is too large for this tool.")
        : Math.Abs(series.Slope) * ushort.MaxValue + Math.Abs(series.Intercept) > MaxValue
            ? Sentences.Of("values-too-large", "The values of these images are too large for this tool.")
        : null;

    public static Sentence? Slices(VolumeHeader series, int first, int last) =>
        Slice(series, first) ?? Slice(series, last)
        ?? (first > last ? Sentences.Of("slices-upside-down", "The first slice lies above the last.") : null)
        ?? ((last - first + 1L) * series.PixelsPerSlice > MaxVoxels ? Sentences.Of(
            "too-many-slices", "These are too many slices at once. Choose fewer.") : null);

    public static Sentence? Rectangle(VolumeHeader series, PixelRectangle? rectangle) =>
        rectangle is null || !Meets(rectangle, series) ? Sentences.Of(
            "rectangle-outside", "The rectangle lies outside the image.") : null;

    /// <summary>Whether a rectangle and the image share a pixel.</summary>
    public static bool Meets(PixelRectangle rectangle, VolumeHeader series) =>
        rectangle is { Width: > 0, Height: > 0 } && rectangle.Left < series.Columns && rectangle.Top < series.Rows
        && (long)rectangle.Left + rectangle.Width > 0 && (long)rectangle.Top + rectangle.Height > 0;

    public static Sentence? Pixel(VolumeHeader series, int column, int row) =>
        column >= 0 && row >= 0 && column < series.Columns && row < series.Rows ? null : Sentences.Of(
            "pixel-outside", "The pixel lies outside the image.");

    public static Sentence? Gate(int? minHu, int? maxHu) =>
        minHu > maxHu ? Sentences.Of(
            "hu-range-upside-down", "The lower end of the HU range lies above its upper end.") : null;

    public static Sentence? Opening(ContractRange range, double openMm) =>
        range.Holds(openMm) ? null : Sentences.Of(
            "opening-range", $"The radius that opens the selection is {range.From} to {range.To} mm.");

    public static Sentence? Iterations(ContractRange range, int iterations) =>
        range.Holds(iterations) ? null : Sentences.Of(
            "iterations-range", $"GrabCut runs {range.From} to {range.To} iterations.");

    public static Sentence? Lasso(double[]? lasso) =>
        lasso is null ? null
        : lasso.Length < 6 || lasso.Length % 2 != 0 ? Sentences.Of(
            "lasso-no-points", "A lasso is a list of at least three points, two numbers each.")
        : lasso.Length > 2 * MaxLassoPoints ? Sentences.Of(
            "lasso-too-long", $"A lasso has at most {MaxLassoPoints} points.")
        : lasso.Any(IsFar) ? Sentences.Of("lasso-far-outside", "The lasso's points lie far outside the image.")
        : null;

    public static Sentence? Strokes(List<Stroke?> strokes) =>
        strokes.Exists(s => s?.Points is not { Length: >= 2 } || s.Points.Length % 2 != 0)
            ? Sentences.Of("stroke-no-points", "A stroke is a list of points, two numbers each.")
        : strokes.Exists(s => !s_strokeRadius.Holds(s!.RadiusPx))
            ? Sentences.Of("stroke-radius", $"A stroke's radius is at most {s_strokeRadius.To} pixels.")
        : strokes.Sum(s => (long)s!.Points.Length) > 2 * MaxStrokePoints
            ? Sentences.Of("strokes-too-long", $"The strokes have more than {MaxStrokePoints} points together.")
        : strokes.Exists(s => s!.Points.Any(IsFar)) ? Sentences.Of(
            "stroke-far-outside", "A stroke's points lie far outside the image.")
        : null;

    /// <summary>Of a slice: of its size, and not empty.</summary>
    public static Sentence? Shape(VolumeHeader series, byte[]? encoded) =>
        Map(series, encoded)
        ?? (Proposals.Parse(encoded!).IsEmpty ? Sentences.Of("mask-empty", "The mask is empty.") : null);

    public static Sentence? Maps(VolumeHeader series, IReadOnlyList<LabelledSlice>? slices) =>
        slices is null || slices.Any(each => each is null) ? Sentences.Of(
            "masks-missing", "The slices' masks are missing.")
        : slices.Select(each => each.Slice).Distinct().Count() != slices.Count ? Sentences.Of(
            "two-masks", "A slice has two masks.")
        : (long)slices.Count * series.PixelsPerSlice > MaxVoxels ? Sentences.Of(
            "too-many-slices", "These are too many slices at once. Choose fewer.")
        : slices.Select(each => Slice(series, each.Slice) ?? Map(series, each.Mask)).FirstOrDefault(wrong => wrong is not null);

    private static Sentence? Map(VolumeHeader series, byte[]? encoded) =>
        !Mask.TryParse(encoded, out var mask, out var problem) ? Sentences.Of(
            "mask-unreadable", $"The mask cannot be read. {problem}")
        : mask.Rows != series.Rows || mask.Columns != series.Columns ? Sentences.Of(
            "mask-size", "The mask has another size than the image.")
        : null;

    private static bool IsFar(double coordinate) => !double.IsFinite(coordinate) || Math.Abs(coordinate) > ushort.MaxValue;
}
