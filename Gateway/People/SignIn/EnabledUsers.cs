using Microsoft.AspNetCore.Identity;

namespace Voxmark.Gateway.People.SignIn;

/// <summary>What Identity asks before it lets somebody in.</summary>
internal sealed class EnabledUsers : IUserConfirmation<VoxmarkUser>
{
    public Task<bool> IsConfirmedAsync(UserManager<VoxmarkUser> manager, VoxmarkUser user) =>
        Task.FromResult(user.DisabledAt is null);
}
