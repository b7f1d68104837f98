using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Volumes;

namespace Voxmark.LabelingService.Assist;

/// <summary>Selects a range of values, and cleans up: opening, then islands away, then holes filled.</summary>
internal static class Thresholding
{
    /// <param name="request">Checked by <see cref="AssistChecks"/>.</param>
    /// <returns>Every slice, [Rows, Columns], 1 where selected.</returns>
    public static IEnumerable<(int Slice, byte[] Labels)> Select(SeriesVolume volume, ThresholdRequest request)
    {
        for (var slice = request.FirstSlice; slice <= request.LastSlice; slice++)
        {
            using var image = SliceImage.From(volume, slice);
            yield return (slice, Select(image, request));
        }
    }

    private static byte[] Select(SliceImage image, ThresholdRequest request)
    {
        using var selected = Regions.InRange(image.Values, request.Min, request.Max);
        Regions.Limit(selected, request.Lasso);
        Regions.Open(selected, image.Columns(request.OpenMm), image.Rows(request.OpenMm));
        Regions.DropIslands(selected, request.MinIslandMm2 / image.PixelAreaMm2);
        Regions.FillHoles(selected, request.MaxHoleMm2 / image.PixelAreaMm2);
        return Regions.ToLabels(selected);
    }
}
