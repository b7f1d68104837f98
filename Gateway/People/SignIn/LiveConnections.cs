using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Voxmark.Gateway.People.Sessions;
using Voxmark.Gateway.Persistence;
using Voxmark.Gateway.Security;

namespace Voxmark.Gateway.People.SignIn;

/// <summary>
/// Live updates come over a connection that is asked only once who is there: it is ended when its person is disabled,
/// gets other roles or another password, or its session or token no longer counts. A page connects again if it still may.
/// </summary>
internal sealed partial class LiveConnections(
    RequestDelegate next, IServiceScopeFactory scopes, AccessChanges changes, IOptions<SecurityStampValidatorOptions> stamp,
    TimeProvider clock, ILogger<LiveConnections> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/live") || context.User.Identity is not { IsAuthenticated: true })
        {
            await next(context);
            return;
        }

        using var over = new CancellationTokenSource();
        var watching = WatchAsync(context, over.Token);
        try
        {
            await next(context);
        }
        finally
        {
            await over.CancelAsync();
            await watching;
        }
    }

    /// <summary>Looks at every change that was made here, and as often as other sessions are looked at.</summary>
    private async Task WatchAsync(HttpContext context, CancellationToken over)
    {
        while (true)
        {
            var unchanged = changes.Unchanged; // taken before we look, so that a change meanwhile counts
            if (!await MayStayAsync(context.User, context.Features.Get<CurrentSession>(), over))
            {
                context.Abort();
                return;
            }

            await NextLookAsync(unchanged, over);
            if (over.IsCancellationRequested)
                return;
        }
    }

    private async Task NextLookAsync(Microsoft.Extensions.Primitives.IChangeToken unchanged, CancellationToken over)
    {
        using var look = CancellationTokenSource.CreateLinkedTokenSource(over);
        using var registration = unchanged.RegisterChangeCallback(source => ((CancellationTokenSource)source!).Cancel(), look);
        await Task.Delay(stamp.Value.ValidationInterval, clock, look.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<bool> MayStayAsync(ClaimsPrincipal principal, CurrentSession? session, CancellationToken over)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<AccessDbContext>();
            var claims = scope.ServiceProvider.GetRequiredService<IOptions<IdentityOptions>>().Value.ClaimsIdentity;
            var id = Guid.Parse(principal.FindFirstValue(claims.UserIdClaimType)!);
            var known = principal.FindFirstValue(claims.SecurityStampClaimType);
            if (!await db.Users.AnyAsync(user => user.Id == id && user.DisabledAt == null && user.SecurityStamp == known, over))
                return false;
            if (session is not null && !await db.Sessions.AnyAsync(open => open.Id == session.Id && open.EndedAt == null, over))
                return false;
            var now = clock.GetUtcNow();
            return !Guid.TryParse(principal.FindFirstValue(Credentials.TokenIdClaim), out var tokenId)
                || await db.ApiTokens.AnyAsync(token => token.Id == tokenId && (token.ExpiresAt == null || token.ExpiresAt > now), over);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !over.IsCancellationRequested)
        {
            NotLooked(exception); // the database is away: next time
            return true;
        }
        catch (OperationCanceledException)
        {
            return true; // it ended by itself
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether somebody may still get live updates could not be looked up")]
    private partial void NotLooked(Exception exception);
}
