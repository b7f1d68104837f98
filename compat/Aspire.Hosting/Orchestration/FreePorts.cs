using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.Orchestration;

/// <summary>
/// Free ports on the loopback addresses. They lie below the kernel's range for outgoing connections (32768 and up),
/// so that none of those can take a port while its owner restarts.
/// </summary>
internal sealed class FreePorts
{
    private const int First = 20000;
    private const int Last = 31999;

    private readonly HashSet<int> _taken = [];

    public int Next()
    {
        for (var attempt = 0; attempt < 1000; attempt++)
        {
            var port = Random.Shared.Next(First, Last + 1);
            if (_taken.Add(port) && IsFree(port)) return port;
        }

        throw new DistributedApplicationException($"No free port between {First} and {Last}.");
    }

    public static bool IsFree(int port) =>
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
