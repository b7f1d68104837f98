using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Voxmark.ServiceDefaults.Upkeep;

internal sealed partial class Rounds<TUpkeep>(
    TimeSpan interval, Func<TUpkeep, CancellationToken, Task> round,
    IServiceScopeFactory scopes, TimeProvider clock, ILogger<Rounds<TUpkeep>> log) : BackgroundService
    where TUpkeep : class
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, clock);
        do
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await round(scope.ServiceProvider.GetRequiredService<TUpkeep>(), stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Postponed(typeof(TUpkeep).Name, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Upkeep} did not come to its end; it is tried again in its next round")]
    private partial void Postponed(string upkeep, Exception exception);
}
