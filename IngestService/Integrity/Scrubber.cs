using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Voxmark.IngestService.Persistence;

namespace Voxmark.IngestService.Integrity;

/// <summary>Reads what is stored all the time, slowly, so that damage is found while the sender still has the images.
/// Safe to run in every replica.</summary>
internal sealed partial class Scrubber(
    IServiceScopeFactory scopes, IOptions<ScrubOptions> options, TimeProvider clock, ILogger<Scrubber> log) : BackgroundService
{
    /// <summary>After a start, between rounds, and when the database is away.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.FilesPerHour == 0)
            return;
        var pause = TimeSpan.FromHours(1) / options.Value.FilesPerHour;
        var isResting = true;
        while (true)
        {
            if (isResting)
                await Task.Delay(Rest, clock, stoppingToken);
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var scrub = scope.ServiceProvider.GetRequiredService<SeriesScrub>();
                await scrub.CheckDamagedAsync(stoppingToken);
                var series = await scrub.TakeNextAsync(stoppingToken);
                if (series is not null)
                    await scrub.CheckAsync(series, pause, stoppingToken);
                isResting = series is null;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Postponed(exception);
                isResting = true;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stored files could not be checked; they are later")]
    private partial void Postponed(Exception exception);
}

/// <summary>Degraded while stored files are known to be missing or damaged.</summary>
internal sealed class IntegrityHealth(IngestDbContext db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var damaged = await db.Set<DamagedObject>().CountAsync(cancellationToken);
            return damaged == 0
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Degraded($"{damaged} stored files are missing or damaged. The page Storage names them.");
        }
        catch (Npgsql.NpgsqlException)
        {
            return HealthCheckResult.Healthy(); // the database's own check says what is wrong
        }
    }
}
