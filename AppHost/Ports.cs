using System.Net;
using System.Net.Sockets;

namespace Voxmark.AppHost;

/// <summary>Ports on the loopback addresses.</summary>
internal static class Ports
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    /// <exception cref="RefusedStartException">Another program has one of them.</exception>
    /// <param name="mayBecomeFree">The instance before this one was killed, and what it had started is about to end.</param>
    public static void Require(bool mayBecomeFree, params (int Port, string For, string Option)[] wanted)
    {
        var deadline = DateTime.UtcNow + (mayBecomeFree ? s_patience : TimeSpan.Zero);
        foreach (var (port, purpose, option) in wanted)
        {
            while (!IsFree(port))
            {
                if (DateTime.UtcNow >= deadline)
                {
                    throw new RefusedStartException(
                        $"Port {port}, for {purpose}, is in use by another program. Stop that one, or choose another port with {option}.");
                }

                Thread.Sleep(100);
            }
        }
    }

    /// <summary>One that was free a moment ago.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static bool IsFree(int port) =>
        CanBind(IPAddress.Loopback, port) && (!Socket.OSSupportsIPv6 || CanBind(IPAddress.IPv6Loopback, port));

    private static bool CanBind(IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            return true;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode == SocketError.AddressNotAvailable;
        }
    }
}
