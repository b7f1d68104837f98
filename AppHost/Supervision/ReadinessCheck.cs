using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Voxmark.AppHost.Supervision;

/// <summary>
/// Asks until the answer is yes, for a while: Aspire looks again only after 1, 2, 3 … seconds, and a start is a chain of
/// resources that wait for one another.
/// </summary>
internal sealed class ReadinessCheck(Func<CancellationToken, Task> ask) : IHealthCheck
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_patience);
        var said = $"There was no answer within {s_patience.TotalSeconds:0} s.";
        while (!patience.IsCancellationRequested)
        {
            try
            {
                await ask(patience.Token);
                return HealthCheckResult.Healthy();
            }
            catch (Exception e)
            {
                if (!patience.IsCancellationRequested) said = e.Message;
            }

            await Task.Delay(s_interval, patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return HealthCheckResult.Unhealthy(said);
    }
}
