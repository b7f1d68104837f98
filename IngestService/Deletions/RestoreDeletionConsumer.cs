using MassTransit;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Ingest;
using Voxmark.IngestService.Corrections;
using Voxmark.IngestService.Persistence;
using Voxmark.IngestService.Storage;
using Voxmark.ServiceDefaults.Messaging;
using Voxmark.ServiceDefaults.Objects;
using Voxmark.ServiceDefaults.Outbox;

namespace Voxmark.IngestService.Deletions;

/// <summary>
/// Brings images back by storing their files again, as if they had been sent again. Safe to redeliver: a file that is
/// there already stays.
/// </summary>
internal sealed class RestoreDeletionConsumer(IngestDbContext db, InstanceStore store, IObjects objects, TimeProvider clock)
    : IConsumer<RestoreDeletion>
{
    public async Task Consume(ConsumeContext<RestoreDeletion> context)
    {
        var ct = context.CancellationToken;
        var deletion = await db.Deletions.Include(d => d.Instances).SingleOrDefaultAsync(d => d.Id == context.Message.DeletionId, ct);
        if (deletion is not { State: DeletionState.Restoring })
            return;
        foreach (var instance in deletion.Instances)
            await StoreAgainAsync(instance.ObjectKey, ct);

        await CorrectAgainAsync(deletion, ct);
        var series = deletion.Instances.Select(i => i.SeriesInstanceUid).Distinct().ToList();
        deletion.State = DeletionState.Restored;
        deletion.EndedAt = clock.GetUtcNow();
        deletion.Instances.Clear();
        foreach (var uid in series)
            db.Publish(new BuildSeriesVolume(uid), clock);
        db.Publish(new SeriesRestored(deletion.Id, series), clock);
        await db.SaveChangesAsync(ct);
    }

    private async Task CorrectAgainAsync(Deletion deletion, CancellationToken ct)
    {
        await db.Corrections.IgnoreQueryFilters().Where(c => c.DeletionId == deletion.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.DeletionId, (Guid?)null), ct);
        if (await ActiveCorrection.FindAsync(db, deletion.StudyInstanceUid, ct) is { } correction
            && await db.Studies.SingleOrDefaultAsync(s => s.StudyInstanceUid == deletion.StudyInstanceUid, ct) is { } study)
            (study.Patient, study.IsPatientCorrected) = (correction.Patient, true);
    }

    private async Task StoreAgainAsync(string key, CancellationToken ct)
    {
        if (!await objects.ExistsAsync(key, ct))
            return; // lost since: the others come back without it
        await using var content = await objects.OpenAsync(key, ct: ct);
        using var file = await ReceivedFile.ReceiveAsync(content, objects.Stage(), long.MaxValue, ct);
        if (DicomInspection.Of(file!.Path).Header is { } header)
            await store.StoreAsync(file, header, record: null, ct);
    }
}

internal sealed class RestoreDeletionConsumerDefinition : ConsumerDefinition<RestoreDeletionConsumer>
{
    private const string Queue = "ingest-restore-deletion";

    public RestoreDeletionConsumerDefinition()
    {
        EndpointName = Queue;
        ConcurrentMessageLimit = 1;
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<RestoreDeletionConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.UseDurableQueue(Queue);
        endpointConfigurator.RetryThroughAnOutage();
    }
}
