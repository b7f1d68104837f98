using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Orchestration;

/// <summary>
/// One process of a resource: starts it, watches its health, starts it again when it ends by itself (after 1, 2, 4 …
/// 30 s; from 1 s again once it has run for a minute), stops it.
/// </summary>
/// <param name="source">Null for a server that runs elsewhere: it has health, but no process.</param>
/// <param name="isJob">Its end is its purpose: not started again.</param>
/// <param name="healthy">Called when the replica answers that it is healthy.</param>
internal sealed class Replica(IResource resource, ReplicaIdentity identity, ProcessSource? source, bool isJob,
    HealthMonitor monitor, ResourceNotificationService notifications, ResourceLog log, ConsoleReporter console, Action healthy)
    : IDisposable
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Recovered = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stop = new();
    private volatile bool _isHealthy;
    private DateTime _runningSince;
    private bool _slowWasReported;

    public ReplicaIdentity Identity { get; } = identity;

    /// <summary>Answered that it is healthy the last time it was asked.</summary>
    public bool IsHealthy => _isHealthy;

    public void Dispose() => _stop.Dispose();

    /// <summary>Ends the process, and then <see cref="RunAsync"/>.</summary>
    public void Stop() => _stop.Cancel();

    /// <param name="shutdown">Nothing new is started once the host goes down; a running process waits for <see cref="Stop"/>.</param>
    /// <returns>The last exit code; null if nothing was started.</returns>
    public async Task<int?> RunAsync(CancellationToken shutdown)
    {
        int? code = null;
        var delay = FirstDelay;
        for (var restarts = 0; !shutdown.IsCancellationRequested; restarts++)
        {
            var attempt = restarts;
            await PublishAsync(snapshot => snapshot with
            {
                State = KnownResourceStates.Starting,
                ExitCode = code,
                Restarts = attempt,
                HealthReports = [],
            });
            var begun = DateTime.UtcNow;
            code = source is null ? await WatchAsync(null) : await RunOnceAsync(source, shutdown);
            if (shutdown.IsCancellationRequested || _stop.IsCancellationRequested) break;
            if (IsDone(code))
            {
                if (code is not (0 or null)) console.Failed(Identity.Id, code.Value, log);
                break;
            }

            if (DateTime.UtcNow - begun > Recovered) delay = FirstDelay;
            console.Crashed(Identity.Id, code, delay, log);
            await PublishAsync(snapshot => snapshot with { State = KnownResourceStates.Starting, ExitCode = code, HealthReports = [] });
            await Task.Delay(delay, shutdown).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            delay = TimeSpan.FromTicks(Math.Min(delay.Ticks * 2, LongestDelay.Ticks));
        }

        await PublishAsync(snapshot => snapshot with
        {
            State = code is 0 or null ? KnownResourceStates.Finished : KnownResourceStates.Exited,
            ExitCode = code,
            StopTimeStamp = DateTime.UtcNow,
            HealthReports = [],
        });
        return code;
    }

    private bool IsDone(int? code) => isJob || (code == 0 && Identity.TargetPorts.Count == 0);

    private async Task<int?> RunOnceAsync(ProcessSource processSource, CancellationToken shutdown)
    {
        var plan = await processSource.PrepareAsync(Identity, log.Write, shutdown);
        var companion = plan.Companion is null ? null : await ChildProcess.StartAsync(plan.Companion, log.Write);
        try
        {
            return await WatchAsync(await ChildProcess.StartAsync(plan.Main, log.Write));
        }
        finally
        {
            if (companion is not null) await companion.StopAsync();
        }
    }

    /// <summary>Watches until the process ends by itself or is stopped.</summary>
    private async Task<int?> WatchAsync(ChildProcess? process)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        _runningSince = DateTime.UtcNow;
        _slowWasReported = false;
        await PublishAsync(snapshot => snapshot with
        {
            State = KnownResourceStates.Running,
            StartTimeStamp = _runningSince,
            HealthReports = [.. monitor.Unknown],
        });
        var watching = monitor.RunAsync(ReportAsync, ended.Token);
        try
        {
            if (process is not null) return await process.Exited.WaitAsync(_stop.Token);
            await Task.Delay(Timeout.Infinite, _stop.Token);
            return null;
        }
        catch (OperationCanceledException)
        {
            await PublishAsync(snapshot => snapshot with { State = KnownResourceStates.Stopping, HealthReports = [] });
            return process is null ? null : await process.StopAsync();
        }
        finally
        {
            _isHealthy = false;
            await ended.CancelAsync();
            await watching;
            _isHealthy = false;
        }
    }

    private async Task ReportAsync(IReadOnlyList<HealthReportSnapshot> reports)
    {
        await PublishAsync(snapshot => snapshot with { HealthReports = [.. reports] });
        _isHealthy = reports.All(report => report.Status == HealthStatus.Healthy);
        if (_isHealthy)
        {
            healthy();
        }
        else if (!_slowWasReported && DateTime.UtcNow - _runningSince > Slow)
        {
            _slowWasReported = true;
            console.NotHealthyYet(Identity.Id, reports);
        }
    }

    private Task PublishAsync(Func<CustomResourceSnapshot, CustomResourceSnapshot> change) =>
        notifications.PublishUpdateAsync(resource, Identity.Id, change);
}
