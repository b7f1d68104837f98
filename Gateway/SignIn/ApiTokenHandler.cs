using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Voxmark.Gateway.Access;

namespace Voxmark.Gateway.SignIn;

/// <summary><c>Authorization: Bearer TOKEN</c> for scripts. A revoked token is refused within half a minute.</summary>
internal sealed class ApiTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder,
    AccessDbContext db, IUserClaimsPrincipalFactory<VoxmarkUser> principals, IMemoryCache cache)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiToken";
    private const string Prefix = "Bearer ";
    private static readonly TimeSpan TrustFor = TimeSpan.FromSeconds(30);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(header[Prefix.Length..].Trim()));
        var principal = await cache.GetOrCreateAsync($"api-token:{Convert.ToHexString(hash)}", async entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = TrustFor;
            return await PrincipalAsync(hash);
        });
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

    private async Task<ClaimsPrincipal?> PrincipalAsync(byte[] hash)
    {
        var owner = await (
            from token in db.ApiTokens
            join user in db.Users on token.UserId equals user.Id
            where token.SecretSha256 == hash
            select user).AsNoTracking().SingleOrDefaultAsync(Context.RequestAborted);
        return owner is null ? null : await principals.CreateAsync(owner);
    }
}
