using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Ingest;
using Voxmark.IngestService.Persistence;
using Voxmark.IngestService.Storage;
using Voxmark.ServiceDefaults.Objects;
using Voxmark.ServiceDefaults.Volumes;

namespace Voxmark.IngestService.Integrity;

/// <summary>Looks whether what is stored of a series is what came, and notes what is not.</summary>
internal sealed partial class SeriesScrub(
    IngestDbContext db, IObjects objects, SeriesVolumes volumes, TimeProvider clock, ILogger<SeriesScrub> log)
{
    /// <summary>Moves on to the next series in turn; replicas share a round between them.</summary>
    /// <returns>Null at the end of a round.</returns>
    public async Task<string?> TakeNextAsync(CancellationToken ct)
    {
        var taken = await db.Database.SqlQuery<string>(
            $"""
            UPDATE scrub SET
                cursor = coalesce((SELECT min(s.series_instance_uid) FROM series s WHERE s.series_instance_uid > cursor), ''),
                round_started_at = CASE WHEN cursor = '' THEN {clock.GetUtcNow()} ELSE round_started_at END,
                files_checked = CASE WHEN cursor = '' THEN 0 ELSE files_checked END
            RETURNING cursor AS "Value"
            """).ToListAsync(ct);
        if (taken is [{ Length: > 0 } series])
            return series;
        await db.Set<ScrubProgress>().ExecuteUpdateAsync(set => set.SetProperty(p => p.LastRoundEndedAt, clock.GetUtcNow()), ct);
        return null;
    }

    /// <summary>Reads all files of a series, and its volume. A volume that is not as it was written is built again.</summary>
    /// <param name="pause">Between two files.</param>
    public async Task CheckAsync(string seriesInstanceUid, TimeSpan pause, CancellationToken ct)
    {
        var instances = await db.Instances.AsNoTracking()
            .Where(i => i.SeriesInstanceUid == seriesInstanceUid && i.State == InstanceState.Stored).ToListAsync(ct);
        foreach (var instance in instances)
        {
            await CheckFileAsync(instance, ct);
            await db.Set<ScrubProgress>().ExecuteUpdateAsync(set => set.SetProperty(p => p.FilesChecked, p => p.FilesChecked + 1), ct);
            await Task.Delay(pause, clock, ct);
        }

        if (!await db.Series.AnyAsync(s => s.SeriesInstanceUid == seriesInstanceUid && s.State == SeriesState.Ready, ct))
            return;
        using var volume = volumes.Open(seriesInstanceUid); // asks for it where it is not there
        if (volume is null || !volumes.AreIntact(volume, Enumerable.Range(0, volume.Header.Slices)))
            VolumeLost(seriesInstanceUid);
    }

    /// <summary>Looks again at what was damaged: it may have been sent again.</summary>
    public async Task CheckDamagedAsync(CancellationToken ct)
    {
        foreach (var damaged in await db.Set<DamagedObject>().AsNoTracking().OrderBy(d => d.FoundAt).Take(1000).ToListAsync(ct))
        {
            var instance = await db.Instances.AsNoTracking()
                .SingleOrDefaultAsync(i => i.ObjectKey == damaged.ObjectKey && i.State == InstanceState.Stored, ct);
            if (instance is null)
                await ForgetAsync(damaged.ObjectKey, ct);
            else
                await CheckFileAsync(instance, ct);
        }
    }

    /// <summary>Notes whether a file is as it came.</summary>
    public async Task CheckFileAsync(StoredInstance instance, CancellationToken ct)
    {
        if (await objects.IsWholeAsync(instance.ObjectKey, instance.SizeBytes, instance.Sha256, ct))
        {
            await ForgetAsync(instance.ObjectKey, ct);
            return;
        }

        var kind = await objects.ExistsAsync(instance.ObjectKey, ct) ? DamageKind.Changed : DamageKind.Missing;
        var isNew = await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO damaged_objects (object_key, sop_instance_uid, series_instance_uid, kind, found_at)
            VALUES ({instance.ObjectKey}, {instance.SopInstanceUid}, {instance.SeriesInstanceUid}, {kind.ToString()}, {clock.GetUtcNow()})
            ON CONFLICT (object_key) DO UPDATE SET kind = excluded.kind WHERE damaged_objects.kind <> excluded.kind
            """, ct);
        if (isNew > 0)
            Damaged(kind, instance.SopInstanceUid);
    }

    private Task<int> ForgetAsync(string objectKey, CancellationToken ct) =>
        db.Set<DamagedObject>().Where(d => d.ObjectKey == objectKey).ExecuteDeleteAsync(ct);

    [LoggerMessage(
        Level = LogLevel.Error, Message = "The stored file of instance {SopInstanceUid} is not as it came: {Kind}. Send it again")]
    private partial void Damaged(DamageKind kind, string sopInstanceUid);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "The volume of series {SeriesInstanceUid} is missing or damaged, and is built again")]
    private partial void VolumeLost(string seriesInstanceUid);
}
