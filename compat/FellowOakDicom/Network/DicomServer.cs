#nullable disable
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using FellowOakDicom.Network.Pdu;
using FellowOakDicom.Network.Tls;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace FellowOakDicom.Network;

/// <summary>Listens for peers and gives each a service of its own.</summary>
public interface IDicomServer : IDisposable
{
    string IPAddress { get; }

    int Port { get; }

    bool IsListening { get; }

    /// <summary>Why the server does not listen; null when nothing went wrong.</summary>
    Exception Exception { get; }

    /// <summary>Of the services of peers that connect from now on.</summary>
    DicomServiceOptions Options { get; }

    ILogger Logger { get; set; }

    /// <summary>Takes no more peers; those that are connected go on.</summary>
    void Stop();
}

public static class DicomServerFactory
{
    /// <summary>Starts a server on all IPv4 addresses of this machine.</summary>
    /// <inheritdoc cref="Create{T}(string, int, ITlsAcceptor, Encoding, ILogger, object, Action{DicomServerOptions})"/>
    public static IDicomServer Create<T>(
        int port, ITlsAcceptor tlsAcceptor = null, Encoding fallbackEncoding = null, ILogger logger = null,
        object userState = null, Action<DicomServerOptions> configure = null)
        where T : DicomService, IDicomServiceProvider =>
        Create<T>(null, port, tlsAcceptor, fallbackEncoding, logger, userState, configure);

    /// <typeparam name="T">Has a constructor with the parameters of <see cref="DicomService"/>'s.</typeparam>
    /// <param name="ipAddress">Null for all of IPv4.</param>
    /// <param name="port">0 for any free one.</param>
    /// <param name="tlsAcceptor">Must be null.</param>
    /// <param name="fallbackEncoding">Of text where a data set does not say.</param>
    /// <param name="logger">Given to the services.</param>
    /// <param name="userState">Given to the services.</param>
    /// <param name="configure">Changes the server's options.</param>
    /// <exception cref="DicomNetworkException">The port cannot be listened on: another program has it.</exception>
    /// <exception cref="NotSupportedException">TLS was asked for.</exception>
    public static IDicomServer Create<T>(
        string ipAddress, int port, ITlsAcceptor tlsAcceptor = null, Encoding fallbackEncoding = null,
        ILogger logger = null, object userState = null, Action<DicomServerOptions> configure = null)
        where T : DicomService, IDicomServiceProvider
    {
        if (tlsAcceptor is not null)
        {
            throw new NotSupportedException("DICOM over TLS is not supported");
        }

        var options = new DicomServerOptions();
        configure?.Invoke(options);
        var server = new DicomServer<T>(
            ipAddress is null ? System.Net.IPAddress.Any : System.Net.IPAddress.Parse(ipAddress), port, fallbackEncoding,
            logger ?? NullLogger.Instance, userState, options);
        server.Start();
        if (server.Exception is { } exception)
        {
            server.Dispose();
            throw new DicomNetworkException("The DICOM server cannot be started", exception);
        }

        return server;
    }
}

internal sealed class DicomServer<T>(
    IPAddress address, int port, Encoding fallbackEncoding, ILogger logger, object userState, DicomServerOptions options)
    : IDicomServer
    where T : DicomService, IDicomServiceProvider
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AcceptPause = TimeSpan.FromMilliseconds(200);

    private readonly TcpListener _listener = new(address, port);
    private readonly ConcurrentDictionary<T, Task> _services = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _places =
        new(options.MaxClientsAllowed > 0 ? options.MaxClientsAllowed : int.MaxValue);

    public string IPAddress { get; } = address.ToString();

    public int Port => IsListening ? ((IPEndPoint)_listener.LocalEndpoint).Port : port;

    public bool IsListening { get; private set; }

    public Exception Exception { get; private set; }

    public DicomServiceOptions Options { get; } = new();

    public ILogger Logger { get; set; } = logger;

    internal UpperLayerLimits Limits { get; set; } = new();

    public void Start()
    {
        try
        {
            _listener.Start();
            IsListening = true;
        }
        catch (SocketException exception)
        {
            Exception = exception;
            return;
        }

        _ = Task.Run(AcceptAsync);
    }

    public void Stop()
    {
        _stop.Cancel();
        IsListening = false;
        _listener.Stop();
    }

    /// <summary>Lets what is being received or handled come to its end, within limits.</summary>
    public void Dispose()
    {
        Stop();
        foreach (var service in _services.Keys)
        {
            service.RequestStop();
        }

        Task.WaitAny(Task.WhenAll(_services.Values), Task.Delay(StopPatience));
        foreach (var service in _services.Keys)
        {
            service.Dispose();
        }

        _listener.Dispose();
        _places.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await _places.WaitAsync(_stop.Token);
                Serve(await _listener.AcceptSocketAsync(_stop.Token));
            }
            catch (SocketException)
            {
                // No handle left, or the peer was gone before it was accepted: others may come.
                _places.Release();
                await Task.Delay(AcceptPause);
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private void Serve(Socket socket)
    {
        T service;
        try
        {
            var stream = new SocketStream(socket, Options.TcpNoDelay);
            service = (T)Activator.CreateInstance(
                typeof(T), stream, fallbackEncoding ?? DicomEncoding.Default, Logger, new DicomServiceDependencies());
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            socket.Dispose();
            _places.Release();
            return;
        }

        service.Options = Options.Clone();
        service.UserState = userState;
        service.Limits = Limits;
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _services[service] = RunAsync(service, start.Task);
        start.SetResult();
    }

    private async Task RunAsync(T service, Task start)
    {
        await start;
        try
        {
            await service.RunAsync();
        }
        catch (Exception exception)
        {
            Logger.ServiceFailed(exception);
        }
        finally
        {
            service.Dispose();
            _services.TryRemove(service, out _);
            try
            {
                _places.Release();
            }
            catch (ObjectDisposedException)
            {
                // The server is gone.
            }
        }
    }
}
