using System.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Volumes;
using Voxmark.LabelingService.Assist.Images;
using Voxmark.ServiceDefaults.Problems;
using Voxmark.ServiceDefaults.Volumes;

namespace Voxmark.LabelingService.Assist;

/// <summary>A tool that answers within a second, with a proposal. A client that gives up ends the work.</summary>
internal abstract class QuickTool<TRequest> : AssistTool<TRequest>
    where TRequest : class, IAssistRequest
{
    /// <param name="request">Nothing is wrong with it.</param>
    /// <param name="notices">Receives what to know before accepting.</param>
    /// <returns>Slices with [Rows, Columns], 1 where proposed, one after another.</returns>
    public abstract IEnumerable<(int Slice, byte[] Labels)> Run(
        SeriesVolume volume, TRequest request, List<ProposalNotice> notices, CancellationToken ct);

    public sealed override void Map(IEndpointRouteBuilder assist) =>
        assist.MapPost($"/{Name}", Answer).RequireRateLimiting(AssistRegistration.Quick);

    // TRequest is a class, and so, to ASP.NET, one that must be there: without a body the answer is 400.
    private Results<Ok<Proposal>, ProblemHttpResult> Answer(TRequest body, SeriesVolumes volumes, CancellationToken ct)
    {
        var start = Stopwatch.GetTimestamp();
        if (!volumes.TryOpen(body.SeriesInstanceUid, body.VolumeId, out var opened, out var problem))
            return problem;
        using var volume = opened;
        if (WhatIsWrong(body, volume.Header) is { } wrong)
            return Problem.Invalid(wrong);

        List<ProposalNotice> notices = [];
        List<ProposedSlice> slices = [];
        foreach (var (slice, labels) in Run(volume, body, notices, ct))
        {
            ct.ThrowIfCancellationRequested();
            slices.Add(Proposals.Slice(volume.Header, slice, labels));
        }

        return TypedResults.Ok(Proposals.Of(volume.Header, slices, start, notices));
    }
}

/// <summary>A <see cref="QuickTool{TRequest}"/> that looks at one slice.</summary>
internal abstract class SliceTool<TRequest> : QuickTool<TRequest>
    where TRequest : class, IAssistRequest
{
    /// <summary>The slice that it looks at and answers for.</summary>
    protected abstract int SliceOf(TRequest request);

    /// <returns>[Rows, Columns], 1 where proposed.</returns>
    /// <inheritdoc cref="QuickTool{TRequest}.Run"/>
    protected abstract byte[] Run(SliceImage image, TRequest request, List<ProposalNotice> notices, CancellationToken ct);

    public sealed override IEnumerable<(int Slice, byte[] Labels)> Run(
        SeriesVolume volume, TRequest request, List<ProposalNotice> notices, CancellationToken ct)
    {
        var slice = SliceOf(request);
        using var image = SliceImage.From(volume, slice);
        return [(slice, Run(image, request, notices, ct))];
    }
}
