using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts;
using Voxmark.Contracts.Access;
using Voxmark.Gateway.Persistence;

namespace Voxmark.Gateway.Audit;

/// <summary>Which rows of the audit trail are asked for. What is null does not matter.</summary>
/// <param name="From">Not before.</param>
/// <param name="To">Before.</param>
/// <param name="User">User name.</param>
/// <param name="Action">An action, or what several begin with: <c>label</c> for <c>label.create</c> and <c>label.change</c>.</param>
/// <param name="Id">A UID of study, series or instance, or the identifier of a label, job, upload or user.</param>
/// <param name="Outcome"><c>done</c>, <c>refused</c> or <c>failed</c>.</param>
internal sealed record AuditQuery(
    DateTimeOffset? From, DateTimeOffset? To, string? User, string? Action, string? Id, string? Outcome)
{
    /// <summary>Newest first.</summary>
    /// <param name="edge">Only rows that are older than this one.</param>
    public IQueryable<AuditRow> In(AccessDbContext db, AuditEvent? edge = null) =>
        from row in Older(Filter(db.Audit.AsNoTracking()), edge)
        join user in db.Users on row.UserId equals user.Id into users
        from user in users.DefaultIfEmpty()
        orderby row.At descending, row.Id descending
        select new AuditRow(
            row.Id, row.At,
            row.UserId == null ? null : new Person(row.UserId.Value.ToString(), user == null ? row.UserName ?? "" : user.DisplayName),
            row.UserName, row.Via, row.Source, row.Action,
            row.StudyInstanceUid, row.SeriesInstanceUid, row.SopInstanceUid, row.Subject, row.Slices, row.Count, row.Status);

    /// <summary>A page of it: rows older than the one named.</summary>
    public async Task<AuditPage> PageAsync(AccessDbContext db, Guid? before, int pageSize, CancellationToken ct)
    {
        var edge = before is null ? null : await db.Audit.AsNoTracking().SingleOrDefaultAsync(row => row.Id == before, ct);
        var page = await In(db, edge).Take(pageSize + 1).ToListAsync(ct);
        return page.Count > pageSize ? new AuditPage(page[..pageSize], page[pageSize - 1].Id) : new AuditPage(page, null);
    }

    private static IQueryable<AuditEvent> Older(IQueryable<AuditEvent> rows, AuditEvent? edge) => edge is null
        ? rows
        : rows.Where(row => EF.Functions.LessThan(ValueTuple.Create(row.At, row.Id), ValueTuple.Create(edge.At, edge.Id)));

    private IQueryable<AuditEvent> Filter(IQueryable<AuditEvent> rows)
    {
        if (From?.ToUniversalTime() is { } from)
            rows = rows.Where(row => row.At >= from);
        if (To?.ToUniversalTime() is { } to)
            rows = rows.Where(row => row.At < to);
        if (User is not null)
            rows = rows.Where(row => row.UserName == User);
        if (Action is not null)
            rows = rows.Where(row => row.Action == Action || row.Action.StartsWith(Action + "."));
        if (Id?.Trim() is { } id)
        {
            var isOurs = Guid.TryParse(id, out var ours);
            var subjects = RequestFacts.SubjectKinds.Select(kind => $"{kind}:{ours}").ToList();
            rows = isOurs
                ? rows.Where(row => subjects.Contains(row.Subject!))
                : rows.Where(row =>
                    row.StudyInstanceUid == id || row.SeriesInstanceUid == id || row.SopInstanceUid == id || row.Subject == id);
        }

        return Outcome switch
        {
            "done" => rows.Where(row => row.Status < 400),
            "refused" => rows.Where(row => row.Status == 401 || row.Status == 403 || row.Status == 429),
            "failed" => rows.Where(row => row.Status >= 400 && row.Status != 401 && row.Status != 403 && row.Status != 429),
            _ => rows,
        };
    }
}
