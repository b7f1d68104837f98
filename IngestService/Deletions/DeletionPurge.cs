using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Ingest;
using Voxmark.IngestService.Persistence;
using Voxmark.ServiceDefaults.Objects;
using Voxmark.ServiceDefaults.Outbox;

namespace Voxmark.IngestService.Deletions;

/// <summary>The second phase: files whose deletion nobody took back in time.</summary>
internal sealed class DeletionPurge(IngestDbContext db, IObjects objects, TimeProvider clock)
{
    public static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    public async Task PurgeDueAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var due = await db.Deletions.Where(d => d.State == DeletionState.Deleted && d.DueAt <= now).Select(d => d.Id).ToListAsync(ct);
        foreach (var id in due)
            await PurgeAsync(id, ct);
    }

    private async Task PurgeAsync(Guid id, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var locked = await db.Deletions
            .FromSql($"SELECT * FROM deletions WHERE id = {id} AND state = 'Deleted' FOR UPDATE").ToListAsync(ct);
        if (locked.SingleOrDefault() is not { } deletion)
            return;
        await db.Entry(deletion).Collection(d => d.Instances).LoadAsync(ct);
        foreach (var instance in deletion.Instances)
            await DeleteFileAsync(instance, ct);

        var series = deletion.Instances.Select(i => i.SeriesInstanceUid).Distinct().ToList();
        var sentAgain = await db.Series.Where(s => series.Contains(s.SeriesInstanceUid)).Select(s => s.SeriesInstanceUid).ToListAsync(ct);
        deletion.State = DeletionState.Purged;
        deletion.EndedAt = clock.GetUtcNow();
        (deletion.PatientName, deletion.PatientId, deletion.Description) = (null, null, null);
        deletion.Instances.Clear();
        await db.Corrections.IgnoreQueryFilters().Where(c => c.DeletionId == id).ExecuteDeleteAsync(ct);
        db.Publish(new SeriesPurged(id, [.. series.Except(sentAgain)]), clock);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>
    /// Unless the same image was sent again meanwhile: then the file is that one's. It is put aside before the look, so
    /// that a file which is adopted in this very moment is never the one that is deleted.
    /// </summary>
    private async Task DeleteFileAsync(DeletedInstance instance, CancellationToken ct)
    {
        var aside = ObjectKeys.Deleted(instance.DeletionId, instance.SopInstanceUid);
        if (await objects.ExistsAsync(instance.ObjectKey, ct))
            await objects.MoveAsync(instance.ObjectKey, aside);
        else if (!await objects.ExistsAsync(aside, ct)) // where a crash may have left it
            return;
        if (await db.Instances.AnyAsync(i => i.ObjectKey == instance.ObjectKey, ct) && !await objects.ExistsAsync(instance.ObjectKey, ct))
            await objects.MoveAsync(aside, instance.ObjectKey);
        else
            await objects.DeleteAsync(aside);
    }
}
