using MassTransit;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging;
using Voxmark.Contracts.Ingest;

namespace Voxmark.ServiceDefaults.Volumes;

/// <summary>
/// Asks for a volume that a reader found missing or damaged, once a minute for each series at most. IngestService looks
/// for itself whether it is. Thread-safe.
/// </summary>
public sealed partial class VolumeRepair(IBus bus, ILogger<VolumeRepair> log) : IDisposable
{
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly MemoryCache _asked = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    /// <summary>Returns at once: who reads need not wait for the broker.</summary>
    public void Ask(string seriesInstanceUid)
    {
        if (_asked.TryGetValue(seriesInstanceUid, out _))
            return;
        _asked.Set(seriesInstanceUid, true, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = AskAgainAfter });
        _ = AskAsync(seriesInstanceUid);
    }

    public void Dispose() => _asked.Dispose();

    private async Task AskAsync(string seriesInstanceUid)
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            await bus.Publish(new BuildSeriesVolume(seriesInstanceUid, OnlyIfLost: true), patience.Token);
        }
        catch (Exception exception)
        {
            _asked.Remove(seriesInstanceUid); // the next reader asks again
            NotAsked(exception, seriesInstanceUid);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The volume of series {SeriesInstanceUid} could not be asked for")]
    private partial void NotAsked(Exception exception, string seriesInstanceUid);
}
