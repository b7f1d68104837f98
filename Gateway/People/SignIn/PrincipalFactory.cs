using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Voxmark.Gateway.Security;

namespace Voxmark.Gateway.People.SignIn;

/// <summary>Adds the name that others see to what a cookie carries.</summary>
internal sealed class PrincipalFactory(
    UserManager<VoxmarkUser> users, RoleManager<IdentityRole<Guid>> roles, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<VoxmarkUser, IdentityRole<Guid>>(users, roles, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(VoxmarkUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(Credentials.DisplayNameClaim, user.DisplayName));
        return identity;
    }
}
