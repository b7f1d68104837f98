using System.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Masks;
using Voxmark.Imaging.Volumes;
using Voxmark.LabelingService.Series;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.ServiceDefaults.Problems;
using Voxmark.ServiceDefaults.Storage;

namespace Voxmark.LabelingService.Assist;

/// <summary>The semi-automatic tools. Each answers with a proposal; nothing is stored until a person accepts it.</summary>
internal static class AssistEndpoints
{
    public static IEndpointRouteBuilder MapAssist(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/assist").WithTags("Assist").RequireAuthorization(Policies.Annotate);
        group.MapPost("/back-projection", (BackProjectionRequest body, SeriesVolumes volumes, CancellationToken ct) =>
            Propose(volumes, body.SeriesInstanceUid, body.Slice, body.WhatIsWrong, image => BackProjection.Select(image, body, ct)));
        group.MapPost("/grab-cut", (GrabCutRequest body, SeriesVolumes volumes, CancellationToken ct) =>
            Propose(volumes, body.SeriesInstanceUid, body.Slice, body.WhatIsWrong, image => GrabCut.Cut(image, body, ct)));
        return routes;
    }

    /// <param name="tool">Returns [Rows, Columns], 1 where proposed.</param>
    private static Results<Ok<Proposal>, ProblemHttpResult> Propose(
        SeriesVolumes volumes, string seriesInstanceUid, int slice, Func<VolumeHeader, string?> whatIsWrong,
        Func<SliceImage, byte[]> tool)
    {
        var start = Stopwatch.GetTimestamp();
        using var volume = volumes.Open(seriesInstanceUid);
        if (volume is null)
            return SeriesProblems.NotHere();
        if (whatIsWrong(volume.Header) is { } wrong)
            return Problem.Invalid(wrong);

        using var image = SliceImage.From(volume, slice);
        var labels = tool(image);
        var mask = Mask.Encode(labels, volume.Header.Rows, volume.Header.Columns);
        var count = labels.AsSpan().Count((byte)1);
        var areaCm2 = count * volume.Header.Grid?.PixelAreaMm2 / 100;
        return TypedResults.Ok(new Proposal(
            mask.Bytes.ToArray(), count, areaCm2, Stopwatch.GetElapsedTime(start).TotalMilliseconds));
    }
}
