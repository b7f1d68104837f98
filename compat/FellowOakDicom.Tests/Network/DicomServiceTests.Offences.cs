using FellowOakDicom.Network.Pdu;
using static Voxmark.FellowOakDicom.Tests.Network.RawPeer;
using static Voxmark.FellowOakDicom.Tests.Part10;

namespace Voxmark.FellowOakDicom.Tests.Network;

/// <summary>Peers that break the protocol, fall silent or die.</summary>
public sealed partial class DicomServiceTests
{
    /// <summary>What is sent, and the reason of the abort that it deserves (PS3.8 table 9-26).</summary>
    public static TheoryData<string, byte> Offences => new()
    {
        { "no such PDU", 1 },
        { "data before association", 2 },
        { "second association", 2 },
        { "release before association", 2 },
        { "answer nobody asked for", 2 },
        { "PDU longer than agreed", 6 },
        { "association of a gigabyte", 6 },
        { "fragment longer than its PDU", 6 },
        { "fragment without flags", 6 },
        { "rejected context", 6 },
        { "even context number", 6 },
        { "context number used twice", 6 },
        { "item longer than its PDU", 6 },
        { "data set first", 5 },
        { "command within a command's data set", 5 },
        { "response without a request", 5 },
        { "command without number", 6 },
        { "command of garbage", 6 },
        { "command of 100 KB", 6 },
    };

    [Theory]
    [MemberData(nameof(Offences))]
    public async Task Peer_WhenItBreaksTheProtocol_IsAborted(string offence, byte reason)
    {
        byte[] twice = [.. Context(1, Verification, ImplicitLittle), .. Context(1, Verification, ImplicitLittle)];
        var unnumbered = RawPeer.Command(Element(0x0100, UInt16(0x30)), Element(0x0800, UInt16(0x0101)));
        var response = RawPeer.Command(
            Element(0x0100, UInt16(0x8030)), Element(0x0120, UInt16(1)), Element(0x0800, UInt16(0x0101)), Element(0x0900, UInt16(0)));
        (bool IsAssociated, byte[] Bytes) sent = offence switch
        {
            "no such PDU" => (false, Pdu(9)),
            "data before association" => (false, Pdu(Data, Fragment(1, LastCommand, EchoCommand()))),
            "second association" => (true, AssociateRequest()),
            "release before association" => (false, Pdu(5, 0, 0, 0, 0)),
            "answer nobody asked for" => (true, Pdu(Released, 0, 0, 0, 0)),
            "PDU longer than agreed" => (true, [Data, 0, 0x7f, 0xff, 0xff, 0xff]),
            "association of a gigabyte" => (false, [1, 0, 0x40, 0, 0, 0]),
            "fragment longer than its PDU" => (true, Pdu(Data, 0, 0, 0, 50, 1, 3, 0)),
            "fragment without flags" => (true, Pdu(Data, 0, 0, 0, 1, 1)),
            "rejected context" => (true, Pdu(Data, Fragment(9, LastCommand, EchoCommand()))),
            "even context number" => (false, AssociateRequest(contexts: Context(2, Verification, ImplicitLittle))),
            "context number used twice" => (false, AssociateRequest(contexts: twice)),
            "item longer than its PDU" => (false, Pdu(1, [0, 1, .. new byte[66], 0x10, 0, 0xff, 0xff, 1])),
            "data set first" => (true, Pdu(Data, Fragment(3, LastDataset, 1, 2))),
            "command within a command's data set" =>
                (true, Pdu(Data, [.. Fragment(3, LastCommand, StoreCommand()), .. Fragment(3, LastCommand, EchoCommand())])),
            "response without a request" => (true, Pdu(Data, Fragment(1, LastCommand, response))),
            "command without number" => (true, Pdu(Data, Fragment(1, LastCommand, unnumbered))),
            "command of garbage" => (true, Pdu(Data, Fragment(1, LastCommand, [.. Enumerable.Repeat((byte)0xfe, 999)]))),
            "command of 100 KB" => (true, Pdu(Data, Fragment(1, Command, new byte[100_000]))),
            _ => throw new ArgumentOutOfRangeException(nameof(offence)),
        };
        using var peer = sent.IsAssociated ? await RawPeer.AssociateAsync(_server.Port) : await RawPeer.ConnectAsync(_server.Port);

        await peer.SendAsync(sent.Bytes);

        Assert.Equal("7: 00-00-02-0" + reason, await peer.ReceiveTextAsync());
        Assert.Equal(0, (await peer.ReceiveAsync()).Type);
    }

