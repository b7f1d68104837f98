using System.Collections.Concurrent;
using MassTransit;
using Microsoft.AspNetCore.SignalR;

namespace Voxmark.WebUi.Live;

/// <summary>
/// The label pages that are connected to this replica. What one says goes to all replicas at once, and again every few
/// seconds: so a replica that starts learns of it, and one that dies takes its pages with it. Thread-safe.
/// </summary>
internal sealed class ConnectedPages(IBus bus, LabelPresence presence, IHubContext<LiveHub> hub, TimeProvider clock) : BackgroundService
{
    internal static readonly TimeSpan RepeatEvery = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, PresenceChanged> _pages = [];

    /// <summary>A page says where its person is.</summary>
    public Task SayAsync(string connectionId, Guid labelId, Attendance attendance) =>
        bus.Publish(_pages[connectionId] = new PresenceChanged(labelId, attendance, HasLeft: false));

    /// <summary>A page has gone, unless it came back on another connection.</summary>
    public Task LeaveAsync(string connectionId) =>
        _pages.TryRemove(connectionId, out var last) && _pages.Values.All(page => page.Attendance.PageId != last.Attendance.PageId)
            ? bus.Publish(last with { HasLeft = true })
            : Task.CompletedTask;

    /// <summary>Tells those who are at a label here who else is.</summary>
    public Task TellAsync(Guid labelId) =>
        hub.Clients.Group(LiveHub.LabelGroup(labelId)).SendAsync("peopleChanged", new PeopleChanged(labelId, presence.At(labelId)));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(RepeatEvery, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var page in _pages.Values)
                    _ = bus.Publish(page, stoppingToken); // a broker that is away must not hold up the expiry; the next round repeats
                foreach (var labelId in presence.Expire())
                    await TellAsync(labelId);
            }
        }
        catch (OperationCanceledException)
        {
            // stopping
        }
    }
}

/// <summary>Who is at a label, the longest first.</summary>
public sealed record PeopleChanged(Guid LabelId, IReadOnlyList<Attendance> People);
