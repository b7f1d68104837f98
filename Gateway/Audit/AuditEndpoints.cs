using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts;
using Voxmark.Contracts.Access;
using Voxmark.Gateway.Persistence;
using Voxmark.ServiceDefaults.Auditing;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.Gateway.Audit;

/// <summary>Who did what, for administrators. Looking is recorded too.</summary>
internal static class AuditEndpoints
{
    private const int DefaultPageSize = 100;
    private const int MaxPageSize = 1000;

    public static RouteGroupBuilder MapAudit(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/access").WithTags("Audit").RequireAuthorization(Policies.Administer);
        group.MapGet("/audit", ListAsync).AuditRead("audit.read");
        group.MapGet("/audit.csv", Export).AuditRead("audit.export");
        group.MapGet("/audit/shelf", ListShelfAsync).AuditRead("audit.read");
        return group;
    }

    private static async Task<Results<Ok<AuditPage>, ProblemHttpResult>> ListAsync(
        [AsParameters] AuditQuery query, Guid? before, int? pageSize, AccessDbContext db, CancellationToken ct) =>
        pageSize is < 1 or > MaxPageSize
            ? Problem.Invalid("page-size", $"A page has 1 to {MaxPageSize} rows.")
            : TypedResults.Ok(await query.PageAsync(db, before, pageSize ?? DefaultPageSize, ct));

    /// <summary>What the table refused, newest first: shown beside messages that could not be sent.</summary>
    private static async Task<Ok<List<ShelvedMessage>>> ListShelfAsync(AccessDbContext db, CancellationToken ct) =>
        TypedResults.Ok(await db.AuditShelf.AsNoTracking().OrderByDescending(row => row.At).Take(DefaultPageSize)
            .Select(row => new ShelvedMessage(row.Id, "audit", row.Row, row.At, row.At, 1, row.Failure)).ToListAsync(ct));

    /// <summary>All rows that fit, as they are read.</summary>
    private static PushStreamHttpResult Export(
        [AsParameters] AuditQuery query, AccessDbContext db, TimeProvider clock, CancellationToken ct) =>
        TypedResults.Stream(
            stream => AuditCsv.WriteAsync(stream, query.In(db).AsAsyncEnumerable(), ct), "text/csv; charset=utf-8",
            FormattableString.Invariant($"voxmark-audit-{clock.GetUtcNow():yyyyMMdd-HHmm}.csv"));
}
