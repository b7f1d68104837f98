using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Ingest;
using Voxmark.IngestService.Persistence;
using Voxmark.ServiceDefaults.Auditing;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.ServiceDefaults.Outbox;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.IngestService.Uploads;

internal static class UploadEndpoints
{
    public static RouteGroupBuilder MapUploads(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/uploads").WithTags("Uploads").RequireAuthorization(Policies.Annotate);
        group.MapPost("/", StartAsync).AuditChange("upload.start");
        group.MapPost("/{id:guid}/files", ReceiveAsync)
            .AuditRead("upload.file") // not before each answer: by then the store has recorded the file and whose upload it is
            .WithMetadata(new DisableRequestSizeLimitAttribute()) // FileReceiver counts
            .Accepts<Stream>("application/octet-stream");
        group.MapPost("/{id:guid}/complete", CompleteAsync).AuditChange("upload.complete");
        return group;
    }

    internal static async Task<Created<UploadStarted>> StartAsync(
        IngestDbContext db, CurrentUser user, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var upload = new Upload { Id = Guid.CreateVersion7(now), CreatedBy = user.Id, CreatedAt = now };
        db.Add(upload);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/api/uploads/{upload.Id}", new UploadStarted(upload.Id));
    }

    internal static async Task<Results<Ok<IReadOnlyList<FileOutcome>>, ProblemHttpResult>> ReceiveAsync(
        Guid id, string? name, HttpRequest request, FileReceiver receiver, UploadOwners owners, CurrentUser user,
        HttpContext context, CancellationToken ct)
    {
        if (!await owners.StartedAsync(id, user.Id, ct))
            return NoSuchUpload();

        var outcomes = await receiver.ReceiveAsync(id, FileName.Printable(name), request.Body, ct);
        context.NoteForAudit(
            Only(outcomes, o => o.StudyInstanceUid), Only(outcomes, o => o.SeriesInstanceUid), Only(outcomes, o => o.SopInstanceUid));
        return TypedResults.Ok(outcomes);
    }

    internal static async Task<Results<Accepted<UploadReport>, ProblemHttpResult>> CompleteAsync(
        Guid id, IngestDbContext db, CurrentUser user, TimeProvider clock, HttpContext context, CancellationToken ct)
    {
        var upload = await db.Uploads.SingleOrDefaultAsync(u => u.Id == id && u.CreatedBy == user.Id, ct);
        if (upload is null)
            return NoSuchUpload();

        var files = db.UploadedFiles.Where(f => f.UploadId == id);
        var counts = await files.GroupBy(f => f.Outcome).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var series = await db.Series
            .Where(s => files.Any(f => f.SeriesInstanceUid == s.SeriesInstanceUid && f.Outcome != FileDisposition.Quarantined))
            .Select(s => new { s.SeriesInstanceUid, s.State })
            .ToListAsync(ct);

        if (series is [var only])
            context.NoteForAudit(series: only.SeriesInstanceUid);
        upload.CompletedAt = clock.GetUtcNow();
        foreach (var touched in series)
            db.Publish(new BuildSeriesVolume(touched.SeriesInstanceUid, OnlyIfLost: touched.State == SeriesState.Ready), clock);
        await db.SaveChangesAsync(ct);

        return TypedResults.Accepted(
            (string?)null,
            new UploadReport(
                id, Of(FileDisposition.Stored), Of(FileDisposition.AlreadyThere), Of(FileDisposition.Rejected),
                Of(FileDisposition.Quarantined), [.. series.Select(s => s.SeriesInstanceUid)]));

        int Of(FileDisposition outcome) => counts.GetValueOrDefault(outcome);
    }

    /// <summary>What all files of a zip have in common; null when they differ.</summary>
    private static string? Only(IReadOnlyList<FileOutcome> outcomes, Func<FileOutcome, string?> uid) =>
        outcomes.Select(uid).OfType<string>().Distinct().Take(2).ToList() is [var only] ? only : null;

    private static ProblemHttpResult NoSuchUpload() =>
        Problem.NotFound("no-such-upload", "This upload does not exist, or somebody else started it. Start a new one.");
}
