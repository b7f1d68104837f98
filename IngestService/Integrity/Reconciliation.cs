using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Ingest;
using Voxmark.IngestService.Deletions;
using Voxmark.IngestService.Persistence;
using Voxmark.IngestService.Storage;
using Voxmark.ServiceDefaults.Objects;
using Voxmark.ServiceDefaults.Outbox;
using Voxmark.ServiceDefaults.Volumes;

namespace Voxmark.IngestService.Integrity;

/// <summary>
/// Makes rows and objects agree after one of them was restored from a backup: files without a row are taken in like
/// received ones, what was derived of something that is gone is deleted, volumes that do not fit are built again, and files
/// that are missing are noted as damaged. Reports the same without doing it. Looks at names and sizes; contents are the
/// scrub's. Safe to repeat, and while the service works: what is younger than an hour is left alone.
/// </summary>
internal sealed class Reconciliation(
    IngestDbContext db, IObjects objects, InstanceStore store, SeriesVolumes volumes, SeriesScrub scrub, TimeProvider clock)
{
    private const int MostListed = 1000;

    /// <summary>What is being received now is no finding.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromHours(1);

    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly List<ReconciliationFinding> _findings = [];
    private int _objectsSeen;
    private DateTimeOffset _before;
    private bool _apply;

    public async Task<ReconciliationReport> RunAsync(bool apply, CancellationToken ct)
    {
        (_apply, _before) = (apply, clock.GetUtcNow() - Settled);
        var stored = await db.Studies.AsNoTracking().Select(s => s.StudyInstanceUid).ToListAsync(ct);
        var found = await objects.ListFoldersAsync(ObjectKeys.Instances, ct).ToListAsync(ct);
        foreach (var study in stored.Union(found, StringComparer.Ordinal).ToList())
            await CompareStudyAsync(study, ct);
        await CompareDerivedAsync(ObjectKeys.Volumes, "volume-without-series", ct);
        await CompareDerivedAsync(ObjectKeys.Metadata, "metadata-without-series", ct);
        await CompareQuarantineAsync(ct);
        return new(apply, _objectsSeen, _counts, _findings);
    }

    private async Task CompareStudyAsync(string study, CancellationToken ct)
    {
        var prefix = ObjectKeys.InstancesOf(study);
        var files = await SeeAsync(prefix, ct).ToDictionaryAsync(file => file.Key, StringComparer.Ordinal, ct);
        var rows = await db.Instances.AsNoTracking().Where(i => i.Series!.StudyInstanceUid == study)
            .OrderBy(i => i.SopInstanceUid).ToListAsync(ct);
        foreach (var row in rows.Where(r => r.State == InstanceState.Stored && r.ReceivedAt < _before))
            if (files.GetValueOrDefault(row.ObjectKey)?.SizeBytes != row.SizeBytes)
                await FindAsync("file-missing", row.ObjectKey, "noted; it comes back when it is sent again", () =>
                    scrub.CheckFileAsync(row, ct));

        // Files of a deletion that can still be taken back have no row, and shall have none.
        var deleted = await db.Set<DeletedInstance>().Where(i => i.ObjectKey.StartsWith(prefix)).Select(i => i.ObjectKey).ToListAsync(ct);
        foreach (var file in files.Values.ExceptBy(rows.Select(r => r.ObjectKey).Concat(deleted), file => file.Key, StringComparer.Ordinal))
            if (file.WrittenAt < _before)
                await TakeInAsync(file, ct);

        var ready = await db.Series.AsNoTracking()
            .Where(s => s.StudyInstanceUid == study && s.State == SeriesState.Ready && s.ChangedAt < _before)
            .Select(s => new { s.SeriesInstanceUid, s.InstanceCount }).ToListAsync(ct);
        foreach (var series in ready)
        {
            var stored = rows.Where(r => r.SeriesInstanceUid == series.SeriesInstanceUid && r.State == InstanceState.Stored)
                .Select(r => r.SopInstanceUid).ToHashSet(StringComparer.Ordinal);
            await CompareVolumeAsync(series.SeriesInstanceUid, series.InstanceCount, stored, ct);
        }
    }

    /// <summary>A file without a row is received once more.</summary>
    private async Task TakeInAsync(StoredObject found, CancellationToken ct)
    {
        using var stored = await objects.LocalAsync(found.Key, ct);
        if (DicomInspection.Of(stored.Path).Header is not { } header)
        {
            await FindAsync("file-without-row", found.Key, null, null);
            return;
        }

        await FindAsync("file-without-row", found.Key, "taken in", async () =>
        {
            await using (var content = await objects.OpenAsync(found.Key, ct: ct))
            using (var copy = await ReceivedFile.ReceiveAsync(content, objects.Stage(), long.MaxValue, ct))
                await store.StoreAsync(copy!, header, null, ct);
            if (!await db.Instances.AnyAsync(i => i.ObjectKey == found.Key, ct))
                await objects.DeleteAsync(found.Key); // it is stored under another key, or was set aside
            db.Publish(new BuildSeriesVolume(header.SeriesInstanceUid), clock);
            await db.SaveChangesAsync(ct);
        });
    }

    /// <param name="count">Of the images that the volume was built from, some of which it may have left out.</param>
    private async Task CompareVolumeAsync(string series, int count, HashSet<string> stored, CancellationToken ct)
    {
        var header = volumes.FindHeader(series);
        if (header is not null && count == stored.Count && header.SliceList.All(slice => stored.Contains(slice.SopInstanceUid)))
            return;
        await FindAsync(header is null ? "volume-missing" : "volume-outdated", series, "built again", async () =>
        {
            await db.Series.Where(s => s.SeriesInstanceUid == series).ExecuteUpdateAsync(set => set
                .SetProperty(s => s.State, SeriesState.Receiving)
                .SetProperty(s => s.BuildAttempts, 0)
                .SetProperty(s => s.ChangedAt, clock.GetUtcNow()), ct);
            db.Publish(new BuildSeriesVolume(series), clock);
            await db.SaveChangesAsync(ct);
        });
    }

    /// <summary>What is kept of a series under its UID, in a folder or as a file.</summary>
    private async Task CompareDerivedAsync(string prefix, string kind, CancellationToken ct)
    {
        var known = (await db.Series.AsNoTracking().Select(s => s.SeriesInstanceUid).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        var orphans = SeeAsync(prefix, ct).Where(o => o.WrittenAt < _before && !known.Contains(ObjectKeys.SeriesOf(o.Key)));
        foreach (var orphan in await orphans.ToListAsync(ct))
            await FindAsync(kind, orphan.Key, "deleted", () => objects.DeleteAsync(orphan.Key));
    }

    private async Task CompareQuarantineAsync(CancellationToken ct)
    {
        var files = await SeeAsync(ObjectKeys.Quarantine, ct).ToDictionaryAsync(file => file.Key, StringComparer.Ordinal, ct);
        var rows = await db.Quarantine.AsNoTracking().ToListAsync(ct);
        foreach (var row in rows.Where(r => !files.ContainsKey(r.ObjectKey) && r.ReceivedAt < _before))
            await FindAsync("quarantine-missing", row.ObjectKey, "its row deleted", () =>
                db.Quarantine.Where(q => q.ObjectKey == row.ObjectKey).ExecuteDeleteAsync(ct));
        var unlisted = files.Values.ExceptBy(rows.Select(r => r.ObjectKey), file => file.Key, StringComparer.Ordinal);
        foreach (var file in unlisted.Where(f => f.WrittenAt < _before))
            await FindAsync("quarantine-without-row", file.Key, "listed again", async () =>
            {
                await using var content = await objects.OpenAsync(file.Key, ct: ct);
                db.Add(new QuarantinedInstance
                {
                    SopInstanceUid = ObjectKeys.QuarantinedInstanceOf(file.Key), Sha256 = await SHA256.HashDataAsync(content, ct),
                    ObjectKey = file.Key, Reason = "It was found set aside, and nobody knows why.", ReceivedAt = file.WrittenAt,
                });
                await db.SaveChangesAsync(ct);
            });
    }

    private async IAsyncEnumerable<StoredObject> SeeAsync(string prefix, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var found in objects.ListAsync(prefix, ct))
        {
            _objectsSeen++;
            yield return found;
        }
    }

    private async Task FindAsync(string kind, string subject, string? done, Func<Task>? mend)
    {
        _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
        if (_findings.Count < MostListed)
            _findings.Add(new(kind, subject, done));
        if (_apply && mend is not null)
            await mend();
    }
}
