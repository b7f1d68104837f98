using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Voxmark.IngestService.Tests.Dimse;

public sealed class DimseServerTests
{
    [Fact]
    public async Task Health_WhenPortIsTaken_SaysSoAndTheServiceRuns()
    {
        await using var factory = new DimseFactory();
        using var other = new TcpListener(IPAddress.Any, factory.Port);
        other.Start();
        await factory.InitializeAsync();
        var health = factory.Services.GetRequiredService<HealthCheckService>();

        HealthReportEntry dimse;
        for (var deadline = DateTime.UtcNow.AddMinutes(1); ; await Task.Delay(50))
        {
            dimse = (await health.CheckHealthAsync()).Entries["dimse"];
            if (dimse.Status == HealthStatus.Degraded || DateTime.UtcNow > deadline)
                break;
        }

        Assert.Equal(
            $"No images can be received by DICOM: port {factory.Port} cannot be listened on. Is another program using it?",
            dimse.Description);
    }
}
