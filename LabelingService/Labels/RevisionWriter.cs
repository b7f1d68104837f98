using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Masks;
using Voxmark.LabelingService.Persistence;
using Voxmark.ServiceDefaults.Outbox;

namespace Voxmark.LabelingService.Labels;

/// <summary>What became of a save: one of the nested cases.</summary>
internal abstract record SaveOutcome
{
    /// <summary>Stored, now or by an earlier request with the same operation id.</summary>
    public sealed record Saved(RevisionSaved Revision) : SaveOutcome;

    public sealed record NoSuchLabel : SaveOutcome;

    public sealed record DoesNotFit(string Problem) : SaveOutcome;

    /// <summary>Nothing was stored: these slices changed since their base.</summary>
    public sealed record Stale(IReadOnlyList<StaleSlice> Slices) : SaveOutcome;
}

/// <summary>
/// Appends revisions. Saves of one label queue at its row, so each sees what the one before it left: saves of different
/// slices both succeed, of two saves of one slice the second is stale.
/// </summary>
internal sealed class RevisionWriter(LabelingDbContext db, TimeProvider clock)
{
    public async Task<SaveOutcome> SaveAsync(Guid labelId, RevisionDraft draft, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await LockAsync(labelId, ct) is not { } label)
            return new SaveOutcome.NoSuchLabel();
        if (await FindSavedAsync(labelId, draft.OperationId, ct) is { } earlier)
            return new SaveOutcome.Saved(earlier);
        var segments = new SegmentList(label.Segments, await SegmentsEverAsync(label, draft, ct));
        if (draft.Segments is not null && !segments.TryApply(draft.Segments, out var refusal))
            return new SaveOutcome.DoesNotFit(refusal);
        segments.Revive(draft.Numbers());
        if (draft.WhatDoesNotFit(label, segments.Segments) is { } problem)
            return new SaveOutcome.DoesNotFit(problem);
        if (await FindStaleAsync(label, draft, ct) is { Count: > 0 } stale)
            return new SaveOutcome.Stale(stale);

