using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Labeling;
using Voxmark.LabelingService.Persistence;
using Voxmark.ServiceDefaults.Auditing;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.ServiceDefaults.Problems;
using Voxmark.ServiceDefaults.Volumes;

namespace Voxmark.LabelingService.Labels;

/// <summary>A label's revisions: saved, listed and compared.</summary>
internal static class RevisionEndpoints
{
    /// <summary>A thousand slices of rich masks, in base64.</summary>
    private const long MaxSaveBytes = 128 << 20;

    private const int MaxBatch = 200;
    private const int DefaultPage = 100;
    private const int MaxPage = 1000;

    public static RouteGroupBuilder MapRevisions(this RouteGroupBuilder labels)
    {
        labels.MapPost("/{id:guid}/revisions", SaveAsync).RequireAuthorization(Policies.Annotate).AuditChange("label.change")
            .WithMetadata(new RequestSizeLimitAttribute(MaxSaveBytes));
        labels.MapPost("/{id:guid}/revisions/batch", SaveAllAsync).RequireAuthorization(Policies.Annotate).AuditChange("label.change")
            .WithMetadata(new RequestSizeLimitAttribute(MaxSaveBytes));
        labels.MapGet("/{id:guid}/revisions", ListAsync).AuditRead("label.history");
        labels.MapGet("/{id:guid}/comparison", CompareAsync);
        return labels;
    }

    internal static async Task<Results<Created<RevisionSaved>, ProblemHttpResult>> SaveAsync(
        Guid id, SaveRevision body, RevisionWriter writer, CurrentUser user, CancellationToken ct)
    {
        if (RevisionDraft.WhatIsWrong(body, user.Person, out var draft) is { } wrong)
            return Problem.Invalid(wrong);

        var outcome = await writer.SaveAsync(id, draft, ct);
        return outcome is SaveOutcome.Saved(var saved)
            ? TypedResults.Created($"/api/labels/{id}?revision={saved.Revision}", saved)
            : LabelProblems.NotSaved(outcome);
    }

    /// <summary>Saves what waited during an outage: one request, a revision each, up to the first that is refused.</summary>
    internal static async Task<Results<Ok<RevisionsSaved>, ProblemHttpResult>> SaveAllAsync(
        Guid id, SaveRevisions body, RevisionWriter writer, CurrentUser user, CancellationToken ct)
    {
        if (body.Revisions is not { Count: > 0 and <= MaxBatch } || body.Revisions.Any(revision => revision is null))
            return Problem.Invalid("changes-at-once", $"1 to {MaxBatch} changes are saved at once.");

        var drafts = new List<RevisionDraft>(body.Revisions.Count);
        foreach (var revision in body.Revisions)
        {
            if (RevisionDraft.WhatIsWrong(revision, user.Person, out var draft) is not { } wrong)
                drafts.Add(draft);
            else if (drafts.Count == 0)
                return Problem.Invalid(wrong);
            else
                break;
        }

        var (saved, refused) = await writer.SaveAllAsync(id, drafts, ct);
        return saved.Count == 0 ? LabelProblems.NotSaved(refused!) : TypedResults.Ok(new RevisionsSaved(saved));
    }

    /// <param name="before">Only revisions older than this one: the last of the page before.</param>
    /// <param name="mine">Only the caller's own.</param>
    /// <param name="changes">With what became of each segment.</param>
    /// <param name="volumeId">The volume that the answer's slices are to count on; null for the series as it is.</param>
    internal static async Task<Results<Ok<IEnumerable<RevisionSummary>>, ProblemHttpResult>> ListAsync(
        Guid id, int? before, int? limit, bool? mine, bool? changes, string? volumeId,
        SeriesVolumes volumes, LabelingDbContext db, CurrentUser user, CancellationToken ct)
    {
        if (limit is < 1 or > MaxPage)
            return Problem.Invalid("page-of-revisions", $"A page has 1 to {MaxPage} revisions.");
        if (await db.Labels.AsNoTracking().SingleOrDefaultAsync(l => l.Id == id, ct) is not { } label)
            return LabelProblems.NotHere();
        if (!volumes.TryFindKept(label.SeriesInstanceUid, volumeId, out var volume, out var problem))
            return problem;

        var wanted = db.Revisions.AsNoTracking().Where(r => r.LabelId == id);
        if (before is { } bound)
            wanted = wanted.Where(r => r.Number < bound);
        if (mine is true)
            wanted = wanted.Where(r => r.SavedById == user.Id);
        var revisions = await wanted.OrderByDescending(r => r.Number).Take(limit ?? DefaultPage).ToListAsync(ct);

        var numbers = revisions.Select(r => r.Number).ToList();
        var slices = await db.SliceRevisions.AsNoTracking()
            .Where(s => s.LabelId == id && numbers.Contains(s.Revision)).ToListAsync(ct);
        var byRevision = slices.ToLookup(s => s.Revision);
        var counts = changes is true ? await db.SegmentChangesAsync(id, slices, ct) : null;
        return TypedResults.Ok(revisions.Select(r => r.ToContract(
            [.. byRevision[r.Number].ToContract(volume).Select(s => s.Slice)], counts?.GetValueOrDefault(r.Number) ?? [])));
    }

    internal static async Task<Results<Ok<RevisionComparison>, ProblemHttpResult>> CompareAsync(
        Guid id, int from, int to, string? volumeId, SeriesVolumes volumes, LabelingDbContext db, CancellationToken ct)
    {
        if (await db.Labels.AsNoTracking().SingleOrDefaultAsync(l => l.Id == id, ct) is not { } label)
            return LabelProblems.NotHere();
        if ((LabelProblems.NoSuchRevision(label, from) ?? LabelProblems.NoSuchRevision(label, to)) is { } problem)
            return problem;

        if (!volumes.TryFindKept(label.SeriesInstanceUid, volumeId, out var volume, out var changed))
            return changed;

        return TypedResults.Ok(await db.CompareAsync(id, from, to, volume, ct));
    }
}
