using System.Net;
using System.Net.Sockets;

namespace Voxmark.AppHost.Tests;

public sealed class PortsTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("0.0.0.0")]
    public void Require_OfATakenPort_NamesItAndTheOption(string address)
    {
        using var other = new TcpListener(IPAddress.Parse(address), 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var refusal = Assert.Throws<RefusedStartException>(() => Ports.Require(mayBecomeFree: false, (port, "DICOM", "--dimse-port")));

        Assert.Contains($"Port {port}, for DICOM, is in use by another program", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("--dimse-port", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Require_OfAFreePort_Passes() => Ports.Require(mayBecomeFree: false, (Ports.Free(), "the browser", "--port"));

    [Fact]
    public async Task Require_OfAPortThatBecomesFree_WaitsForIt()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var waiting = Task.Run(() => Ports.Require(mayBecomeFree: true, (port, "the browser", "--port")));
        await Task.Delay(300);
        other.Stop();

        await waiting;
    }
}
