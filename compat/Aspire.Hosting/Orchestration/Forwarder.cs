using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.Orchestration;

/// <summary>
/// The public port of an endpoint with several replicas: every new connection goes to the next healthy one, byte for
/// byte. A connection that no replica accepts is closed.
/// </summary>
internal sealed class Forwarder : IAsyncDisposable
{
    private readonly Func<IReadOnlyList<int>> _healthyPorts;
    private readonly List<TcpListener> _listeners = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private int _turn = -1;

    /// <param name="healthyPorts">The loopback ports that may be used at this moment.</param>
    public Forwarder(int port, Func<IReadOnlyList<int>> healthyPorts)
    {
        _healthyPorts = healthyPorts;
        _listeners.Add(Listen(IPAddress.Loopback, port));
        if (Socket.OSSupportsIPv6) _listeners.Add(Listen(IPAddress.IPv6Loopback, port));
        _accepting = Task.WhenAll(_listeners.Select(AcceptAsync));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var listener in _listeners) listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private static TcpListener Listen(IPAddress address, int port)
    {
        var listener = new TcpListener(address, port);
        listener.Start();
        return listener;
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await listener.AcceptTcpClientAsync(_stop.Token));
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // The client was gone before it was accepted.
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        using var replica = await ConnectAsync();
        if (replica is null) return;
        client.NoDelay = replica.NoDelay = true;
        await Task.WhenAll(CopyAsync(client, replica), CopyAsync(replica, client));
    }

    private async Task<TcpClient?> ConnectAsync()
    {
        var ports = _healthyPorts();
        for (var i = 0; i < ports.Count; i++)
        {
            var turn = (int)((uint)Interlocked.Increment(ref _turn) % (uint)ports.Count);
            var replica = new TcpClient();
            try
            {
                await replica.ConnectAsync(IPAddress.Loopback, ports[turn], _stop.Token);
                return replica;
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                replica.Dispose();
            }
        }

        return null;
    }

    private async Task CopyAsync(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream(), _stop.Token);
            to.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException
            or ObjectDisposedException or InvalidOperationException)
        {
            // One side broke the connection: closing both tells the other, and ends the copy the other way.
            from.Dispose();
            to.Dispose();
        }
    }
}
