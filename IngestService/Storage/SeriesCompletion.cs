using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Ingest;
using Voxmark.IngestService.Persistence;
using Voxmark.ServiceDefaults.Outbox;

namespace Voxmark.IngestService.Storage;

/// <summary>
/// Has volumes built of series that come image by image, from senders that never say which is the last (some C-STORE
/// senders open an association for each): once nothing has come for a while, and when the service stops. What a crash
/// forgets, the sweeper finds. Thread-safe.
/// </summary>
internal sealed partial class SeriesCompletion(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SeriesCompletion> log)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _due = new(StringComparer.Ordinal);

    /// <summary>An image of this series was stored, or was there already.</summary>
    /// <param name="quiet">How long nothing more must come.</param>
    public void Touch(string seriesInstanceUid, TimeSpan quiet) => _due[seriesInstanceUid] = clock.GetUtcNow() + quiet;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (!cancellationToken.IsCancellationRequested) // else the sweeper asks for them after the next start
            await RequestBuildsAsync(DateTimeOffset.MaxValue, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await RequestBuildsAsync(clock.GetUtcNow(), stoppingToken);
    }

    private async Task RequestBuildsAsync(DateTimeOffset dueBy, CancellationToken ct)
    {
        var quiet = _due.Where(series => series.Value <= dueBy).ToList();
        if (quiet.Count == 0)
            return;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<IngestDbContext>();
            var uids = quiet.ConvertAll(series => series.Key);
            // A stored image has made its series Receiving again. One that could not be read is tried once more; of one that
            // was here already the volume may be lost.
            var states = await db.Series.Where(s => uids.Contains(s.SeriesInstanceUid))
                .Select(s => new { s.SeriesInstanceUid, s.State }).ToListAsync(ct);
            foreach (var series in states)
                db.Publish(new BuildSeriesVolume(series.SeriesInstanceUid, OnlyIfLost: series.State == SeriesState.Ready), clock);
            await db.SaveChangesAsync(ct);
            foreach (var touched in quiet)
                _due.TryRemove(touched); // unless it was touched meanwhile
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            NotRequested(e); // the database is away: next time
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Volumes of received series could not be requested; trying again")]
    private partial void NotRequested(Exception exception);
}
