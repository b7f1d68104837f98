using MassTransit;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Inference;
using Voxmark.Contracts.Ingest;
using Voxmark.Imaging.Volumes;
using Voxmark.InferenceService.BodyComposition;
using Voxmark.InferenceService.Persistence;
using Voxmark.ServiceDefaults.Messaging;
using Voxmark.ServiceDefaults.Problems;
using Voxmark.ServiceDefaults.Volumes;

namespace Voxmark.InferenceService.Levels;

/// <summary>
/// Finds the levels of a CT as soon as it can be opened, or when somebody asks for those of an older one. Looks at the store
/// for what the series is now, so that messages may come late, twice, or in another order.
/// </summary>
internal sealed class ProposeLevelsConsumer(
    InferenceDbContext db, SeriesVolumes volumes, VertebraTracks tracks, TimeProvider clock)
    : IConsumer<SeriesVolumeBuilt>, IConsumer<ProposeLevels>, IConsumer<SeriesPurged>
{
    public Task Consume(ConsumeContext<SeriesVolumeBuilt> context) =>
        ProposeAsync(context.Message.SeriesInstanceUid, context.CancellationToken);

    public Task Consume(ConsumeContext<ProposeLevels> context) =>
        ProposeAsync(context.Message.SeriesInstanceUid, context.CancellationToken);

    public Task Consume(ConsumeContext<SeriesPurged> context)
    {
        var series = context.Message.SeriesInstanceUids;
        return db.LevelProposals.Where(proposal => series.Contains(proposal.SeriesInstanceUid))
            .ExecuteDeleteAsync(context.CancellationToken);
    }

    /// <summary>Until what was found is of the volume that the series has by then.</summary>
    private async Task ProposeAsync(string series, CancellationToken ct)
    {
        while (volumes.Open(series) is { } opened)
        {
            using var volume = opened;
            var header = volume.Header;
            if (LevelFinder.WhatDoesNotFit(header) is not null || !volumes.AreIntact(volume, Enumerable.Range(0, header.Slices)))
                return;
            var proposal = await db.LevelProposals.SingleOrDefaultAsync(p => p.SeriesInstanceUid == series, ct);
            if (proposal is { Levels: not null } && proposal.IsOf(header.Id))
                return;
            if (proposal is null)
                db.Add(proposal = LevelProposal.Of(series));
            proposal.Answer(Find(volume, ct), clock.GetUtcNow());
            await db.SaveChangesAsync(ct);
        }
    }

    private SeriesLevels Find(SeriesVolume volume, CancellationToken ct)
    {
        using var activity = InferenceTelemetry.Activities.StartActivity("find levels");
        var (header, now) = (volume.Header, clock.GetUtcNow());
        return LevelFinder.Find(volume, tracks, ct) is { } found
            ? found.ToContract(header.SeriesInstanceUid, header.Id, now)
            : new(
                header.SeriesInstanceUid, header.Id, LevelsState.None,
                Sentences.Of("levels-not-found", "No vertebrae were found on these images."), 0, false, [], [], now,
                LevelFinder.Algorithm);
    }
}

/// <summary>One series at a time in each worker, on a queue of its own: no job waits behind it.</summary>
internal sealed class ProposeLevelsConsumerDefinition : ConsumerDefinition<ProposeLevelsConsumer>
{
    private const string Queue = "inference-propose-levels";

    public ProposeLevelsConsumerDefinition()
    {
        EndpointName = Queue;
        ConcurrentMessageLimit = 1;
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<ProposeLevelsConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.PrefetchCount = 1;
        endpointConfigurator.UseDurableQueue(Queue);
        endpointConfigurator.RetryThroughAnOutage();
    }
}
