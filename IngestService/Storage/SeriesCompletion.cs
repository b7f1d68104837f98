using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Ingest;
using Voxmark.IngestService.Persistence;
using Voxmark.ServiceDefaults.Outbox;

namespace Voxmark.IngestService.Storage;

/// <summary>
/// Has volumes built of series that come image by image, from senders that never say which is the last: once nothing
/// has come for a moment. What a crash forgets, the sweeper finds. Thread-safe.
/// </summary>
internal sealed partial class SeriesCompletion(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SeriesCompletion> log)
    : BackgroundService
{
    /// <summary>Senders pause between images for less.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _lastImages = new(StringComparer.Ordinal);

    /// <summary>An image of this series was stored.</summary>
    public void Touch(string seriesInstanceUid) => _lastImages[seriesInstanceUid] = clock.GetUtcNow();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Quiet / 4, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var before = clock.GetUtcNow() - Quiet;
            var quiet = _lastImages.Where(series => series.Value <= before).ToList();
            if (quiet.Count == 0)
                continue;
            try
            {
                await RequestBuildsAsync([.. quiet.Select(series => series.Key)], stoppingToken);
                foreach (var series in quiet)
                    _lastImages.TryRemove(series); // unless it was touched meanwhile
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                NotRequested(e);
            }
        }
    }

    private async Task RequestBuildsAsync(string[] series, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IngestDbContext>();
        var open = await db.Series.Where(s => series.Contains(s.SeriesInstanceUid) && s.State == SeriesState.Receiving)
            .Select(s => s.SeriesInstanceUid).ToListAsync(ct);
        foreach (var uid in open)
            db.Publish(new BuildSeriesVolume(uid), clock);
        await db.SaveChangesAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Volumes of received series could not be requested; trying again")]
    private partial void NotRequested(Exception exception);
}
