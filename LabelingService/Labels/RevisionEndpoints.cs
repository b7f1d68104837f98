using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Labeling;
using Voxmark.LabelingService.Persistence;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.LabelingService.Labels;

/// <summary>A label's revisions: saved and listed.</summary>
internal static class RevisionEndpoints
{
    /// <summary>A thousand slices of rich masks, in base64.</summary>
    private const long MaxSaveBytes = 128 << 20;

    public static RouteGroupBuilder MapRevisions(this RouteGroupBuilder labels)
    {
        labels.MapPost("/{id:guid}/revisions", SaveAsync).RequireAuthorization(Policies.Annotate)
            .WithMetadata(new RequestSizeLimitAttribute(MaxSaveBytes));
        labels.MapGet("/{id:guid}/revisions", ListAsync);
        return labels;
    }

    internal static async Task<Results<Created<RevisionSaved>, ProblemHttpResult>> SaveAsync(
        Guid id, SaveRevision body, RevisionWriter writer, CurrentUser user, CancellationToken ct)
    {
        if (!RevisionDraft.TryRead(body, user.Id, user.Name, out var draft, out var problem))
            return Problem.Invalid(problem);

        return await writer.SaveAsync(id, draft, ct) switch
        {
            SaveOutcome.Saved(var saved) => TypedResults.Created($"/api/labels/{id}?revision={saved.Revision}", saved),
            SaveOutcome.DoesNotFit(var why) => Problem.Invalid(why),
            SaveOutcome.Stale(var slices) => LabelProblems.Stale(slices),
            _ => LabelProblems.NotHere(),
        };
    }

    internal static async Task<Results<Ok<IEnumerable<RevisionSummary>>, ProblemHttpResult>> ListAsync(
        Guid id, LabelingDbContext db, CancellationToken ct)
    {
        if (!await db.Labels.AnyAsync(l => l.Id == id, ct))
            return LabelProblems.NotHere();

        var revisions = await db.Revisions.AsNoTracking()
            .Where(r => r.LabelId == id).OrderByDescending(r => r.Number).ToListAsync(ct);
        var slices = await db.SliceRevisions.AsNoTracking()
            .Where(s => s.LabelId == id).OrderBy(s => s.Slice).Select(s => new { s.Revision, s.Slice }).ToListAsync(ct);
        var byRevision = slices.ToLookup(s => s.Revision, s => s.Slice);
        return TypedResults.Ok(revisions.Select(r => r.ToContract([.. byRevision[r.Number]])));
    }
}
