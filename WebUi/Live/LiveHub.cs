using Microsoft.AspNetCore.SignalR;
using Voxmark.Contracts;

namespace Voxmark.WebUi.Live;

/// <summary>
/// What happens, told to the browsers that look on: <c>seriesReady</c> to everybody, <c>inferenceJobChanged</c> and
/// <c>quantJobChanged</c> to whoever asked for the job, <c>labelRevised</c> and <c>peopleChanged</c> to those who joined
/// that label. Notices can get lost with the connection; a client that reconnects reads the state again, joins its label
/// again and says again where it is.
/// </summary>
internal sealed class LiveHub(ConnectedPages pages, LabelPresence presence, TimeProvider clock) : Hub
{
    private const int MaxPageIdLength = 64;

    public async Task JoinLabel(Guid labelId)
    {
        await Groups.AddToGroupAsync(Context.ConnectionId, LabelGroup(labelId));
        await Clients.Caller.SendAsync("peopleChanged", new PeopleChanged(labelId, presence.At(labelId)));
    }

    public async Task LeaveLabel(Guid labelId)
    {
        await Groups.RemoveFromGroupAsync(Context.ConnectionId, LabelGroup(labelId));
        await pages.LeaveAsync(Context.ConnectionId);
    }

    /// <summary>Says where the caller is and whether they work there or look on.</summary>
    /// <param name="since">As answered earlier, so that a reconnection does not lose its place; null for a newcomer.</param>
    /// <returns>The caller as the others see them.</returns>
    public async Task<Attendance> Here(Guid labelId, string pageId, int slice, bool isWorking, DateTimeOffset? since)
    {
        if (pageId is not { Length: > 0 and <= MaxPageIdLength })
            throw new HubException("A page names itself with 1 to 64 characters.");
        var (person, now) = (new Person(Context.UserIdentifier!, Context.User!.Identity!.Name!), clock.GetUtcNow());
        var here = new Attendance($"{person.Id}/{pageId}", person, slice, isWorking, since < now ? since.Value : now);
        await pages.SayAsync(Context.ConnectionId, labelId, here);
        return here;
    }

    public override Task OnDisconnectedAsync(Exception? exception) => pages.LeaveAsync(Context.ConnectionId);

    internal static string LabelGroup(Guid labelId) => $"label:{labelId:N}";
}
