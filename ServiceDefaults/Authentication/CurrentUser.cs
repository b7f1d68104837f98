using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Voxmark.Contracts;

namespace Voxmark.ServiceDefaults.Authentication;

/// <summary>Who makes this request. Scoped; only inside a request of somebody signed in.</summary>
public sealed class CurrentUser(IHttpContextAccessor accessor)
{
    /// <summary>Stable, unique identifier.</summary>
    public string Id => Claim(JwtRegisteredClaimNames.Sub);

    /// <summary>The name that others see beside this person's work.</summary>
    public string Name => Claim(JwtRegisteredClaimNames.Name);

    public Person Person => new(Id, Name);

    private string Claim(string type) =>
        accessor.HttpContext?.User.FindFirstValue(type)
        ?? throw new InvalidOperationException("Nobody is signed in here.");
}
