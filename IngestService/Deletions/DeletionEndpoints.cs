using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Ingest;
using Voxmark.IngestService.Persistence;
using Voxmark.ServiceDefaults.Auditing;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.ServiceDefaults.Outbox;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.IngestService.Deletions;

/// <summary>Studies and series taken out of the archive, and brought back.</summary>
internal static class DeletionEndpoints
{
    private const int DefaultPageSize = 25;
    private const int MaxPageSize = 200;

    public static RouteGroupBuilder MapDeletions(this IEndpointRouteBuilder routes)
    {
        var administrators = routes.MapGroup("/api").WithTags("Deletions").RequireAuthorization(Policies.Administer);
        administrators.MapDelete("/studies/{studyInstanceUid}", DeleteStudyAsync).AuditChange("study.delete");
        administrators.MapDelete("/series/{seriesInstanceUid}", DeleteSeriesAsync).AuditChange("series.delete");
        administrators.MapGet("/deletions", ListAsync).AuditRead("deletion.list");
        administrators.MapPost("/deletions/{id:guid}/restore", RestoreAsync).AuditChange("deletion.restore");
        return administrators;
    }

    /// <param name="confirm">The patient's id as the study has it, typed; the StudyInstanceUID where it has none.</param>
    internal static async Task<Results<Ok<DeletedImages>, ProblemHttpResult>> DeleteStudyAsync(
        string studyInstanceUid, string? confirm, DeletionWriter writer, CurrentUser user, CancellationToken ct) =>
        AnswerTo(await writer.DeleteAsync(studyInstanceUid, null, confirm, user, ct));

    /// <inheritdoc cref="DeleteStudyAsync"/>
    internal static async Task<Results<Ok<DeletedImages>, ProblemHttpResult>> DeleteSeriesAsync(
        string seriesInstanceUid, string? confirm, IngestDbContext db, DeletionWriter writer, CurrentUser user, HttpContext context,
        CancellationToken ct)
    {
        var study = await db.Series.Where(s => s.SeriesInstanceUid == seriesInstanceUid)
            .Select(s => s.StudyInstanceUid).SingleOrDefaultAsync(ct);
        context.NoteForAudit(study: study);
        return study is null
            ? Problem.NotFound("no-such-series", "This series is not stored here.")
            : AnswerTo(await writer.DeleteAsync(study, seriesInstanceUid, confirm, user, ct));
    }

    internal static async Task<Ok<DeletionPage>> ListAsync(
        IngestDbContext db, CancellationToken ct, int page = 1, int pageSize = DefaultPageSize)
    {
        page = Math.Max(1, page);
        pageSize = Math.Clamp(pageSize, 1, MaxPageSize);
        var total = await db.Deletions.CountAsync(ct);
        var found = await db.Deletions.AsNoTracking()
            .OrderByDescending(d => d.DeletedAt).ThenBy(d => d.Id)
            .Skip((int)Math.Min((long)(page - 1) * pageSize, int.MaxValue)).Take(pageSize).ToListAsync(ct);
        return TypedResults.Ok(new DeletionPage(found.ConvertAll(d => d.ToContract()), total, page, pageSize));
    }

    internal static async Task<Results<Accepted<DeletedImages>, ProblemHttpResult>> RestoreAsync(
        Guid id, IngestDbContext db, TimeProvider clock, HttpContext context, CancellationToken ct)
    {
        if (await db.Deletions.SingleOrDefaultAsync(d => d.Id == id, ct) is not { } deletion)
            return Problem.NotFound("no-such-deletion", "There is no such deletion.");
        context.NoteForAudit(deletion.StudyInstanceUid, deletion.SeriesInstanceUid);
        if (deletion.State is DeletionState.Purged || (deletion.State is DeletionState.Deleted && deletion.DueAt <= clock.GetUtcNow()))
            return Problem.Conflict("gone-for-good", "These images are gone for good.");
        if (deletion.State is DeletionState.Deleted)
        {
            deletion.State = DeletionState.Restoring;
            db.Publish(new RestoreDeletion(id), clock);
            await db.SaveChangesAsync(ct);
        }

        return TypedResults.Accepted("/api/deletions", deletion.ToContract());
    }

    private static Results<Ok<DeletedImages>, ProblemHttpResult> AnswerTo(DeletionOutcome outcome) => outcome switch
    {
        DeletionOutcome.Deleted(var deletion) => TypedResults.Ok(deletion.ToContract()),
        DeletionOutcome.NotConfirmed => Problem.Invalid("deletion-not-confirmed",
            "To delete these images, type the patient's ID as the study has it, or the Study Instance UID where it has none. "
                + "Nothing was deleted."),
        _ => Problem.NotFound("no-such-study", "This study is not stored here."),
    };
}
