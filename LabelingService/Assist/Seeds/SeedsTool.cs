using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http.HttpResults;
using Voxmark.Contracts;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Volumes;
using Voxmark.ServiceDefaults.Problems;
using Voxmark.ServiceDefaults.Volumes;
using static Voxmark.LabelingService.Assist.AssistChecks;

namespace Voxmark.LabelingService.Assist.Seeds;

/// <summary>Lets segments grow from seeds (<see cref="SeedGrowth"/>). That takes seconds: the answer is a stream of events that
/// ends with the proposal. Who closes the stream ends the work.</summary>
internal sealed class SeedsTool : AssistTool<SeedsRequest>
{
    private static readonly ContractRange
        s_margin = ContractRange.Of<SeedsRequest>(nameof(SeedsRequest.MarginMm)),
        s_locality = ContractRange.Of<SeedsRequest>(nameof(SeedsRequest.Locality)),
        s_number = ContractRange.Of<SeedSegment>(nameof(SeedSegment.Number));

    public override string Name => "seeds";

    public override void Map(IEndpointRouteBuilder assist) =>
        assist.MapPost($"/{Name}", Grow).RequireRateLimiting(AssistRegistration.Long);

    public override Sentence? WhatIsWrong(SeedsRequest request, VolumeHeader series) =>
        Slices(series, request.FirstSlice, request.LastSlice)
        ?? Maps(series, request.Seeds)
        ?? (request.Seeds.Any(each => each.Slice < request.FirstSlice || each.Slice > request.LastSlice)
            ? Sentences.Of("seed-outside", "A seed lies on a slice that nothing may grow over.") : null)
        ?? Segments(request.Segments)
        ?? (s_margin.Holds(request.MarginMm) ? null : Sentences.Of(
            "seed-margin-range", $"The margin around the seeds is {s_margin.From} to {s_margin.To} mm."))
        ?? (s_locality.Holds(request.Locality) ? null : Sentences.Of(
            "locality-range", $"The locality is a number from {s_locality.From} to {s_locality.To}."))
        ?? Seeds(request);

    private Results<ServerSentEventsResult<GrowthProgress>, ProblemHttpResult> Grow(
        SeedsRequest body, SeriesVolumes volumes, CancellationToken ct)
    {
        var start = Stopwatch.GetTimestamp();
        if (!volumes.TryOpen(body.SeriesInstanceUid, body.VolumeId, out var opened, out var problem))
            return problem;
        using var volume = opened;
        if (WhatIsWrong(body, volume.Header) is { } wrong)
            return Problem.Invalid(wrong);
        return SeedSlab.From(volume, body, ct) is { } slab
            ? TypedResults.ServerSentEvents(RunAsync(volume.Header, slab, body, start, ct))
            : Problem.Invalid("seeds-too-far",
                "The seeds lie so far apart that this would take too long. Choose fewer slices, or seeds that lie closer together.");
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

    private static Sentence? Segments(IReadOnlyList<SeedSegment>? segments) =>
        segments is null || segments.Any(each => each is null || !s_number.Holds(each.Number))
            ? Sentences.Of("seed-segment-range", $"A segment has a number from {s_number.From} to {s_number.To}.")
        : segments.Select(each => each.Number).Distinct().Count() != segments.Count ? Sentences.Of(
            "segment-named-twice", "A segment is named twice.")
        : segments.Select(each => Gate(each.MinHu, each.MaxHu)).FirstOrDefault(wrong => wrong is not null);

    private static Sentence? Seeds(SeedsRequest request)
    {
        var known = request.Segments.ToDictionary(each => (byte)each.Number, each => each.IsWall);
        HashSet<byte> growing = [];
        foreach (var seed in request.Seeds)
        {
            foreach (var label in Proposals.Parse(seed.Mask).LabelsUsed())
            {
                if (!known.TryGetValue(label, out var isWall))
                    return Sentences.Of(
                        "seed-without-segment", $"The seeds hold number {label}, which no segment has.");
                if (!isWall)
                    growing.Add(label);
            }
        }

        return growing.Count > 0 ? null : Sentences.Of("no-seed", "There is no seed to grow from.");
    }
}
