using MassTransit;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Ingest;
using Voxmark.LabelingService.Persistence;
using Voxmark.ServiceDefaults.Messaging;

namespace Voxmark.LabelingService.Labels;

/// <summary>
/// Labels and labelling areas go with their series, come back with it, and end with it. Safe to redeliver.
/// </summary>
internal sealed class SeriesDeletionConsumer(LabelingDbContext db, DeletedLabels deleted, SeriesFollower follower)
    : IConsumer<SeriesDeleted>, IConsumer<SeriesRestored>, IConsumer<SeriesPurged>
{
    /// <summary>A label that somebody had deleted before stays what it is.</summary>
    public Task Consume(ConsumeContext<SeriesDeleted> context)
    {
        var (deletion, series) = (context.Message, context.Message.SeriesInstanceUids);
        return db.Labels
            .Where(l => series.Contains(l.SeriesInstanceUid))
            .ExecuteUpdateAsync(
                set => set.SetProperty(l => l.DeletedAt, deletion.At).SetProperty(l => l.DeletionId, deletion.DeletionId),
                context.CancellationToken);
    }

    public async Task Consume(ConsumeContext<SeriesRestored> context)
    {
        var deletion = context.Message.DeletionId;
        await db.Labels.IgnoreQueryFilters()
            .Where(l => l.DeletionId == deletion)
            .ExecuteUpdateAsync(
                set => set.SetProperty(l => l.DeletedAt, (DateTimeOffset?)null).SetProperty(l => l.DeletionId, (Guid?)null),
                context.CancellationToken);
        foreach (var series in context.Message.SeriesInstanceUids)
            await follower.FollowAllAsync(series, context.CancellationToken); // it may have been built before we heard of it
    }

    public async Task Consume(ConsumeContext<SeriesPurged> context)
    {
        var (purge, ct) = (context.Message, context.CancellationToken);
        var labels = await db.Labels.IgnoreQueryFilters()
            .Where(l => l.DeletionId == purge.DeletionId).Select(l => l.Id).ToListAsync(ct);
        foreach (var id in labels)
            await deleted.PurgeAsync(id, ct);
        var series = purge.SeriesInstanceUids;
        await db.Selections
            .Where(s => series.Contains(s.SeriesInstanceUid) && !db.Labels.IgnoreQueryFilters().Any(l => l.SelectionId == s.Id))
            .ExecuteDeleteAsync(ct);
    }
}

internal sealed class SeriesDeletionConsumerDefinition : PatientDefinition<SeriesDeletionConsumer>
{
    /// <summary>One after the other, so that a deletion and its restore keep their order.</summary>
    public SeriesDeletionConsumerDefinition() => ConcurrentMessageLimit = 1;
}
