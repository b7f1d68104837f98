using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Access;
using Voxmark.Gateway.People.Account;
using Voxmark.ServiceDefaults.Auditing;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.Gateway.People.Sessions;

/// <summary>Where a person is signed in, and how to end it there.</summary>
internal static class SessionEndpoints
{
    public static RouteGroupBuilder MapSessions(this RouteGroupBuilder account)
    {
        var group = account.MapGroup("/sessions");
        group.MapGet("/", ListAsync).AuditNothing();
        group.MapDelete("/{session:guid}", EndAsync).AuditChange("session.end");
        return group;
    }

    private static async Task<Ok<List<OwnSession>>> ListAsync(
        ClaimsPrincipal user, HttpContext context, OpenSessions sessions, CancellationToken ct)
    {
        var current = context.Features.Get<CurrentSession>()?.Id;
        return TypedResults.Ok(await sessions.Of(user.Id)
            .Select(session => new OwnSession(
                session.Id, session.StartedAt, session.LastSeenAt, session.Address, session.Browser, session.Id == current))
            .ToListAsync(ct));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EndAsync(Guid session, ClaimsPrincipal user, OpenSessions sessions) =>
        await sessions.EndAsync(user.Id, session)
            ? TypedResults.NoContent()
            : Problem.NotFound("no-such-session", "You have no such session; it may be over.");
}
