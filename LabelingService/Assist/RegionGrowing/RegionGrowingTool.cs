using Voxmark.Contracts;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Volumes;
using Voxmark.ServiceDefaults.Problems;
using static Voxmark.LabelingService.Assist.AssistChecks;

namespace Voxmark.LabelingService.Assist.RegionGrowing;

/// <summary>Grows a region from a pixel (<see cref="RegionGrowth"/>).</summary>
internal sealed class RegionGrowingTool : QuickTool<RegionGrowingRequest>
{
    private static readonly ContractRange
        s_tolerance = ContractRange.Of<RegionGrowingRequest>(nameof(RegionGrowingRequest.ToleranceHu)),
        s_opening = ContractRange.Of<RegionGrowingRequest>(nameof(RegionGrowingRequest.OpenMm));

    public override string Name => "region-growing";

    public override Sentence? WhatIsWrong(RegionGrowingRequest request, VolumeHeader series) =>
        Slices(series, request.FirstSlice, request.LastSlice)
        ?? (request.Slice >= request.FirstSlice && request.Slice <= request.LastSlice
            ? null : Sentences.Of("region-begins-outside", "The region begins on a slice that it may not grow over."))
        ?? Pixel(series, request.Column, request.Row)
        ?? (s_tolerance.Holds(request.ToleranceHu) ? null : Sentences.Of(
            "tolerance-range", $"The tolerance is {s_tolerance.From} to {s_tolerance.To} HU."))
        ?? (request.ToleranceHu is null && request.MinHu is null && request.MaxHu is null
            ? Sentences.Of("region-without-bounds", "A region needs a tolerance or a range of values.") : null)
        ?? Opening(s_opening, request.OpenMm)
        ?? Gate(request.MinHu, request.MaxHu)
        ?? Lasso(request.Lasso);

    public override IEnumerable<(int Slice, byte[] Labels)> Run(
        SeriesVolume volume, RegionGrowingRequest request, List<ProposalNotice> notices, CancellationToken ct) =>
        RegionGrowth.Grow(volume, request, ct);
}