    [Fact]
    public async Task Server_WhenAPeerDiesWithinAPdu_ServesTheOthers()
    {
        using var healthy = await RawPeer.AssociateAsync(_server.Port);
        var dying = await RawPeer.AssociateAsync(_server.Port);
        await dying.SendAsync(Pdu(Data, [.. Fragment(3, LastCommand, StoreCommand()), .. Fragment(3, LastDataset, Dataset)])[..^5]);
        dying.Die();

        await EventuallyAsync(() => _seen.Closed.Count == 1);
        await healthy.SendAsync(Pdu(Data, Fragment(1, LastCommand, EchoCommand())));
        Assert.Equal(0, await healthy.ReceiveStatusAsync());
        Assert.Empty(_seen.Files);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Peer_WhenItSaysNothing_IsAborted(bool isAssociated)
    {
        var soon = TimeSpan.FromMilliseconds(300);
        var (server, _) = TestScp.Start(new UpperLayerLimits { Artim = soon, Idle = soon, Stall = TimeSpan.FromMinutes(1) });
        using var _ = server;
        using var peer = isAssociated ? await RawPeer.AssociateAsync(server.Port) : await RawPeer.ConnectAsync(server.Port);

        Assert.Equal(Aborted, (await peer.ReceiveAsync()).Type);
    }

    [Fact]
    public async Task Peer_WhenItStallsWithinADataset_IsAborted()
    {
        var (server, _) = TestScp.Start(new UpperLayerLimits { Stall = TimeSpan.FromMilliseconds(300) });
        using var _ = server;
        using var peer = await RawPeer.AssociateAsync(server.Port);
        await peer.SendAsync(Pdu(Data, [.. Fragment(3, LastCommand, StoreCommand()), .. Fragment(3, 0, Dataset)]));

        Assert.Equal(Aborted, (await peer.ReceiveAsync()).Type);
    }

    /// <summary>A conversation whose bytes are damaged: whatever happens, it ends, and the server goes on.</summary>
    [Fact]
    public async Task Peer_WhenItsBytesAreDamaged_IsAnsweredOrAborted()
    {
        var conversation = Join(
            AssociateRequest(), Pdu(Data, Fragment(1, LastCommand, EchoCommand())),
            Pdu(Data, [.. Fragment(3, LastCommand, StoreCommand()), .. Fragment(3, LastDataset, Dataset)]), Pdu(5, 0, 0, 0, 0));
        var random = new Random(20_260);
        for (var i = 0; i < 400; i++)
        {
            var damaged = conversation.ToArray();
            for (var left = random.Next(1, 4); left > 0; left--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            using var peer = await RawPeer.ConnectAsync(_server.Port);
            try
            {
                await peer.SendAsync(damaged[..random.Next(damaged.Length / 2, damaged.Length + 1)]);
                peer.Stream.Socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);
                while ((await peer.ReceiveAsync()).Type != 0)
                {
                }
            }
            catch (IOException)
            {
                // Reset: what was sent was more than the server wanted to hear.
            }
        }

        using var healthy = await RawPeer.AssociateAsync(_server.Port);
        await healthy.SendAsync(Pdu(Data, Fragment(1, LastCommand, EchoCommand())));
        Assert.Equal(0, await healthy.ReceiveStatusAsync());
    }

    private static async Task EventuallyAsync(Func<bool> condition)
    {
        for (var deadline = DateTime.UtcNow + TimeSpan.FromSeconds(60); !condition(); await Task.Delay(20))
            Assert.True(DateTime.UtcNow < deadline, "It did not happen.");
    }
}
