using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Masks;
using Voxmark.Imaging.Volumes;
using Voxmark.ServiceDefaults.Storage;

namespace Voxmark.LabelingService.Assist;

/// <summary>What is wrong with a request, as a sentence for the user; null when nothing is. Every coordinate, size, length
/// and slice is checked here, before a tool sees it: behind the tools is C++ that takes them as they come.</summary>
internal static class AssistChecks
{
    /// <summary>Together. Painting takes time with points and radius: these bounds keep it below half a second.</summary>
    private const int MaxStrokePoints = 5_000;

    private const double MaxStrokeRadiusPx = 100;
    private const int MaxLassoPoints = 5_000;

    /// <summary>Voxels that a tool may hold at once.</summary>
    private const long MaxVoxels = 128_000_000;

    /// <summary>Tools compute in float32, and square what they get.</summary>
    private const double MaxValue = 1e15;

    public static string? WhatIsWrong(this BackProjectionRequest request, VolumeHeader series) =>
        Slice(series, request.Slice)
        ?? Rectangle(series, request.Rectangle)
        ?? (request.Limit is { } limit && !Meets(limit, series) ? "The limit lies outside the image." : null)
        ?? Lasso(request.Lasso)
        ?? (request.BinHu is >= 1 and <= 200 ? null : "A histogram bin is 1 to 200 HU wide.")
        ?? (request.Threshold is >= 0 and <= 1 ? null : "The threshold is a number from 0 to 1.")
        ?? (request.SmoothMm is >= 0 and <= 5 ? null : "The smoothing is 0 to 5 mm.")
        ?? Opening(request.OpenMm)
        ?? Gate(request.MinHu, request.MaxHu);

    public static string? WhatIsWrong(this GrabCutRequest request, VolumeHeader series) =>
        Slice(series, request.Slice)
        ?? Rectangle(series, request.Rectangle)
        ?? Lasso(request.Lasso)
        ?? Iterations(request.Iterations)
        ?? (request.MarginMm is >= 1 and <= 50 ? null : "The margin around the rectangle is 1 to 50 mm.")
        ?? Strokes([.. request.Keep ?? [], .. request.Remove ?? []])
        ?? Gate(request.MinHu, request.MaxHu);

    public static string? WhatIsWrong(this CarryRequest request, VolumeHeader series) =>
        Slice(series, request.FromSlice)
        ?? Slice(series, request.ToSlice)
        ?? (request.FromSlice == request.ToSlice ? "An object is carried from one slice to another." : null)
        ?? Shape(series, request.Mask)
        ?? (request.BandMm is >= 1 and <= 20 ? null : "The band around the outline is 1 to 20 mm.")
        ?? Iterations(request.Iterations)
        ?? Gate(request.MinHu, request.MaxHu);

    public static string? WhatIsWrong(this ThresholdRequest request, VolumeHeader series) =>
        Range(series, request.FirstSlice, request.LastSlice)
        ?? (request.Min is null && request.Max is null ? "A threshold needs a lower or an upper end." : null)
        ?? (request.Min is null or (>= -MaxValue and <= MaxValue) && request.Max is null or (>= -MaxValue and <= MaxValue)
            ? null : "The ends of the range are no values that an image can have.")
        ?? (request.Min > request.Max ? "The lower end of the range lies above its upper end." : null)
        ?? Opening(request.OpenMm)
        ?? (request.MinIslandMm2 is >= 0 and <= 1e6 && request.MaxHoleMm2 is >= 0 and <= 1e6
            ? null : "Islands and holes are 0 to 1,000,000 mm² large.")
        ?? Lasso(request.Lasso);

    public static string? WhatIsWrong(this RegionGrowingRequest request, VolumeHeader series) =>
        Range(series, request.FirstSlice, request.LastSlice)
        ?? (request.Slice >= request.FirstSlice && request.Slice <= request.LastSlice
            ? null : "The region begins on a slice that it may not grow over.")
        ?? Pixel(series, request.Column, request.Row)
        ?? (request.ToleranceHu is null or (>= 0 and <= 10_000) ? null : "The tolerance is 0 to 10,000 HU.")
        ?? (request.ToleranceHu is null && request.MinHu is null && request.MaxHu is null
            ? "A region needs a tolerance or a range of values." : null)
        ?? Opening(request.OpenMm)
        ?? Gate(request.MinHu, request.MaxHu)
        ?? Lasso(request.Lasso);

    public static string? WhatIsWrong(this SplitRequest request, VolumeHeader series) =>
        Slice(series, request.Slice)
        ?? Pixel(series, request.Column, request.Row)
        ?? Shape(series, request.Mask)
        ?? (request.DepthMm is >= 0 and <= 20 ? null : "A neck is 0 to 20 mm narrower than its parts.")
        ?? (Proposals.Decode(request.Mask)[request.Row * series.Columns + request.Column] == 0
            ? "The pixel is not part of what is to be split." : null);

    public static string? WhatIsWrong(this InterpolationRequest request, VolumeHeader series) =>
        Maps(series, request.Slices)
        ?? (request.Slices.Count >= 2 ? null : "There is nothing between less than two labelled slices.")
        ?? Gate(request.MinHu, request.MaxHu);

    public static string? WhatIsWrong(this SeedsRequest request, VolumeHeader series) =>
        Range(series, request.FirstSlice, request.LastSlice)
        ?? Maps(series, request.Seeds)
        ?? (request.Seeds.Any(each => each.Slice < request.FirstSlice || each.Slice > request.LastSlice)
            ? "A seed lies on a slice that nothing may grow over." : null)
        ?? Segments(request.Segments)
        ?? (request.MarginMm is >= 0 and <= 100 ? null : "The margin around the seeds is 0 to 100 mm.")
        ?? (request.Locality is >= 0 and <= 10 ? null : "The locality is a number from 0 to 10.")
        ?? Seeds(request);

