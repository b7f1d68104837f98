using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Voxmark.AppHost.Supervision;

/// <summary>The processes that the orchestrator runs for a resource, one for each replica. Thread-safe.</summary>
internal sealed partial class Programs(ResourceNotificationService notifications) : BackgroundService
{
    private readonly ConcurrentDictionary<string, ResourceEvent> _latest = new();
    private readonly ConcurrentDictionary<int, bool> _healthy = new();

    public IEnumerable<RunningProgram> All() => _latest.Values.Select(Running).OfType<RunningProgram>();

    public IEnumerable<RunningProgram> Of(IResource resource) =>
        _latest.Values.Where(state => state.Resource == resource).Select(Running).OfType<RunningProgram>();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var change in notifications.WatchAsync(stoppingToken))
        {
            _latest[change.ResourceId] = change;
            if (change.Snapshot.HealthStatus is HealthStatus.Healthy && Running(change) is { } program) _healthy[program.ProcessId] = true;
        }
    }

    /// <summary>Whether this process was ready once, whatever it is now.</summary>
    public bool WasHealthy(int processId) => _healthy.ContainsKey(processId);

    /// <summary>Null for what has no process, or none now.</summary>
    private static RunningProgram? Running(ResourceEvent state) =>
        state.Snapshot.State?.Text == KnownResourceStates.Running
        && state.Snapshot.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value is { } id
            ? new RunningProgram(state.ResourceId, Convert.ToInt32(id, CultureInfo.InvariantCulture), Url(state.Snapshot))
            : null;

    /// <summary>Where this replica itself listens.</summary>
    private static Uri? Url(CustomResourceSnapshot snapshot) =>
        snapshot.EnvironmentVariables.FirstOrDefault(variable => variable.Name == "ASPNETCORE_URLS")?.Value is { Length: > 0 } url
            ? new Uri(url) : null;

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);

    /// <summary>Asks a program to end.</summary>
    public static void Terminate(int processId) => _ = Kill(processId, 15);

    /// <summary>Ends a program that answers nothing.</summary>
    public static void Kill(int processId) => _ = Kill(processId, 9);
}

/// <param name="ResourceId">Of the replica.</param>
/// <param name="Url">Where it listens for HTTP; null where it does not.</param>
internal sealed record RunningProgram(string ResourceId, int ProcessId, Uri? Url);
