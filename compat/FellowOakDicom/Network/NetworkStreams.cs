#nullable disable
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace FellowOakDicom.Network;

/// <summary>A connection to a peer.</summary>
public interface INetworkStream : IDisposable
{
    string LocalHost { get; }

    int LocalPort { get; }

    string RemoteHost { get; }

    int RemotePort { get; }

    Stream AsStream();
}

/// <summary>What a server gives to its services.</summary>
public class DicomServiceDependencies
{
    internal DicomServiceDependencies()
    {
    }

    public ILoggerFactory LoggerFactory { get; } = NullLoggerFactory.Instance;
}

internal sealed class SocketStream : INetworkStream
{
    private readonly Socket _socket;
    private readonly NetworkStream _stream;

    public SocketStream(Socket socket, bool isWithoutDelay)
    {
        _socket = socket;
        _socket.NoDelay = isWithoutDelay;
        _stream = new NetworkStream(socket, ownsSocket: true);
        (LocalHost, LocalPort) = Of(socket.LocalEndPoint);
        (RemoteHost, RemotePort) = Of(socket.RemoteEndPoint);
    }

    public string LocalHost { get; }

    public int LocalPort { get; }

    public string RemoteHost { get; }

    public int RemotePort { get; }

    public Stream AsStream() => _stream;

    public void Dispose() => _stream.Dispose();

    /// <summary>
    /// Says that nothing more is sent and waits for the peer to hang up: to close at once with unread bytes resets the
    /// connection, and takes from the peer what was sent last (PS3.8 section 9.2: awaiting transport close).
    /// </summary>
    public async Task FinishAsync(TimeSpan patience)
    {
        const int longestFarewell = 1024 * 1024;
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
            using var limit = new CancellationTokenSource(patience);
            var ignored = new byte[16 * 1024];
            int read;
            for (var left = longestFarewell; left > 0 && (read = await _stream.ReadAsync(ignored, limit.Token)) > 0;)
            {
                left -= read;
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException
            or OperationCanceledException)
        {
            // The peer is gone already, or stays for ever.
        }
    }

    private static (string Host, int Port) Of(EndPoint endPoint) =>
        endPoint is IPEndPoint ip ? (ip.Address.ToString(), ip.Port) : ("", 0);
}
