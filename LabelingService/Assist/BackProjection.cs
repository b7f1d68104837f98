using OpenCvSharp;
using Voxmark.Contracts.Labeling;

namespace Voxmark.LabelingService.Assist;

/// <summary>
/// Selects what looks like the inside of a rectangle: a histogram of its values, projected back on the slice, within the
/// gate and the limit, opened, and cut down to the parts that touch the rectangle.
/// </summary>
internal static class BackProjection
{
    /// <param name="request">Checked by <see cref="AssistChecks"/>.</param>
    /// <returns>[Rows, Columns], 1 where selected.</returns>
    public static byte[] Select(SliceImage image, BackProjectionRequest request, CancellationToken ct)
    {
        var rectangle = image.Clip(request.Rectangle);
        using var inside = Regions.MaskOf(image, rectangle);
        using var values = image.Smoothed(request.SmoothMm);
        using var selected = SimilarValues.Find(values, inside, rectangle, image.Scale, request.BinHu, request.Threshold);
        ct.ThrowIfCancellationRequested();

        Regions.Gate(selected, image.Values, request.MinHu, request.MaxHu);
        if (request.Limit is { } limit)
        {
            using var allowed = Regions.MaskOf(image, image.Clip(limit));
            Cv2.BitwiseAnd(selected, allowed, selected);
        }

        Regions.Limit(selected, request.Lasso);
        Regions.Open(selected, image.Columns(request.OpenMm), image.Rows(request.OpenMm));
        ct.ThrowIfCancellationRequested();
        if (request.TouchingOnly)
            Regions.KeepTouching(selected, inside);
        return Regions.ToLabels(selected);
    }
}
