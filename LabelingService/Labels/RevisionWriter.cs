using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Masks;
using Voxmark.Imaging.Volumes;
using Voxmark.LabelingService.Persistence;
using Voxmark.ServiceDefaults.Problems;
using Voxmark.ServiceDefaults.Volumes;

namespace Voxmark.LabelingService.Labels;

/// <summary>What became of a save: one of the nested cases.</summary>
internal abstract record SaveOutcome
{
    /// <summary>Stored, now or by an earlier request with the same operation id.</summary>
    public sealed record Saved(RevisionSaved Revision) : SaveOutcome;

    public sealed record NoSuchLabel : SaveOutcome;

    public sealed record DoesNotFit(Sentence Why) : SaveOutcome;

    /// <summary>Nothing was stored: the slices count on a volume that is no longer the series'.</summary>
    public sealed record SeriesChanged(ProblemHttpResult Problem) : SaveOutcome;

    /// <summary>Nothing was stored: these slices changed since their base.</summary>
    public sealed record Stale(IReadOnlyList<StaleSlice> Slices) : SaveOutcome;

    /// <summary>Nothing was stored: on these slices pixels of locked segments would come or go.</summary>
    public sealed record Locked(IReadOnlyList<LockedSlice> Slices) : SaveOutcome;
}

/// <summary>
/// Appends revisions. Saves of one label queue at its row, so each sees what the one before it left: saves of different
/// slices both succeed, of two saves of one slice the second is stale.
/// </summary>
internal sealed class RevisionWriter(LabelingDbContext db, SeriesVolumes volumes, RevisionLog log, SeriesFollower follower)
{
    public async Task<SaveOutcome> SaveAsync(Guid labelId, RevisionDraft draft, CancellationToken ct)
    {
        using var activity = LabelingTelemetry.Activities.StartActivity("save revision");
        var outcome = await TrySaveAsync(labelId, draft, ct);
        LabelingTelemetry.Saved(outcome);
        return outcome;
    }

    private async Task<SaveOutcome> TrySaveAsync(Guid labelId, RevisionDraft draft, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.LockAsync(labelId, ct) is not { } label)
            return new SaveOutcome.NoSuchLabel();
        if (await FindSavedAsync(label, draft, ct) is { } earlier)
            return new SaveOutcome.Saved(earlier);
        if (!volumes.TryFind(label.SeriesInstanceUid, draft.VolumeId ?? label.FirstVolumeId ?? "", out var volume, out var changed))
            return new SaveOutcome.SeriesChanged(changed);
        await follower.FollowAsync(label, volume, ct);

        var segments = new SegmentList(label.Segments, await SegmentsEverAsync(label, draft, ct));
        if (draft.Segments is not null && segments.Apply(draft.Segments) is { } refusal)
            return new SaveOutcome.DoesNotFit(refusal);
        segments.Revive(draft.Numbers());
        if (draft.WhatDoesNotFit(segments.Segments, volume) is { } problem)
            return new SaveOutcome.DoesNotFit(problem);
        if (draft.Model is { } model)
        {
            if (await RunOfAsync(model, label, ct) is not { } run)
                return new SaveOutcome.DoesNotFit(
                    Sentences.Of("no-such-model-run",
                        "No run of that model on this series is known here, so nothing can be saved in its name."));
            draft = draft with { Model = run };
        }

        var current = await CurrentAsync(label, draft, volume, ct);
        if (Stale(label, draft, current) is { Count: > 0 } stale)
            return new SaveOutcome.Stale(stale);
        var rules = new DrawingRules(label, segments.Segments, volume);
        var masks = rules.Concern(draft) ? await db.ReadMasksAsync(current.Values.Select(c => c.MaskHash), ct) : [];
        Func<int, Mask?> maskBefore = slice => current.TryGetValue(slice, out var before) ? masks[before.MaskHash].On(volume) : null;
        if (rules.WhatIsOutside(draft, maskBefore) is { } outside)
            return new SaveOutcome.DoesNotFit(outside);
        if (rules.WhatIsLocked(draft, maskBefore) is { Count: > 0 } locked)
            return new SaveOutcome.Locked(locked);

