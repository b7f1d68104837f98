using Microsoft.AspNetCore.SignalR;

namespace Voxmark.WebUi.Live;

/// <summary>Connections are found by the name that jobs carry as <c>RequestedBy</c>.</summary>
internal sealed class UserNames : IUserIdProvider
{
    public string? GetUserId(HubConnectionContext connection) => connection.User.Identity?.Name;
}
