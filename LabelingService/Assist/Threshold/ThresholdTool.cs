using Voxmark.Contracts;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Volumes;
using Voxmark.LabelingService.Assist.Images;
using Voxmark.LabelingService.Assist.Shapes;
using Voxmark.ServiceDefaults.Problems;
using static Voxmark.LabelingService.Assist.AssistChecks;

namespace Voxmark.LabelingService.Assist.Threshold;

/// <summary>Selects a range of values, and cleans up: opening, then islands away, then holes filled.</summary>
internal sealed class ThresholdTool : QuickTool<ThresholdRequest>
{
    private static readonly ContractRange
        s_opening = ContractRange.Of<ThresholdRequest>(nameof(ThresholdRequest.OpenMm)),
        s_island = ContractRange.Of<ThresholdRequest>(nameof(ThresholdRequest.MinIslandMm2)),
        s_hole = ContractRange.Of<ThresholdRequest>(nameof(ThresholdRequest.MaxHoleMm2));

    public override string Name => "threshold";

    public override Sentence? WhatIsWrong(ThresholdRequest request, VolumeHeader series) =>
        Slices(series, request.FirstSlice, request.LastSlice)
        ?? (request.Min is null && request.Max is null ? Sentences.Of(
            "threshold-without-end", "A threshold needs a lower or an upper end.") : null)
        ?? (IsValue(request.Min) && IsValue(request.Max) ? null : Sentences.Of(
            "no-such-values", "The ends of the range are no values that an image can have."))
        ?? (request.Min > request.Max ? Sentences.Of(
            "range-upside-down", "The lower end of the range lies above its upper end.") : null)
        ?? Opening(s_opening, request.OpenMm)
        ?? Size(s_island, request.MinIslandMm2)
        ?? Size(s_hole, request.MaxHoleMm2)
        ?? Lasso(request.Lasso);

    /// <returns>Every slice.</returns>
    /// <inheritdoc/>
    public override IEnumerable<(int Slice, byte[] Labels)> Run(
        SeriesVolume volume, ThresholdRequest request, List<ProposalNotice> notices, CancellationToken ct)
    {
        for (var slice = request.FirstSlice; slice <= request.LastSlice; slice++)
        {
            using var image = SliceImage.From(volume, slice);
            yield return (slice, Select(image, request));
        }
    }

    private static bool IsValue(double? end) => end is null or (>= -MaxValue and <= MaxValue);

    private static Sentence? Size(ContractRange range, double mm2) =>
        range.Holds(mm2) ? null : Sentences.Of(
            "island-size-range", $"Islands and holes are {range.From} to {range.To} mm² large.");

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
