using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Voxmark.ServiceDefaults.Authentication;

public sealed class ServiceTokenOptions
{
    /// <summary>Shared secret that signs tokens between our own processes; at least 32 characters.</summary>
    [Required, MinLength(32)]
    public string Key { get; init; } = "";
}

/// <summary>
/// The short-lived tokens that the gateway hands to services, and services to one another: HS256, five minutes.
/// They never leave the cluster; a browser or a script has a cookie or an API token instead. Thread-safe.
/// </summary>
public sealed class ServiceTokens(IOptions<ServiceTokenOptions> options, TimeProvider clock)
{
    public const string Issuer = "voxmark";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly SymmetricSecurityKey _key = new(Encoding.UTF8.GetBytes(options.Value.Key));

    public string Issue(string userId, string userName, IEnumerable<string> roles)
    {
        var now = clock.GetUtcNow();
        Claim[] claims =
        [
            new(JwtRegisteredClaimNames.Sub, userId),
            new(JwtRegisteredClaimNames.Name, userName),
            .. roles.Select(role => new Claim("role", role)),
        ];
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Issuer,
            Subject = new ClaimsIdentity(claims),
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + Lifetime).UtcDateTime,
            SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.HmacSha256),
        });
    }

    /// <summary>A token for a service acting by itself, as message consumers do.</summary>
    public string IssueForService(string serviceName) => Issue($"service:{serviceName}", serviceName, [Roles.Service]);

    internal TokenValidationParameters Validation => new()
    {
        ValidIssuer = Issuer,
        ValidAudience = Issuer,
        IssuerSigningKey = _key,
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        NameClaimType = JwtRegisteredClaimNames.Name,
        RoleClaimType = "role",
        ClockSkew = TimeSpan.FromSeconds(30),
    };
}
