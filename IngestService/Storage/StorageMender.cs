using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Ingest;
using Voxmark.IngestService.Persistence;
using Voxmark.ServiceDefaults.Objects;
using Voxmark.ServiceDefaults.Outbox;

namespace Voxmark.IngestService.Storage;

/// <summary>
/// Mends what a crash left: pending instances are confirmed when their file is whole and forgotten when it is not (nobody
/// was told that they are here), abandoned temporary files go, and series whose upload was never completed get built, as
/// do those that had no room.
/// </summary>
internal sealed class StorageMender(IngestDbContext db, InstanceIndex index, IObjects objects, TimeProvider clock)
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>Storing a received file takes milliseconds: what is pending for longer was left by a crash.</summary>
    public static readonly TimeSpan PendingPatience = TimeSpan.FromMinutes(10);

    /// <summary>Receiving a file may take hours on a slow line.</summary>
    public static readonly TimeSpan TemporaryPatience = TimeSpan.FromDays(1);

    /// <summary>Senders that never complete an upload must not leave a series closed.</summary>
    public static readonly TimeSpan CompletionPatience = TimeSpan.FromMinutes(5);

    public async Task MendAsync(CancellationToken ct)
    {
        await MendPendingAsync(ct);
        await objects.DeleteAbandonedAsync(clock.GetUtcNow() - TemporaryPatience);
        await BuildForgottenSeriesAsync(ct);
        await BuildWhatHasRoomNowAsync(ct);
    }

    private async Task MendPendingAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - PendingPatience;
        var stale = await db.Instances.AsNoTracking()
            .Where(i => i.State == InstanceState.Pending && i.ReceivedAt < before)
            .OrderBy(i => i.ReceivedAt).Take(1000).ToListAsync(ct);
        foreach (var instance in stale)
        {
            if (await objects.IsWholeAsync(instance.ObjectKey, instance.SizeBytes, instance.Sha256, ct))
                await index.ConfirmAsync(instance.SopInstanceUid, instance.SeriesInstanceUid, instance.Sha256, null, ct);
            else
                await ForgetAsync(instance, ct);
        }
    }

    /// <summary>Removes a pending row whose file never came, and what it alone had made.</summary>
    private async Task ForgetAsync(StoredInstance instance, CancellationToken ct)
    {
        await db.Instances
            .Where(i => i.SopInstanceUid == instance.SopInstanceUid && i.Sha256 == instance.Sha256 && i.State == InstanceState.Pending)
            .ExecuteDeleteAsync(ct);
        var study = await db.Series.Where(s => s.SeriesInstanceUid == instance.SeriesInstanceUid)
            .Select(s => s.StudyInstanceUid).SingleOrDefaultAsync(ct);
        if (study is not null)
            await index.RetractAsync(study, instance.SeriesInstanceUid, ct);
    }

    private async Task BuildForgottenSeriesAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var before = now - CompletionPatience;
        var forgotten = await db.Series
            .Where(s => s.State == SeriesState.Receiving && s.ChangedAt < before
                && s.Instances.Any(i => i.State == InstanceState.Stored)
                && !s.Instances.Any(i => i.ReceivedAt > before))
            .OrderBy(s => s.ChangedAt).Take(100).ToListAsync(ct);
        foreach (var series in forgotten)
        {
            series.ChangedAt = now; // asks again only when this build, too, does not come about
            db.Publish(new BuildSeriesVolume(series.SeriesInstanceUid), clock);
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>The smallest first, as long as all of them fit.</summary>
    private async Task BuildWhatHasRoomNowAsync(CancellationToken ct)
    {
        var waiting = await db.Series.Where(s => s.RoomNeededBytes != null).OrderBy(s => s.RoomNeededBytes).Take(100).ToListAsync(ct);
        long needed = 0;
        foreach (var series in waiting)
        {
            needed += series.RoomNeededBytes!.Value;
            if (!objects.Space().HasRoomFor(needed))
                break;
            (series.RoomNeededBytes, series.State, series.ChangedAt) = (null, SeriesState.Receiving, clock.GetUtcNow());
            db.Publish(new BuildSeriesVolume(series.SeriesInstanceUid), clock);
        }

        await db.SaveChangesAsync(ct);
    }
}
