using Microsoft.Extensions.Hosting;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Voxmark.ServiceDefaults.Telemetry;

/// <summary>
/// Sends what is left at the end, if the collector takes it quickly: one that does not answer would hold each provider up
/// for many seconds, one after the other, until somebody kills the process.
/// </summary>
internal sealed class BoundedFlush(TracerProvider tracer, MeterProvider meter, LoggerProvider logger) : IHostedService
{
    private const int PatienceMilliseconds = 2000;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAny(
        Task.WhenAll(
            Task.Run(() => tracer.Shutdown(PatienceMilliseconds), CancellationToken.None),
            Task.Run(() => meter.Shutdown(PatienceMilliseconds), CancellationToken.None),
            Task.Run(() => logger.Shutdown(PatienceMilliseconds), CancellationToken.None)),
        Task.Delay(PatienceMilliseconds, CancellationToken.None));
}
