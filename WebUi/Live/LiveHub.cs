using Microsoft.AspNetCore.SignalR;

namespace Voxmark.WebUi.Live;

/// <summary>
/// What happens, told to the browsers that look on: <c>seriesReady</c> to everybody, <c>inferenceJobChanged</c> and
/// <c>quantJobChanged</c> to whoever asked for the job, <c>labelRevised</c> to those who joined that label. Notices can
/// get lost with the connection; a client that reconnects reads the state again and joins its label again.
/// </summary>
internal sealed class LiveHub : Hub
{
    public Task JoinLabel(Guid labelId) => Groups.AddToGroupAsync(Context.ConnectionId, LabelGroup(labelId));

    public Task LeaveLabel(Guid labelId) => Groups.RemoveFromGroupAsync(Context.ConnectionId, LabelGroup(labelId));

    internal static string LabelGroup(Guid labelId) => $"label:{labelId:N}";
}
