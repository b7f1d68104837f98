using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;

namespace Voxmark.AppHost.Supervision;

/// <summary>
/// The orchestrator leaves a program that has ended as it is. This starts it again, after 1, 2, 4 … 30 s, and from 1 s again
/// once it has run for a minute. What a person stops on the dashboard stays stopped.
/// </summary>
internal sealed class Restarts(ResourceNotificationService notifications, ResourceCommandService commands, ConsoleReporter console)
    : BackgroundService
{
    private static readonly TimeSpan s_firstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_recovered = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Life> _lives = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var change in notifications.WatchAsync(stoppingToken))
        {
            if (!change.Resource.HasAnnotationOfType<KeepRunningAnnotation>()) continue;
            var life = _lives.GetOrAdd(change.ResourceId, _ => new Life());
            if (life.HasEnded(change.Snapshot)) _ = StartAgainAsync(change, life, stoppingToken);
        }
    }

    private async Task StartAgainAsync(ResourceEvent ended, Life life, CancellationToken stoppingToken)
    {
        var delay = life.NextDelay();
        console.Crashed(ended, delay);
        while (true)
        {
            await Task.Delay(delay, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested) return;
            var result = await commands.ExecuteCommandAsync(ended.ResourceId, KnownResourceCommands.StartCommand, stoppingToken);
            if (result.Success) return;
            delay = life.NextDelay();
            console.Say($"! {ended.ResourceId} could not be started again: {result.Message}");
        }
    }

    /// <summary>What one replica has been through.</summary>
    private sealed class Life
    {
        private TimeSpan _delay = s_firstDelay;
        private DateTime? _runningSince;
        private bool _wasStopped;

        /// <summary>True once for each end that nobody asked for.</summary>
        public bool HasEnded(CustomResourceSnapshot now)
        {
            var state = now.State?.Text;
            if (state == KnownResourceStates.Stopping) _wasStopped = true;
            if (state == KnownResourceStates.Running)
            {
                _wasStopped = false;
                _runningSince ??= DateTime.UtcNow;
            }

            if (state is null || _runningSince is not { } since || !KnownResourceStates.TerminalStates.Contains(state)) return false;
            if (DateTime.UtcNow - since > s_recovered) _delay = s_firstDelay;
            _runningSince = null;
            return !_wasStopped;
        }

        public TimeSpan NextDelay()
        {
            var delay = _delay;
            _delay = TimeSpan.FromTicks(Math.Min(delay.Ticks * 2, s_longestDelay.Ticks));
            return delay;
        }
    }
}
