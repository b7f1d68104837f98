using System.Net;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Ingest;
using Voxmark.IngestService.Persistence;
using Voxmark.ServiceDefaults.Auditing;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.IngestService.Dimse;

/// <summary>Which application entities may send images.</summary>
internal static class DimseEndpoints
{
    public static RouteGroupBuilder MapDimse(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/dimse/senders").WithTags("DICOM senders").RequireAuthorization(Policies.Administer)
            .AuditChange("storage.sender");
        group.MapGet("/", ListAsync).AuditRead("storage.read");
        group.MapPut("/{aeTitle}", PutAsync);
        group.MapDelete("/{aeTitle}", DeleteAsync);
        return group;
    }

    internal static async Task<Ok<SenderOverview>> ListAsync(IngestDbContext db, SenderList list, DimsePeers peers, CancellationToken ct)
    {
        var listed = await db.Set<ListedSender>().AsNoTracking().OrderBy(s => s.AeTitle)
            .Select(s => new SenderEntry(s.AeTitle, s.Address, s.Note, s.ListedAt)).ToListAsync(ct);
        var configured = peers.Options.AllowedCallingAeTitles;
        return TypedResults.Ok(new SenderOverview(
            peers.Options.AeTitle, peers.Options.Port, listed.Count + configured.Count == 0 && !peers.Options.RequireListed,
            listed, configured,
            [.. list.TurnedAway().Select(each => new SenderTurnedAway(each.Sender.CallingAe, each.Sender.Address, each.At))]));
    }

    internal static async Task<Results<NoContent, ProblemHttpResult>> PutAsync(
        string aeTitle, ListSender body, IngestDbContext db, SenderList list, CurrentUser user, TimeProvider clock, CancellationToken ct)
    {
        var title = aeTitle.Trim(' ');
        if (title.Length is 0 or > 16 || title.Any(c => c is < ' ' or > '~' or '\\'))
            return Problem.Invalid("ae-title", "An AE title has 1 to 16 characters, without backslashes.");
        var address = string.IsNullOrWhiteSpace(body.Address) ? null : body.Address.Trim();
        if (address is not null && !IPAddress.TryParse(address, out _))
            return Problem.Invalid("sender-address", "The address is no IP address, such as 10.1.2.3.");
        var note = string.IsNullOrWhiteSpace(body.Note) ? null : body.Note.Trim();
        if (note is { Length: > ListedSender.MaxNoteLength })
            return Problem.Invalid("sender-note", $"The note has more than {ListedSender.MaxNoteLength} characters.");

        var sender = await db.Set<ListedSender>().SingleOrDefaultAsync(s => s.AeTitle == title, ct)
            ?? db.Add(new ListedSender { AeTitle = title, ListedBy = user.Id }).Entity;
        (sender.Address, sender.Note, sender.ListedBy, sender.ListedAt) = (address, note, user.Id, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        list.Refresh();
        return TypedResults.NoContent();
    }

    internal static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        string aeTitle, IngestDbContext db, SenderList list, CancellationToken ct)
    {
        if (await db.Set<ListedSender>().Where(s => s.AeTitle == aeTitle).ExecuteDeleteAsync(ct) == 0)
            return Problem.NotFound("no-such-sender", "This AE title is not listed.");
        list.Refresh();
        return TypedResults.NoContent();
    }
}
