using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Voxmark.Contracts.Labeling;
using Voxmark.LabelingService.Persistence;
using Voxmark.ServiceDefaults.Outbox;

namespace Voxmark.LabelingService.Labels;

/// <summary>Configuration section <c>Labels</c>.</summary>
public sealed class UpkeepOptions
{
    /// <summary>For how long a deleted label can be brought back, days. Longer than the oldest backup is kept.</summary>
    [Range(0, 3650)]
    public int DeletedLabelDays { get; init; } = 30;
}

/// <summary>The second phase of deletion: rows of labels that nobody can bring back any more.</summary>
internal sealed class DeletedLabels(LabelingDbContext db, IOptions<UpkeepOptions> options, TimeProvider clock)
{
    public static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>Of labels deleted by themselves; those that went with their series go when it is purged.</summary>
    public async Task PurgeDueAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow().AddDays(-options.Value.DeletedLabelDays);
        var due = await db.Labels.IgnoreQueryFilters()
            .Where(l => l.DeletedAt < before && l.DeletionId == null).Select(l => l.Id).ToListAsync(ct);
        foreach (var id in due)
            await PurgeAsync(id, ct);
    }

    /// <summary>Everything of one label: its history, and the masks that no other label holds.</summary>
    public async Task PurgeAsync(Guid labelId, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Savers that have just found a mask of ours stored commit first, and count; others wait.
        await db.Database.ExecuteSqlAsync($"LOCK TABLE masks IN SHARE ROW EXCLUSIVE MODE", ct);
        var hashes = await db.SliceRevisions.Where(s => s.LabelId == labelId).Select(s => s.MaskHash).Distinct().ToListAsync(ct);
        await db.SliceRevisions.Where(s => s.LabelId == labelId).ExecuteDeleteAsync(ct);
        await db.Revisions.Where(r => r.LabelId == labelId).ExecuteDeleteAsync(ct);
        await db.Labels.IgnoreQueryFilters().Where(l => l.Id == labelId).ExecuteDeleteAsync(ct);
        await db.Masks
            .Where(mask => hashes.Contains(mask.Hash) && !db.SliceRevisions.Any(s => s.MaskHash == mask.Hash))
            .ExecuteDeleteAsync(ct);
        db.Publish(new LabelPurged(labelId), clock);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
