using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Voxmark.Contracts.Ingest;
using Voxmark.IngestService.Persistence;
using Voxmark.ServiceDefaults.Outbox;

namespace Voxmark.IngestService.Dimse;

/// <summary>
/// Asks for a series' volume once nothing of it has come for a while: senders do not say when a series is complete, and
/// some open an association for each image. What a crash forgets, the store's sweeper asks for.
/// </summary>
internal sealed partial class QuietSeries(
    IServiceScopeFactory scopes, IOptions<DimseOptions> options, TimeProvider clock, ILogger<QuietSeries> log)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _lastImages = new(StringComparer.Ordinal);

    /// <summary>An image of the series was stored just now.</summary>
    public void Touch(string seriesInstanceUid) => _lastImages[seriesInstanceUid] = clock.GetUtcNow();

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (!cancellationToken.IsCancellationRequested) // else the sweeper asks for them after the next start
            await TryBuildAsync(DateTimeOffset.MaxValue, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var quiet = TimeSpan.FromSeconds(options.Value.QuietSeconds);
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await TryBuildAsync(clock.GetUtcNow() - quiet, stoppingToken);
    }

    private async Task TryBuildAsync(DateTimeOffset lastBefore, CancellationToken ct)
    {
        var due = _lastImages.Where(series => series.Value <= lastBefore).ToList();
        if (due.Count == 0)
            return;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<IngestDbContext>();
            var uids = due.ConvertAll(series => series.Key);
            var unbuilt = await db.Series.Where(s => uids.Contains(s.SeriesInstanceUid) && s.State != SeriesState.Ready)
                .Select(s => s.SeriesInstanceUid).ToListAsync(ct);
            foreach (var series in unbuilt)
                db.Publish(new BuildSeriesVolume(series), clock);
            await db.SaveChangesAsync(ct);
            foreach (var series in due)
                _lastImages.TryRemove(series); // unless an image came meanwhile
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Postponed(exception); // the database is away: next time
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Volumes could not be asked for")]
    private partial void Postponed(Exception exception);
}
