using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Voxmark.ServiceDefaults.Outbox;

/// <summary>
/// How much waits in this service's outbox, for gauges and health: looked up every few seconds by whoever dispatches.
/// Thread-safe.
/// </summary>
internal sealed class OutboxBacklog : IHealthCheck, IDisposable
{
    /// <summary>Activities and metrics of the outbox.</summary>
    public const string Name = "Voxmark.Outbox";

    public static readonly ActivitySource Activities = new(Name);

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TooOld = TimeSpan.FromMinutes(5);

    private readonly TimeProvider _clock;
    private readonly Meter _meter;
    private Figures _figures = new(0, 0, null);
    private long _lookedAt;

    public OutboxBacklog(IMeterFactory meters, TimeProvider clock)
    {
        _clock = clock;
        _meter = meters.Create(Name);
        _meter.CreateObservableGauge("voxmark.outbox.waiting", () => _figures.Waiting, "{message}", "Messages not sent yet.");
        _meter.CreateObservableGauge("voxmark.outbox.shelved", () => _figures.Shelved, "{message}", "Messages that cannot be sent.");
        _meter.CreateObservableGauge("voxmark.outbox.age", () => Age.TotalSeconds, "s", "Age of the oldest message not sent yet.");
    }

    private TimeSpan Age => _figures.OldestAt is { } oldest ? _clock.GetUtcNow() - oldest : TimeSpan.Zero;

    public async Task RefreshAsync(DbContext db, CancellationToken ct)
    {
        if (_lookedAt != 0 && _clock.GetElapsedTime(_lookedAt) < LookEvery)
            return;
        _lookedAt = _clock.GetTimestamp();
        var waiting = db.Set<OutboxMessage>().Where(message => message.ShelvedAt == null);
        _figures = new(
            await waiting.CountAsync(ct),
            await db.Set<OutboxMessage>().CountAsync(message => message.ShelvedAt != null, ct),
            await waiting.MinAsync(message => (DateTimeOffset?)message.CreatedAt, ct));
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var figures = _figures;
        return Task.FromResult(
            figures.Shelved > 0 ? HealthCheckResult.Degraded($"{figures.Shelved} messages cannot be sent; /api/outbox lists them.")
            : Age > TooOld ? HealthCheckResult.Degraded($"{figures.Waiting} messages wait, the oldest for {Age.TotalMinutes:0} minutes.")
            : HealthCheckResult.Healthy());
    }

    public void Dispose() => _meter.Dispose();

    private sealed record Figures(int Waiting, int Shelved, DateTimeOffset? OldestAt);
}
