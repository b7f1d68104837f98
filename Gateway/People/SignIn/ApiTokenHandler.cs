using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Voxmark.Gateway.Persistence;
using Voxmark.Gateway.Security;

namespace Voxmark.Gateway.People.SignIn;

/// <summary>
/// <c>Authorization: Bearer TOKEN</c> for scripts. What is changed about tokens and users counts at once here, and
/// within <see cref="TrustFor"/> at another replica.
/// </summary>
internal sealed class ApiTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder,
    AccessDbContext db, IUserClaimsPrincipalFactory<VoxmarkUser> principals, IMemoryCache cache, AccessChanges changes)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiToken";

    /// <summary>Tells a script from a person at a browser.</summary>

    private const string Prefix = "Bearer ";
    private static readonly TimeSpan TrustFor = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan UsePrecision = TimeSpan.FromMinutes(1);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();

        var hash = ApiTokenSecret.Hash(header[Prefix.Length..].Trim());
        var key = $"api-token:{Convert.ToHexString(hash)}";
        if (!cache.TryGetValue(key, out ClaimsPrincipal? principal))
        {
            var unchanged = changes.Unchanged; // taken before we look, so that a change meanwhile counts
            (principal, var expiresAt) = await PrincipalAsync(hash);
            if (principal is not null) // others could fill the memory with wrong ones
                cache.Set(key, principal,
                    new MemoryCacheEntryOptions { AbsoluteExpiration = TrustedUntil(expiresAt) }.AddExpirationToken(unchanged));
        }

        return principal is null
            ? AuthenticateResult.Fail("The API token is not valid.")
            : AuthenticateResult.Success(new AuthenticationTicket(principal, SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.Append(HeaderNames.WWWAuthenticate, "Bearer");
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    /// <summary>Not a moment longer than the token itself.</summary>
    private DateTimeOffset TrustedUntil(DateTimeOffset? expiresAt)
    {
        var until = TimeProvider.GetUtcNow() + TrustFor;
        return expiresAt < until ? expiresAt.Value : until;
    }

    private async Task<(ClaimsPrincipal? Principal, DateTimeOffset? ExpiresAt)> PrincipalAsync(byte[] hash)
    {
        var now = TimeProvider.GetUtcNow();
        var found = await (
            from token in db.ApiTokens
            join user in db.Users on token.UserId equals user.Id
            where token.SecretSha256 == hash && (token.ExpiresAt == null || token.ExpiresAt > now) && user.DisabledAt == null
            select new { token.Id, token.LastUsedAt, token.ExpiresAt, User = user })
            .AsNoTracking().SingleOrDefaultAsync(Context.RequestAborted);
        if (found is null)
            return (null, null);

        if (found.LastUsedAt is null || now - found.LastUsedAt > UsePrecision)
            await db.ApiTokens.Where(token => token.Id == found.Id)
                .ExecuteUpdateAsync(token => token.SetProperty(t => t.LastUsedAt, now), Context.RequestAborted);
        var principal = await principals.CreateAsync(found.User);
        principal.Identities.First().AddClaim(new Claim(Credentials.TokenIdClaim, $"{found.Id}"));
        return (principal, found.ExpiresAt);
    }
}
