using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Access;
using Voxmark.Gateway.Audit;
using Voxmark.Gateway.People.SignIn;
using Voxmark.Gateway.Persistence;
using Voxmark.ServiceDefaults.Auditing;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.Gateway.People.Account;

/// <summary>A person's API tokens. Only at a browser can one be made; any sign-in can revoke one.</summary>
internal static class TokenEndpoints
{
    /// <summary>More are forgotten rather than used.</summary>
    private const int MaxTokens = 50;

    public static RouteGroupBuilder MapTokens(this RouteGroupBuilder account)
    {
        var group = account.MapGroup("/tokens");
        group.MapGet("/", ListAsync).AuditNothing();
        group.MapPost("/", CreateAsync).RequireAuthorization(SignInRegistration.InPerson).AuditChange("token.create");
        group.MapDelete("/{token:guid}", RevokeAsync).AuditChange("token.revoke");
        return group;
    }

    private static async Task<Ok<List<ApiTokenSummary>>> ListAsync(ClaimsPrincipal user, AccessDbContext db, CancellationToken ct)
    {
        var me = user.Id;
        return TypedResults.Ok(await db.ApiTokens.Where(token => token.UserId == me).OrderByDescending(token => token.CreatedAt)
            .Select(token => new ApiTokenSummary(token.Id, token.Name, token.CreatedAt, token.ExpiresAt, token.LastUsedAt))
            .ToListAsync(ct));
    }

    private static async Task<Results<Created<ApiTokenCreated>, ProblemHttpResult>> CreateAsync(
        CreateApiToken body, ClaimsPrincipal user, HttpContext context, AccessDbContext db, TimeProvider clock, CancellationToken ct)
    {
        var (me, now) = (user.Id, clock.GetUtcNow());
        if (body.Name?.Trim() is not { Length: >= 1 and <= ApiToken.MaxNameLength } name || name.Any(char.IsControl))
            return Problem.Invalid("token-name", "A token needs a name of 1 to 100 characters that says what it is for.");
        if (body.ExpiresAt <= now)
            return Problem.Invalid("token-expiry", "A token must expire in the future.");
        if (await db.ApiTokens.CountAsync(token => token.UserId == me, ct) >= MaxTokens)
            return Problem.Conflict("too-many-tokens", $"You have {MaxTokens} tokens. Revoke one that is not needed any more.");

        var secret = ApiTokenSecret.New();
        var token = new ApiToken
        {
            UserId = me, Name = name, SecretSha256 = ApiTokenSecret.Hash(secret), CreatedAt = now,
            ExpiresAt = body.ExpiresAt?.ToUniversalTime(),
        };
        db.ApiTokens.Add(token);
        await db.SaveChangesAsync(ct);
        AuditNote.Of(context).Subject = $"token:{token.Id}";
        return TypedResults.Created((string?)null, new ApiTokenCreated(
            new ApiTokenSummary(token.Id, token.Name, token.CreatedAt, token.ExpiresAt, null), secret));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(
        Guid token, ClaimsPrincipal user, AccessDbContext db, AccessChanges changes, CancellationToken ct)
    {
        var me = user.Id;
        if (await db.ApiTokens.Where(own => own.Id == token && own.UserId == me).ExecuteDeleteAsync(ct) == 0)
            return Problem.NotFound("no-such-token", "You have no such token.");
        changes.Tell();
        return TypedResults.NoContent();
    }
}