    private static string? Slice(VolumeHeader series, int slice) =>
        slice < 0 || slice >= series.Slices ? SeriesProblems.NoSuchSlice(series, slice)
        : series.PixelsPerSlice > MaxVoxels ? "The image is too large for this tool."
        : Math.Abs(series.Slope) * ushort.MaxValue + Math.Abs(series.Intercept) > MaxValue
            ? "The values of these images are too large for this tool."
        : null;

    private static string? Range(VolumeHeader series, int first, int last) =>
        Slice(series, first) ?? Slice(series, last)
        ?? (first > last ? "The first slice lies above the last." : null)
        ?? ((last - first + 1L) * series.PixelsPerSlice > MaxVoxels ? "These are too many slices at once. Choose fewer." : null);

    private static string? Rectangle(VolumeHeader series, PixelRectangle? rectangle) =>
        rectangle is null || !Meets(rectangle, series) ? "The rectangle lies outside the image." : null;

    private static string? Pixel(VolumeHeader series, int column, int row) =>
        column >= 0 && row >= 0 && column < series.Columns && row < series.Rows ? null : "The pixel lies outside the image.";

    private static bool Meets(PixelRectangle rectangle, VolumeHeader series) =>
        rectangle is { Width: > 0, Height: > 0 } && rectangle.Left < series.Columns && rectangle.Top < series.Rows
        && (long)rectangle.Left + rectangle.Width > 0 && (long)rectangle.Top + rectangle.Height > 0;

    private static string? Gate(int? minHu, int? maxHu) =>
        minHu > maxHu ? "The lower end of the HU range lies above its upper end." : null;

    private static string? Opening(double openMm) =>
        openMm is >= 0 and <= 10 ? null : "The radius that opens the selection is 0 to 10 mm.";

    private static string? Iterations(int iterations) =>
        iterations is >= 1 and <= 10 ? null : "GrabCut runs 1 to 10 iterations.";

    private static string? Lasso(double[]? lasso) =>
        lasso is null ? null
        : lasso.Length < 6 || lasso.Length % 2 != 0 ? "A lasso is a list of at least three points, two numbers each."
        : lasso.Length > 2 * MaxLassoPoints ? $"A lasso has at most {MaxLassoPoints} points."
        : lasso.Any(IsFar) ? "The lasso's points lie far outside the image."
        : null;

    private static string? Strokes(List<Stroke?> strokes) =>
        strokes.Exists(s => s?.Points is not { Length: >= 2 } || s.Points.Length % 2 != 0)
            ? "A stroke is a list of points, two numbers each."
        : strokes.Exists(s => s!.RadiusPx is not (> 0 and <= MaxStrokeRadiusPx))
            ? $"A stroke's radius is at most {MaxStrokeRadiusPx} pixels."
        : strokes.Sum(s => (long)s!.Points.Length) > 2 * MaxStrokePoints
            ? $"The strokes have more than {MaxStrokePoints} points together."
        : strokes.Exists(s => s!.Points.Any(IsFar)) ? "A stroke's points lie far outside the image."
        : null;

    private static bool IsFar(double coordinate) => !double.IsFinite(coordinate) || Math.Abs(coordinate) > ushort.MaxValue;

    private static string? Map(VolumeHeader series, byte[]? encoded) =>
        !Mask.TryParse(encoded, out var mask, out var problem) ? $"The mask cannot be read. {problem}"
        : mask.Rows != series.Rows || mask.Columns != series.Columns ? "The mask has another size than the image."
        : null;

    private static string? Shape(VolumeHeader series, byte[]? encoded) =>
        Map(series, encoded)
        ?? (Proposals.Parse(encoded!).IsEmpty ? "The mask is empty." : null);

    private static string? Maps(VolumeHeader series, IReadOnlyList<LabelledSlice>? slices) =>
        slices is null || slices.Any(each => each is null) ? "The slices' masks are missing."
        : slices.Select(each => each.Slice).Distinct().Count() != slices.Count ? "A slice has two masks."
        : (long)slices.Count * series.PixelsPerSlice > MaxVoxels ? "These are too many slices at once. Choose fewer."
        : slices.Select(each => Slice(series, each.Slice) ?? Map(series, each.Mask)).FirstOrDefault(wrong => wrong is not null);

    private static string? Segments(IReadOnlyList<SeedSegment>? segments) =>
        segments is null || segments.Any(each => each is not { Number: >= 1 and <= 255 }) ? "A segment has a number from 1 to 255."
        : segments.Select(each => each.Number).Distinct().Count() != segments.Count ? "A segment is named twice."
        : segments.Select(each => Gate(each.MinHu, each.MaxHu)).FirstOrDefault(wrong => wrong is not null);

    private static string? Seeds(SeedsRequest request)
    {
        var known = request.Segments.ToDictionary(each => (byte)each.Number, each => each.IsWall);
        HashSet<byte> growing = [];
        foreach (var seed in request.Seeds)
        {
            foreach (var label in Proposals.Parse(seed.Mask).LabelsUsed())
            {
                if (!known.TryGetValue(label, out var isWall))
                    return $"The seeds hold number {label}, which no segment has.";
                if (!isWall)
                    growing.Add(label);
            }
        }

        return growing.Count > 0 ? null : "There is no seed to grow from.";
    }
}
