using System.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Volumes;
using Voxmark.LabelingService.Assist.Seeds;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.ServiceDefaults.Problems;
using Voxmark.ServiceDefaults.Storage;

namespace Voxmark.LabelingService.Assist;

/// <summary>The semi-automatic tools. Each answers with a proposal; nothing is stored until a person accepts it. A client
/// that gives up ends the work.</summary>
internal static class AssistEndpoints
{
    public static IEndpointRouteBuilder MapAssist(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/assist").WithTags("Assist").RequireAuthorization(Policies.Annotate);
        group.MapPost("/back-projection", (BackProjectionRequest body, SeriesVolumes volumes, CancellationToken ct) =>
            OnSlice(volumes, body.SeriesInstanceUid, body.VolumeId, body.Slice, body.WhatIsWrong, (image, _) => BackProjection.Select(image, body, ct)));
        group.MapPost("/grab-cut", (GrabCutRequest body, SeriesVolumes volumes, CancellationToken ct) =>
            OnSlice(volumes, body.SeriesInstanceUid, body.VolumeId, body.Slice, body.WhatIsWrong, (image, _) => GrabCut.Cut(image, body, ct)));
        group.MapPost("/carry", (CarryRequest body, SeriesVolumes volumes, CancellationToken ct) =>
            OnSlice(volumes, body.SeriesInstanceUid, body.VolumeId, body.ToSlice, body.WhatIsWrong, (image, notices) => Carrying.Carry(image, body, notices, ct)));
        group.MapPost("/split", (SplitRequest body, SeriesVolumes volumes) =>
            OnSlice(volumes, body.SeriesInstanceUid, body.VolumeId, body.Slice, body.WhatIsWrong, (image, _) => TouchingParts.Select(image, body)));
        group.MapPost("/threshold", (ThresholdRequest body, SeriesVolumes volumes, CancellationToken ct) =>
            OnVolume(volumes, body.SeriesInstanceUid, body.VolumeId, body.WhatIsWrong, (volume, _) => Thresholding.Select(volume, body), ct));
        group.MapPost("/region-growing", (RegionGrowingRequest body, SeriesVolumes volumes, CancellationToken ct) =>
            OnVolume(volumes, body.SeriesInstanceUid, body.VolumeId, body.WhatIsWrong, (volume, _) => RegionGrowing.Grow(volume, body, ct), ct));
        group.MapPost("/interpolation", (InterpolationRequest body, SeriesVolumes volumes, CancellationToken ct) =>
            OnVolume(volumes, body.SeriesInstanceUid, body.VolumeId, body.WhatIsWrong, (volume, notices) => Interpolation.Between(volume, body, notices), ct));
        group.RequireRateLimiting(AssistRegistration.Quick);
        group.MapPost("/seeds", SeedsEndpoint.Grow).RequireRateLimiting(AssistRegistration.Long);
        return routes;
    }

    /// <param name="tool">Returns [Rows, Columns], 1 where proposed.</param>
    private static Results<Ok<Proposal>, ProblemHttpResult> OnSlice(
        SeriesVolumes volumes, string seriesInstanceUid, string? volumeId, int slice, Func<VolumeHeader, string?> whatIsWrong,
        Func<SliceImage, List<ProposalNotice>, byte[]> tool) =>
        OnVolume(volumes, seriesInstanceUid, volumeId, whatIsWrong, (volume, notices) =>
        {
            using var image = SliceImage.From(volume, slice);
            return [(slice, tool(image, notices))];
        }, CancellationToken.None);

    /// <param name="tool">Returns slices with [Rows, Columns], 1 where proposed, one after another.</param>
    private static Results<Ok<Proposal>, ProblemHttpResult> OnVolume(
        SeriesVolumes volumes, string seriesInstanceUid, string? volumeId, Func<VolumeHeader, string?> whatIsWrong,
        Func<SeriesVolume, List<ProposalNotice>, IEnumerable<(int Slice, byte[] Labels)>> tool, CancellationToken ct)
    {
        var start = Stopwatch.GetTimestamp();
        if (!volumes.TryOpen(seriesInstanceUid, volumeId, out var opened, out var problem))
            return problem;
        using var volume = opened;
        if (whatIsWrong(volume.Header) is { } wrong)
            return Problem.Invalid(wrong);

        List<ProposalNotice> notices = [];
        List<ProposedSlice> slices = [];
        foreach (var (slice, labels) in tool(volume, notices))
        {
            ct.ThrowIfCancellationRequested();
            slices.Add(Proposals.Slice(volume.Header, slice, labels));
        }

        return TypedResults.Ok(Proposals.Of(volume.Header, slices, start, notices));
    }
}
