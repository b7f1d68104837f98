using Microsoft.AspNetCore.SignalR;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Voxmark.WebUi.Live;

/// <summary>Connections are found by the id of the person they belong to: names are not unique.</summary>
internal sealed class UserIds : IUserIdProvider
{
    public string? GetUserId(HubConnectionContext connection) => connection.User.FindFirst(JwtRegisteredClaimNames.Sub)?.Value;
}