        draft = draft with { Changes = [.. draft.Changes, .. await ErasedAsync(label, draft, segments.Deleted, ct)] };
        var changed = draft.Segments is not null || segments.Segments.Count != label.Segments.Count ? segments.Segments : null;
        var saved = await AppendAsync(label, draft, changed, ct);
        await transaction.CommitAsync(ct);
        return new SaveOutcome.Saved(saved);
    }

    /// <summary>Stores a new label with its first revision.</summary>
    public async Task CreateAsync(LabelSet label, RevisionDraft first, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.Add(label);
        await AppendAsync(label, first, segments: null, ct);
        await transaction.CommitAsync(ct);
    }

    private async Task<LabelSet?> LockAsync(Guid labelId, CancellationToken ct)
    {
        var locked = await db.Labels
            .FromSql($"""SELECT * FROM labeling.labels WHERE "Id" = {labelId} FOR UPDATE""").ToListAsync(ct);
        return locked.SingleOrDefault();
    }

    /// <summary>Looked up only by a save that changes segments or draws with one that is not there (any more).</summary>
    private async Task<IReadOnlyDictionary<int, Segment>> SegmentsEverAsync(
        LabelSet label, RevisionDraft draft, CancellationToken ct) =>
        draft.Segments is null && draft.Numbers().IsSubsetOf(label.Segments.Select(segment => segment.Number))
            ? label.Segments.ToDictionary(segment => segment.Number)
            : await db.SegmentsEverAsync(label, ct);

    /// <summary>The slices, other than those the draft brings itself, that lose pixels with deleted segments.</summary>
    private async Task<IEnumerable<MaskChange>> ErasedAsync(
        LabelSet label, RevisionDraft draft, IReadOnlySet<int> deleted, CancellationToken ct)
    {
        if (deleted.Count == 0)
            return [];
        var masks = await db.MasksAtAsync(label.Id, label.HeadRevision, ct);
        return masks.ExceptBy(draft.Changes.Select(change => change.Slice), mask => mask.Slice)
            .Select(mask => new MaskChange(mask.Slice, BaseRevision: 0, Without(mask.Mask, deleted)))
            .Where(change => masks.Find(mask => mask.Slice == change.Slice).Mask.Hash != change.Mask.Hash);
    }

    private static Mask Without(Mask mask, IReadOnlySet<int> numbers)
    {
        var labels = mask.Decode();
        foreach (ref var label in labels.AsSpan())
        {
            if (numbers.Contains(label))
                label = 0;
        }

        return Mask.Encode(labels, mask.Rows, mask.Columns);
    }

    private async Task<RevisionSaved?> FindSavedAsync(Guid labelId, Guid operationId, CancellationToken ct)
    {
        var revision = await db.Revisions.AsNoTracking()
            .SingleOrDefaultAsync(r => r.LabelId == labelId && r.OperationId == operationId, ct);
        if (revision is null)
            return null;
        var slices = await db.SliceRevisions.AsNoTracking()
            .Where(s => s.LabelId == labelId && s.Revision == revision.Number).OrderBy(s => s.Slice).ToListAsync(ct);
        return new(revision.Number, revision.SavedAt, [.. slices.Select(s => s.ToContract())], revision.Segments);
    }

    private async Task<List<StaleSlice>> FindStaleAsync(LabelSet label, RevisionDraft draft, CancellationToken ct)
    {
        var wanted = draft.Changes.ToDictionary(change => change.Slice, change => change.BaseRevision);
        var current = await db.ChangesUntil(label.Id, label.HeadRevision)
            .Where(slice => wanted.Keys.Contains(slice.Slice))
            .Join(db.Revisions, s => new { s.LabelId, Number = s.Revision }, r => new { r.LabelId, r.Number },
                (s, r) => new { s.Slice, s.Revision, s.IsEmpty, r.SavedById, r.SavedBy, r.SavedAt })
            .ToListAsync(ct);
        return
        [
            .. draft.Changes.ExceptBy(current.Select(c => c.Slice), change => change.Slice)
                .Where(change => change.BaseRevision != 0)
                .Select(change => new StaleSlice(change.Slice, change.BaseRevision, 0, new(label.CreatedById, label.CreatedBy), label.CreatedAt)),
            .. current
                // Who found the slice empty has lost nothing if it was filled and emptied meanwhile.
                .Where(c => c.Revision != wanted[c.Slice] && !(c.IsEmpty && wanted[c.Slice] == 0))
                .OrderBy(c => c.Slice)
                .Select(c => new StaleSlice(c.Slice, wanted[c.Slice], c.Revision, new(c.SavedById, c.SavedBy), c.SavedAt)),
        ];
    }

    /// <summary>Writes the masks that are new, the revision, its slices and the event; the caller commits.</summary>
    /// <param name="segments">As this revision leaves them, null when it does not change them.</param>
    private async Task<RevisionSaved> AppendAsync(
        LabelSet label, RevisionDraft draft, IReadOnlyList<Segment>? segments, CancellationToken ct)
    {
        await StoreMasksAsync(draft, ct);

        var now = clock.GetUtcNow();
        label.HeadRevision++;
        label.ChangedAt = now;
        label.Segments = segments ?? label.Segments;
        var slices = draft.Changes
            .OrderBy(change => change.Slice)
            .Select(change => new SliceRevision
            {
                LabelId = label.Id, Slice = change.Slice, Revision = label.HeadRevision,
                MaskHash = change.Mask.Hash, IsEmpty = change.Mask.IsEmpty,
            })
            .ToList();
        db.Add(new Revision
        {
            LabelId = label.Id, Number = label.HeadRevision, OperationId = draft.OperationId, SavedAt = now,
            SavedById = draft.SavedBy.Id, SavedBy = draft.SavedBy.Name,
            Tool = draft.Tool, Parameters = draft.Parameters, Model = draft.Model,
            Segments = segments,
        });
        db.AddRange(slices);
        db.Publish(new LabelRevised(
            label.Id, label.SeriesInstanceUid, label.HeadRevision, draft.Tool, draft.SavedBy, now, label.JobId), clock);
        await db.SaveChangesAsync(ct);
        return new(label.HeadRevision, now, [.. slices.Select(slice => slice.ToContract())], segments);
    }

    /// <summary>In the order of their hashes, so that two savers of the same masks never wait for one another.</summary>
    private Task<int> StoreMasksAsync(RevisionDraft draft, CancellationToken ct)
    {
        var masks = draft.Changes.Select(change => change.Mask).DistinctBy(mask => mask.Hash)
            .OrderBy(mask => mask.Hash, StringComparer.Ordinal).ToList();
        return db.Database.ExecuteSqlRawAsync(
            """INSERT INTO labeling.masks ("Hash", "Bytes") SELECT * FROM unnest(@hashes, @bytes) ON CONFLICT DO NOTHING""",
            [
                new NpgsqlParameter("hashes", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = masks.Select(m => m.Hash).ToArray() },
                new NpgsqlParameter("bytes", NpgsqlDbType.Array | NpgsqlDbType.Bytea) { Value = masks.Select(m => m.Bytes.ToArray()).ToArray() },
            ],
            ct);
    }
}
