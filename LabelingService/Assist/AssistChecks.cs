using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Volumes;
using Voxmark.LabelingService.Series;

namespace Voxmark.LabelingService.Assist;

/// <summary>What is wrong with a request, as a sentence for the user; null when nothing is.</summary>
internal static class AssistChecks
{
    /// <summary>Together. Painting takes time with points and radius: these bounds keep it below half a second.</summary>
    private const int MaxStrokePoints = 5_000;

    private const double MaxStrokeRadiusPx = 100;

    public static string? WhatIsWrong(this BackProjectionRequest request, VolumeHeader series) =>
        Place(series, request.Slice, request.Rectangle)
        ?? (request.Limit is { } limit && !Meets(limit, series) ? "The limit lies outside the image." : null)
        ?? (request.BinHu is >= 1 and <= 200 ? null : "A histogram bin is 1 to 200 HU wide.")
        ?? (request.Threshold is >= 0 and <= 1 ? null : "The threshold is a number from 0 to 1.")
        ?? (request.OpenMm is >= 0 and <= 10 ? null : "The radius that opens the selection is 0 to 10 mm.")
        ?? Gate(request.MinHu, request.MaxHu);

    public static string? WhatIsWrong(this GrabCutRequest request, VolumeHeader series) =>
        Place(series, request.Slice, request.Rectangle)
        ?? (request.Iterations is >= 1 and <= 10 ? null : "GrabCut runs 1 to 10 iterations.")
        ?? (request.MarginMm is >= 1 and <= 50 ? null : "The margin around the rectangle is 1 to 50 mm.")
        ?? Strokes([.. request.Keep ?? [], .. request.Remove ?? []])
        ?? Gate(request.MinHu, request.MaxHu);

    private static string? Place(VolumeHeader series, int slice, PixelRectangle? rectangle) =>
        slice < 0 || slice >= series.Slices ? SeriesProblems.NoSuchSlice(series, slice)
        : rectangle is null || !Meets(rectangle, series) ? "The rectangle lies outside the image."
        : null;

    private static bool Meets(PixelRectangle rectangle, VolumeHeader series) =>
        rectangle is { Width: > 0, Height: > 0 } && rectangle.Left < series.Columns && rectangle.Top < series.Rows
        && (long)rectangle.Left + rectangle.Width > 0 && (long)rectangle.Top + rectangle.Height > 0;

    private static string? Gate(int? minHu, int? maxHu) =>
        minHu > maxHu ? "The lower end of the HU range lies above its upper end." : null;

    private static string? Strokes(List<Stroke?> strokes) =>
        strokes.Exists(s => s?.Points is not { Length: >= 2 } || s.Points.Length % 2 != 0)
            ? "A stroke is a list of points, two numbers each."
        : strokes.Exists(s => s!.RadiusPx is not (> 0 and <= MaxStrokeRadiusPx))
            ? $"A stroke's radius is at most {MaxStrokeRadiusPx} pixels."
        : strokes.Sum(s => (long)s!.Points.Length) > 2 * MaxStrokePoints
            ? $"The strokes have more than {MaxStrokePoints} points together."
        : strokes.Exists(s => s!.Points.Any(coordinate => !double.IsFinite(coordinate) || Math.Abs(coordinate) > ushort.MaxValue))
            ? "A stroke's points lie far outside the image."
        : null;
}
