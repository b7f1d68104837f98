using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Hosting;
using Voxmark.AppHost.Data;

namespace Voxmark.AppHost.Logs;

/// <summary>What every program prints, in <c>logs/</c> of the data folder, a folder for each day, kept for a month.</summary>
internal sealed class LogFiles(DataFolder data, DistributedApplicationModel model, ResourceLoggerService loggers) : BackgroundService
{
    private const int KeptDays = 30;

    private static readonly TimeSpan s_daily = TimeSpan.FromHours(6);

    private readonly string _folder = data.PathOf("logs");
    private readonly ConcurrentDictionary<string, DailyLog> _logs = new();

    public IReadOnlyList<string> LastLines(string resource) => _logs.TryGetValue(resource, out var log) ? log.Tail() : [];

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        [.. model.Resources.Where(resource => resource is ProjectResource or ExecutableResource or ContainerResource)
            .Select(resource => FollowAsync(resource, stoppingToken)), RemoveOldAsync(stoppingToken)]);

    public override void Dispose()
    {
        foreach (var log in _logs.Values) log.Dispose();
        base.Dispose();
    }

    private async Task FollowAsync(IResource resource, CancellationToken ct)
    {
        var log = _logs.GetOrAdd(resource.Name, name => new DailyLog(_folder, name));
        await foreach (var lines in loggers.WatchAsync(resource).WithCancellation(ct))
        {
            foreach (var line in lines)
            {
                var (at, text) = PrintedLine.Parse(line.Content, DateTime.Now);
                log.Write(text, at);
            }
        }
    }

    private async Task RemoveOldAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(s_daily);
        do RemoveOlderThan(_folder, DateOnly.FromDateTime(DateTime.Now).AddDays(-KeptDays));
        while (await timer.WaitForNextTickAsync(ct));
    }

    internal static void RemoveOlderThan(string logs, DateOnly oldest)
    {
        if (!Directory.Exists(logs)) return;
        foreach (var folder in Directory.EnumerateDirectories(logs))
        {
            var name = Path.GetFileName(folder);
            if (DateOnly.TryParseExact(name, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                && day < oldest)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }
}
