using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Voxmark.Contracts.Ingest;
using Voxmark.IngestService.Dicom;
using Voxmark.IngestService.Persistence;
using Voxmark.IngestService.Storage;
using Voxmark.IngestService.Volumes;
using Voxmark.IngestService.Wado;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.ServiceDefaults.Outbox;

namespace Voxmark.IngestService.Deletions;

/// <summary>What became of a deletion: one of the nested cases.</summary>
internal abstract record DeletionOutcome
{
    public sealed record Deleted(Deletion Deletion) : DeletionOutcome;

    public sealed record NotHere : DeletionOutcome;

    /// <summary>What was typed is not what the study says.</summary>
    public sealed record NotConfirmed : DeletionOutcome;
}

/// <summary>The first phase: rows go in one transaction, files stay.</summary>
internal sealed class DeletionWriter(
    IngestDbContext db, DerivedObjects derived, InstanceFiles files, IOptions<DeletionOptions> options, TimeProvider clock)
{
    /// <param name="series">Null: the whole study.</param>
    /// <param name="confirm">What the person typed.</param>
    public async Task<DeletionOutcome> DeleteAsync(
        string study, string? series, string? confirm, CurrentUser user, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Images that are just being stored wait for us and then find their series gone: they make it anew.
        await db.Database.ExecuteSqlAsync($"SELECT FROM studies WHERE study_instance_uid = {study} FOR UPDATE", ct);
        await db.Database.ExecuteSqlAsync(
            $"SELECT FROM series WHERE study_instance_uid = {study} ORDER BY series_instance_uid FOR UPDATE", ct);
        var stored = await db.Studies.AsNoTracking().Include(s => s.Series).SingleOrDefaultAsync(s => s.StudyInstanceUid == study, ct);
        var doomed = stored?.Series.Where(s => series is null || s.SeriesInstanceUid == series).ToList();
        if (doomed is not { Count: > 0 })
            return new DeletionOutcome.NotHere();
        if (confirm?.Trim() != (string.IsNullOrWhiteSpace(stored!.PatientId) ? study : stored.PatientId.Trim()))
            return new DeletionOutcome.NotConfirmed();

        var uids = doomed.ConvertAll(s => s.SeriesInstanceUid);
        var deletion = await RecordAsync(stored, series is null ? null : doomed[0], uids, user, ct);
        await db.Instances.Where(i => uids.Contains(i.SeriesInstanceUid)).ExecuteDeleteAsync(ct);
        await db.Series.Where(s => uids.Contains(s.SeriesInstanceUid)).ExecuteDeleteAsync(ct);
        if (await db.Studies.Where(s => s.StudyInstanceUid == study && s.Series.Count == 0).ExecuteDeleteAsync(ct) > 0)
            await db.Corrections.Where(c => c.StudyInstanceUid == study)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.DeletionId, deletion.Id), ct);
        db.Publish(new SeriesDeleted(deletion.Id, uids, deletion.DeletedAt), clock);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);

        // What is made of the images can be made again; it goes now, for services open a volume without asking us.
        files.Forget(uids);
        foreach (var uid in uids)
            await derived.DeleteAsync(uid);
        return new DeletionOutcome.Deleted(deletion);
    }

    private async Task<Deletion> RecordAsync(
        StoredStudy study, StoredSeries? series, List<string> uids, CurrentUser user, CancellationToken ct)
    {
        var instances = await db.Instances.AsNoTracking()
            .Where(i => uids.Contains(i.SeriesInstanceUid) && i.State == InstanceState.Stored)
            .Select(i => new { i.SopInstanceUid, i.SeriesInstanceUid, i.ObjectKey }).ToListAsync(ct);
        var now = clock.GetUtcNow();
        var deletion = new Deletion
        {
            Id = Guid.CreateVersion7(now),
            StudyInstanceUid = study.StudyInstanceUid,
            SeriesInstanceUid = series?.SeriesInstanceUid,
            PatientName = PersonName.Readable(study.PatientName),
            PatientId = study.PatientId,
            Description = series is null ? study.StudyDescription : series.SeriesDescription,
            StudyDate = study.StudyDate,
            ImageCount = instances.Count,
            DeletedById = user.Id,
            DeletedBy = user.Name,
            DeletedAt = now,
            DueAt = now.AddDays(options.Value.GraceDays),
        };
        deletion.Instances.AddRange(instances.Select(i => new DeletedInstance
        {
            DeletionId = deletion.Id, SopInstanceUid = i.SopInstanceUid, SeriesInstanceUid = i.SeriesInstanceUid, ObjectKey = i.ObjectKey,
        }));
        db.Add(deletion);
        await db.SaveChangesAsync(ct);
        return deletion;
    }
}
