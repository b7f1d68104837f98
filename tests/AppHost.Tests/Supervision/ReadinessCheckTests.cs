using Microsoft.Extensions.Diagnostics.HealthChecks;
using Voxmark.AppHost.Supervision;

namespace Voxmark.AppHost.Tests.Supervision;

public sealed class ReadinessCheckTests
{
    [Fact]
    public async Task CheckHealth_OfWhatIsReadyAtTheThirdQuestion_IsHealthyAtOnce()
    {
        var asked = 0;
        var check = new ReadinessCheck(_ => ++asked < 3 ? throw new IOException("not yet") : Task.CompletedTask);

        var result = await check.CheckHealthAsync(new HealthCheckContext(), default);

        Assert.Equal((HealthStatus.Healthy, 3), (result.Status, asked));
    }

    [Fact]
    public async Task CheckHealth_OfWhatSaysNo_RepeatsItsReason()
    {
        var check = new ReadinessCheck(_ => throw new IOException("no such database"));

        Assert.Equal("no such database", (await check.CheckHealthAsync(new HealthCheckContext(), default)).Description);
    }

    [Fact]
    public async Task CheckHealth_OfWhatIsSilent_EndsAndSaysSo()
    {
        var check = new ReadinessCheck(ct => Task.Delay(Timeout.Infinite, ct));

        var result = await check.CheckHealthAsync(new HealthCheckContext(), default);

        Assert.Equal(HealthStatus.Unhealthy, result.Status);
        Assert.Contains("no answer", result.Description, StringComparison.Ordinal);
    }
}