        draft = draft with { Changes = [.. draft.Changes, .. await ErasedAsync(label, draft, segments.Deleted, volume, ct)] };
        var list = draft.Segments is not null || segments.Segments.Count != label.Segments.Count ? segments.Segments : null;
        await volumes.KeepAsync(label.SeriesInstanceUid, volume.Id);
        var saved = await log.AppendAsync(label, draft, OnImages(draft.Changes, volume), list, volume, ct);
        await transaction.CommitAsync(ct);
        return new SaveOutcome.Saved(saved);
    }

    /// <summary>A revision each, up to the first that is refused; one that changes what an earlier one changed is made on that.</summary>
    /// <returns>What was saved; and why the next one was not, null when all were.</returns>
    public async Task<(IReadOnlyList<RevisionSaved> Saved, SaveOutcome? Refused)> SaveAllAsync(
        Guid labelId, IEnumerable<RevisionDraft> drafts, CancellationToken ct)
    {
        var all = new List<RevisionSaved>();
        var revisions = new Dictionary<int, int>();
        foreach (var draft in drafts)
        {
            db.ChangeTracker.Clear(); // each reads the label anew
            var outcome = await SaveAsync(labelId, draft.OnTopOf(revisions), ct);
            if (outcome is not SaveOutcome.Saved(var saved))
                return (all, outcome);
            all.Add(saved);
            foreach (var slice in saved.Slices)
                revisions[slice.Slice] = slice.Revision;
        }

        return (all, null);
    }

    /// <summary>Stores a new label with its first revision. If the series has changed since, the label follows at once.</summary>
    /// <param name="volume">That the slices of the first revision count on.</param>
    public async Task CreateAsync(LabelSet label, RevisionDraft first, VolumeHeader volume, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.Add(label);
        await volumes.KeepAsync(label.SeriesInstanceUid, volume.Id);
        await log.AppendAsync(label, first, OnImages(first.Changes, volume), segments: null, volume, ct);
        await follower.FollowAsync(label, volumes.FindHeader(label.SeriesInstanceUid) ?? volume, ct);
        await transaction.CommitAsync(ct);
    }

    private static IReadOnlyList<ImageMask> OnImages(IReadOnlyList<MaskChange> changes, VolumeHeader volume) =>
        [.. changes.OrderBy(change => change.Slice).Select(change => new ImageMask(volume.SliceList[change.Slice].Image, change.Mask))];

    /// <summary>A model's run leaves a label of its own, whose first revision names it.</summary>
    /// <returns>All that was noted of the run; null for one that is not known.</returns>
    private async Task<ModelReference?> RunOfAsync(ModelReference model, LabelSet label, CancellationToken ct)
    {
        if (model.JobId is null)
            return null;
        var first = await db.Labels.Where(l => l.JobId == model.JobId && l.SeriesInstanceUid == label.SeriesInstanceUid)
            .Join(db.Revisions.Where(r => r.Number == 1), l => l.Id, r => r.LabelId, (_, revision) => revision)
            .AsNoTracking().SingleOrDefaultAsync(ct);
        return first?.Model is { } run && (run.Id, run.Version) == (model.Id, model.Version) ? run : null;
    }

    /// <summary>Looked up only by a save that changes segments or draws with one that is not there (any more).</summary>
    private async Task<IReadOnlyDictionary<int, Segment>> SegmentsEverAsync(
        LabelSet label, RevisionDraft draft, CancellationToken ct) =>
        draft.Segments is null && draft.Numbers().IsSubsetOf(label.Segments.Select(segment => segment.Number))
            ? label.Segments.ToDictionary(segment => segment.Number)
            : await db.SegmentsEverAsync(label, ct);

    /// <summary>The slices, other than those the draft brings itself, that lose pixels with deleted segments.</summary>
    private async Task<IEnumerable<MaskChange>> ErasedAsync(
        LabelSet label, RevisionDraft draft, IReadOnlySet<int> deleted, VolumeHeader volume, CancellationToken ct)
    {
        if (deleted.Count == 0)
            return [];
        var masks = await db.MasksAtAsync(label.Id, label.HeadRevision, volume, ct);
        return masks.ExceptBy(draft.Changes.Select(change => change.Slice), mask => mask.Slice)
            .Select(mask => new MaskChange(mask.Slice, BaseRevision: 0, mask.Mask.Without(deleted)))
            .Where(change => masks.Find(mask => mask.Slice == change.Slice).Mask.Hash != change.Mask.Hash);
    }

    /// <returns>On the volume that the client named, as far as that is kept.</returns>
    private async Task<RevisionSaved?> FindSavedAsync(LabelSet label, RevisionDraft draft, CancellationToken ct)
    {
        var revision = await db.Revisions.AsNoTracking()
            .SingleOrDefaultAsync(r => r.LabelId == label.Id && r.OperationId == draft.OperationId, ct);
        if (revision is null)
            return null;
        var slices = await db.SliceRevisions.AsNoTracking()
            .Where(s => s.LabelId == label.Id && s.Revision == revision.Number).ToListAsync(ct);
        var volume = (draft.VolumeId is null ? null : volumes.FindHeader(label.SeriesInstanceUid, draft.VolumeId))
            ?? volumes.FindHeader(label.SeriesInstanceUid);
        return new(revision.Number, revision.SavedAt, volume is null ? [] : slices.ToContract(volume), revision.Segments, volume?.Id);
    }

    private sealed record CurrentSlice(int Revision, string MaskHash, bool IsEmpty, Person SavedBy, DateTimeOffset SavedAt);

    /// <summary>The slices of a draft as they are now; untouched ones are left out.</summary>
    private async Task<Dictionary<int, CurrentSlice>> CurrentAsync(
        LabelSet label, RevisionDraft draft, VolumeHeader volume, CancellationToken ct)
    {
        var wanted = draft.Changes.ToDictionary(change => volume.SliceList[change.Slice].Image, change => change.Slice);
        var instances = wanted.Keys.Select(image => image.SopInstanceUid).Distinct().ToList();
        var rows = await db.ChangesUntil(label.Id, label.HeadRevision)
            .Where(slice => instances.Contains(slice.SopInstanceUid))
            .Join(db.Revisions, s => new { s.LabelId, Number = s.Revision }, r => new { r.LabelId, r.Number },
                (s, r) => new { s.SopInstanceUid, s.Frame, s.Revision, s.MaskHash, s.IsEmpty, r.SavedById, r.SavedBy, r.SavedAt })
            .ToListAsync(ct);
        return rows.Where(row => wanted.ContainsKey(new(row.SopInstanceUid, row.Frame))).ToDictionary(
            row => wanted[new(row.SopInstanceUid, row.Frame)],
            row => new CurrentSlice(row.Revision, row.MaskHash, row.IsEmpty, new(row.SavedById, row.SavedBy), row.SavedAt));
    }

    private static List<StaleSlice> Stale(LabelSet label, RevisionDraft draft, Dictionary<int, CurrentSlice> current)
    {
        var stale = new List<StaleSlice>();
        foreach (var (slice, baseRevision, _) in draft.Changes.OrderBy(change => change.Slice))
        {
            if (!current.TryGetValue(slice, out var now))
            {
                if (baseRevision != 0)
                    stale.Add(new(slice, baseRevision, 0, new(label.CreatedById, label.CreatedBy), label.CreatedAt));
            }
            // Who found the slice empty has lost nothing if it was filled and emptied meanwhile.
            else if (now.Revision != baseRevision && !(now.IsEmpty && baseRevision == 0))
            {
                stale.Add(new(slice, baseRevision, now.Revision, now.SavedBy, now.SavedAt));
            }
        }

        return stale;
    }
}
