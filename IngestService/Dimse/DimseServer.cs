using System.Net.Sockets;
using FellowOakDicom.Network;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Voxmark.IngestService.Dimse;

/// <summary>Listens while the service runs. A port that is taken is tried again: uploads work meanwhile, and health
/// says what is wrong.</summary>
internal sealed partial class DimseServer(
    DimsePeers peers, IOptions<DimseOptions> options, ILogger<DimseServer> log) : BackgroundService
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(10);

    private IDicomServer? _server;

    /// <summary>A sentence for whoever runs the system; null when images can be received.</summary>
    public string? Problem { get; private set; }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_server is { } server)
            await Task.Run(server.Dispose, CancellationToken.None); // waits for images that are being stored, with a limit of its own
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Port is not { } port)
            return;
        using var timer = new PeriodicTimer(RetryInterval);
        while (!TryListen(port) && await timer.WaitForNextTickAsync(stoppingToken))
        {
        }
    }

    private bool TryListen(int port)
    {
        try
        {
            _server = DicomServerFactory.Create<DimseScp>(
                port, logger: log, userState: peers, configure: server => server.MaxClientsAllowed = 4 * options.Value.MaxAssociations);
        }
        catch (Exception exception) when (exception is DicomNetworkException or SocketException)
        {
            if (Problem is null)
                NotListening(exception, port);
            Problem = $"No images can be received by DICOM: port {port} cannot be listened on. Is another program using it?";
            return false;
        }

        Problem = null;
        Listening(options.Value.AeTitle, port);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Images are received at DICOM AE {AeTitle}, port {Port}")]
    private partial void Listening(string aeTitle, int port);

    [LoggerMessage(
        Level = LogLevel.Error, Message = "Port {Port} cannot be listened on: no images can be received by DICOM. It is tried again")]
    private partial void NotListening(Exception exception, int port);
}

internal sealed class DimseHealth(DimseServer server) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(server.Problem is { } problem ? HealthCheckResult.Degraded(problem) : HealthCheckResult.Healthy());
}
