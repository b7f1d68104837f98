using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Labeling;
using Voxmark.LabelingService.Persistence;
using Voxmark.LabelingService.Templates;
using Voxmark.ServiceDefaults.Auditing;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.ServiceDefaults.Problems;
using Voxmark.ServiceDefaults.Volumes;

namespace Voxmark.LabelingService.Labels;

/// <summary>A label put right as a whole: renamed, hidden, deleted, brought back. Its revisions stay as they are.</summary>
internal static class UpkeepEndpoints
{
    public static RouteGroupBuilder MapUpkeep(this RouteGroupBuilder labels)
    {
        labels.MapGet("/deleted", ListDeletedAsync).AuditRead("label.list");
        labels.MapPatch("/{id:guid}", ChangeAsync).RequireAuthorization(Policies.Annotate).AuditChange("label.change");
        labels.MapDelete("/{id:guid}", DeleteAsync).RequireAuthorization(Policies.Annotate).AuditChange("label.delete");
        labels.MapPost("/{id:guid}/restore", RestoreAsync).RequireAuthorization(Policies.Annotate).AuditChange("label.restore");
        return labels;
    }

    internal static async Task<Results<Ok<LabelSummary>, ProblemHttpResult>> ChangeAsync(
        Guid id, ChangeLabel body, SeriesVolumes volumes, LabelingDbContext db, HttpContext context, CancellationToken ct)
    {
        if (await db.Labels.SingleOrDefaultAsync(l => l.Id == id, ct) is not { } label)
            return LabelProblems.NotHere();
        context.NoteForAudit(series: label.SeriesInstanceUid);
        if (!PlainText.Fits(body.Name, LabelSet.MaxNameLength))
            return Problem.Invalid("label-name-too-long", $"A label's name has at most {LabelSet.MaxNameLength} characters.");

        if (body.Name is not null)
            label.Name = body.Name.Trim() is { Length: > 0 } name ? name : SegmentTemplates.Find(label.Template)?.Name ?? label.Template;
        label.IsHidden = body.IsHidden ?? label.IsHidden;
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(label.ToSummary(volumes.FindHeader(label.SeriesInstanceUid)));
    }

    /// <summary>Out of sight at once; gone for good after <see cref="UpkeepOptions.DeletedLabelDays"/>.</summary>
    /// <param name="confirm">The label's name, typed: nothing is deleted by a slip.</param>
    internal static async Task<Results<Ok<LabelSummary>, ProblemHttpResult>> DeleteAsync(
        Guid id, string? confirm, SeriesVolumes volumes, LabelingDbContext db, TimeProvider clock, HttpContext context,
        CancellationToken ct)
    {
        if (await db.Labels.SingleOrDefaultAsync(l => l.Id == id, ct) is not { } label)
            return LabelProblems.NotHere();
        context.NoteForAudit(series: label.SeriesInstanceUid);
        if (confirm?.Trim() != label.Name)
            return Problem.Invalid("label-deletion-not-confirmed",
                "To delete this label, type its name as it stands. Nothing was deleted.");

        label.DeletedAt = clock.GetUtcNow();
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(label.ToSummary(volumes.FindHeader(label.SeriesInstanceUid)));
    }

    internal static async Task<Results<Ok<LabelSummary>, ProblemHttpResult>> RestoreAsync(
        Guid id, SeriesVolumes volumes, SeriesFollower follower, LabelingDbContext db, HttpContext context, CancellationToken ct)
    {
        var label = await db.Labels.IgnoreQueryFilters().SingleOrDefaultAsync(l => l.Id == id, ct);
        if (label is null)
            return LabelProblems.NotHere();
        context.NoteForAudit(series: label.SeriesInstanceUid);
        if (label.DeletionId is not null)
            return Problem.Conflict("label-went-with-series",
                "This label went with its series. Bring the series back, and the label comes with it.");

        label.DeletedAt = null;
        await db.SaveChangesAsync(ct);
        await follower.FollowAllAsync(label.SeriesInstanceUid, ct); // the series may have changed meanwhile
        return TypedResults.Ok(label.ToSummary(volumes.FindHeader(label.SeriesInstanceUid)));
    }

    /// <summary>Those of a series that can still be brought back, last deleted first.</summary>
    internal static async Task<Ok<IEnumerable<LabelSummary>>> ListDeletedAsync(
        string seriesInstanceUid, SeriesVolumes volumes, LabelingDbContext db, CancellationToken ct)
    {
        var labels = await db.Labels.IgnoreQueryFilters().AsNoTracking()
            .Where(l => l.SeriesInstanceUid == seriesInstanceUid && l.DeletedAt != null && l.DeletionId == null)
            .OrderByDescending(l => l.DeletedAt)
            .ToListAsync(ct);
        var volume = volumes.FindHeader(seriesInstanceUid);
        return TypedResults.Ok(labels.Select(l => l.ToSummary(volume)));
    }
}
