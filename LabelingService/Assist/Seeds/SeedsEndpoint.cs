using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http.HttpResults;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Volumes;
using Voxmark.ServiceDefaults.Problems;
using Voxmark.ServiceDefaults.Storage;

namespace Voxmark.LabelingService.Assist.Seeds;

/// <summary>Growing takes seconds: the answer is a stream of events that ends with the proposal. Who closes the stream
/// ends the work.</summary>
internal static class SeedsEndpoint
{
    public static Results<ServerSentEventsResult<GrowthProgress>, ProblemHttpResult> Grow(
        SeedsRequest body, SeriesVolumes volumes, CancellationToken ct)
    {
        var start = Stopwatch.GetTimestamp();
        if (!volumes.TryOpen(body.SeriesInstanceUid, body.VolumeId, out var opened, out var problem))
            return problem;
        using var volume = opened;
        if (body.WhatIsWrong(volume.Header) is { } wrong)
            return Problem.Invalid(wrong);
        return SeedSlab.From(volume, body, ct) is { } slab
            ? TypedResults.ServerSentEvents(RunAsync(volume.Header, slab, body, start, ct))
            : Problem.Invalid("seeds-too-far", "The seeds lie so far apart that this would take too long. Choose fewer slices, or seeds that lie closer together.");
    }

    private static async IAsyncEnumerable<GrowthProgress> RunAsync(
        VolumeHeader series, SeedSlab slab, SeedsRequest request, long start, [EnumeratorCancellation] CancellationToken ct)
    {
        var total = slab.Labels.LongLength;
        var progress = Channel.CreateUnbounded<long>();
        yield return new(0, total, null);
        var work = Task.Run(() =>
        {
            try
            {
                SeedGrowth.Grow(slab, request, done => progress.Writer.TryWrite(done), ct);
            }
            finally
            {
                progress.Writer.Complete();
            }
        }, ct);
        await foreach (var done in progress.Reader.ReadAllAsync(ct))
            yield return new(done, total, null);
        await work;
        yield return new(total, total, Answer(series, slab, request, start));
    }

    private static Proposal Answer(VolumeHeader series, SeedSlab slab, SeedsRequest request, long start)
    {
        var isPart = new bool[256];
        foreach (var segment in request.Segments)
            isPart[segment.Number] = !segment.IsWall;
        return Proposals.Of(series,
            [.. Enumerable.Range(slab.FirstSlice, slab.LastSlice - slab.FirstSlice + 1)
                .Select(slice => Proposals.Slice(series, slice, slab.Slice(slice, isPart)))], start);
    }
}
