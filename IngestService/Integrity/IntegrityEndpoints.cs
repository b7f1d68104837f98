using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Voxmark.Contracts.Ingest;
using Voxmark.IngestService.Persistence;
using Voxmark.IngestService.Storage;
using Voxmark.ServiceDefaults.Auditing;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.ServiceDefaults.Objects;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.IngestService.Integrity;

/// <summary>What an administrator sees of the store: room, what is damaged, and what was set aside.</summary>
internal static class IntegrityEndpoints
{
    private const int MostListed = 1000;

    public static RouteGroupBuilder MapIntegrity(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/storage").WithTags("Storage").RequireAuthorization(Policies.Administer).AuditRead("storage.read");
        group.MapGet("/", ReportAsync);
        group.MapGet("/quarantine", ListQuarantineAsync);
        group.MapGet("/quarantine/{sopInstanceUid}/{sha256}", GetQuarantinedAsync)
            .Produces<byte[]>(contentType: "application/dicom").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapDelete("/quarantine/{sopInstanceUid}/{sha256}", DiscardAsync).AuditChange("storage.discard");
        group.MapPost("/reconcile", ReconcileAsync).AuditChange("storage.reconcile");
        return group;
    }

    internal static async Task<Ok<StorageReport>> ReportAsync(
        IngestDbContext db, IObjects objects, IOptions<ScrubOptions> options, CancellationToken ct)
    {
        var space = objects.Space();
        var progress = await db.Set<ScrubProgress>().AsNoTracking().SingleAsync(ct);
        var damaged = db.Set<DamagedObject>().AsNoTracking();
        var count = await damaged.CountAsync(ct);
        var listed = await damaged.OrderBy(d => d.FoundAt).Take(MostListed)
            .Select(d => new DamagedFile(d.SopInstanceUid, d.SeriesInstanceUid, d.Kind, d.FoundAt)).ToListAsync(ct);
        return TypedResults.Ok(new StorageReport(
            new(space.FreeBytes, space.TotalBytes, space.ReserveBytes),
            new(options.Value.FilesPerHour, progress.RoundStartedAt, progress.FilesChecked, progress.LastRoundEndedAt, count, listed)));
    }

    internal static async Task<Ok<IReadOnlyList<QuarantinedFile>>> ListQuarantineAsync(
        IngestDbContext db, IObjects objects, CancellationToken ct)
    {
        var rows = await db.Quarantine.AsNoTracking().OrderByDescending(q => q.ReceivedAt).Take(MostListed).ToListAsync(ct);
        var files = new List<QuarantinedFile>();
        foreach (var row in rows)
            files.Add(new(
                row.SopInstanceUid, Convert.ToHexStringLower(row.Sha256), (await objects.FindAsync(row.ObjectKey, ct))?.SizeBytes ?? 0,
                row.Reason, row.ReceivedAt));
        return TypedResults.Ok<IReadOnlyList<QuarantinedFile>>(files);
    }

    internal static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> GetQuarantinedAsync(
        string sopInstanceUid, string sha256, IngestDbContext db, IObjects objects, CancellationToken ct) =>
        await FindAsync(db, sopInstanceUid, sha256, ct) is { } found && await objects.FindAsync(found.ObjectKey, ct) is { } stored
            ? TypedResults.Stream(
                await objects.OpenAsync(stored.Key, ct: ct), "application/dicom", $"{found.SopInstanceUid}.dcm", stored.WrittenAt)
            : NotSetAside();

    /// <summary>Deletes a file that was set aside; the row first, so that no row is without its file.</summary>
    internal static async Task<Results<NoContent, ProblemHttpResult>> DiscardAsync(
        string sopInstanceUid, string sha256, IngestDbContext db, IObjects objects, CancellationToken ct)
    {
        if (await FindAsync(db, sopInstanceUid, sha256, ct) is not { } found)
            return NotSetAside();
        db.Remove(found);
        await db.SaveChangesAsync(ct);
        await objects.DeleteAsync(found.ObjectKey);
        return TypedResults.NoContent();
    }

    /// <param name="apply">False only reports.</param>
    internal static async Task<Ok<ReconciliationReport>> ReconcileAsync(
        Reconciliation reconciliation, CancellationToken ct, bool apply = false) =>
        TypedResults.Ok(await reconciliation.RunAsync(apply, ct));

    private static async Task<QuarantinedInstance?> FindAsync(
        IngestDbContext db, string sopInstanceUid, string sha256, CancellationToken ct)
    {
        if (sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigit))
            return null;
        var hash = Convert.FromHexString(sha256);
        return await db.Quarantine.SingleOrDefaultAsync(q => q.SopInstanceUid == sopInstanceUid && q.Sha256 == hash, ct);
    }

    private static ProblemHttpResult NotSetAside() => Problem.NotFound("not-set-aside", "No such file was set aside.");
}
