using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace Voxmark.AppHost.Supervision;

/// <summary>
/// The orchestrator (DCP) is processes beside the host. When one of them dies, every program ends with it, and nothing can be
/// started any more: the host then begins anew, in the same process. A host that was asked to end lets it end.
/// </summary>
internal sealed partial class OrchestratorWatch(Programs programs, ConsoleReporter console, IHostApplicationLifetime host)
    : BackgroundService
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The token alone comes late: after the ordered stop, in which all that is watched here ends.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, host.ApplicationStopping);
        try
        {
            await WatchAsync(ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // what dies from now on was asked to
        }
    }

    private async Task WatchAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(s_interval);
        HashSet<int> known = [];
        while (await timer.WaitForNextTickAsync(ct))
        {
            var running = Orchestrator();
            if (!known.IsSubsetOf(running) && !known.IsSubsetOf(running = Orchestrator())) // a single look may miss one
            {
                console.Say("! The orchestrator (dcp) has died, and what it ran ends with it. Starting again …");
                await EndAllAsync(ct);
                foreach (var rest in running) Programs.Kill(rest);
                BeginAnew();
            }

            known = running;
        }
    }

    private async Task EndAllAsync(CancellationToken ct)
    {
        var left = programs.All().ToList();
        foreach (var program in left) Programs.Terminate(program.ProcessId);
        for (var deadline = DateTime.UtcNow + s_patience;
            left.Any(program => Directory.Exists($"/proc/{program.ProcessId}"));
            await Task.Delay(100, ct))
        {
            if (DateTime.UtcNow > deadline) return;
        }
    }

    /// <summary>Replaces this process by one like it at its beginning: what waits for run.sh does not notice.</summary>
    private static void BeginAnew()
    {
        string?[] Of(string what) => [.. File.ReadAllText($"/proc/self/{what}").Split('\0', StringSplitOptions.RemoveEmptyEntries), null];
        _ = Execute("/proc/self/exe", Of("cmdline"), Of("environ"));
        Environment.Exit(1);
    }

    [LibraryImport("libc", EntryPoint = "execve", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Execute(string program, string?[] arguments, string?[] environment);

    /// <summary>The server that watches over this process, and the controllers that watch over the server.</summary>
    private static HashSet<int> Orchestrator()
    {
        var dcp = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Select(id => (Id: id, Arguments: CommandLine(id)))
            .Where(process => process.Arguments.Length > 1 && process.Arguments[0].EndsWith("/dcp", StringComparison.Ordinal)
                && !process.Arguments.Contains("--detach")) // on its way to become the one that stays
            .ToList();
        var servers = Watching(Environment.ProcessId, "start-apiserver");
        return [.. servers, .. servers.SelectMany(server => Watching(server, "run-controllers"))];

        List<int> Watching(int processId, string command) =>
            [
                .. dcp.Where(process => process.Arguments[1] == command && Monitored(process.Arguments) == processId)
                    .Select(process => process.Id),
            ];
    }

    private static int Monitored(string[] arguments)
    {
        var option = Array.IndexOf(arguments, "--monitor");
        return option >= 0
            && int.TryParse(arguments.ElementAtOrDefault(option + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : 0;
    }

    private static string[] CommandLine(int processId)
    {
        try
        {
            return processId == 0 ? [] : File.ReadAllText($"/proc/{processId}/cmdline").Split('\0');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];   // it has just ended
        }
    }
}
