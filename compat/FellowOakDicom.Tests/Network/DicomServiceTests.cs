using System.Text;
using FellowOakDicom;
using FellowOakDicom.Network;
using FellowOakDicom.Network.Pdu;
using static Voxmark.FellowOakDicom.Tests.Network.RawPeer;
using static Voxmark.FellowOakDicom.Tests.Part10;

namespace Voxmark.FellowOakDicom.Tests.Network;

/// <summary>A server against bytes put together by hand.</summary>
public sealed class DicomServiceTests : IDisposable
{
    private const byte Data = 4;
    private const byte Released = 6;
    private const byte Aborted = 7;
    private const byte Command = 1;
    private const byte LastCommand = 3;
    private const byte LastDataset = 2;

    private readonly IDicomServer _server;
    private readonly Seen _seen;

    public DicomServiceTests() => (_server, _seen) = TestScp.Start();

    public void Dispose() => _server.Dispose();

    /// <summary>SOP class, SOP instance and a name, in explicit VR little endian.</summary>
    private static byte[] Dataset { get; } = Join(
        Explicit(0x00080016, "UI", CtImageStorage), Explicit(0x00080018, "UI", "1.2.3.4"),
        Explicit(0x00100010, "PN", "Doe^Jane"));

    [Fact]
    public async Task Associate_WhenProposed_TellsWhoCallsAndWhat()
    {
        using var peer = await RawPeer.AssociateAsync(_server.Port);

        var association = Assert.Single(_seen.Associations);
        Assert.Equal(("SCU", "SCP", 16384u), (association.CallingAE, association.CalledAE, association.MaximumPDULength));
        Assert.Equal([1, 3], association.PresentationContexts.Select(context => (int)context.ID));
        Assert.Equal(CtImageStorage, association.PresentationContexts[3].AbstractSyntax.UID);
        Assert.Equal("1.2.3", association.RemoteImplementationClassUID.UID);
    }

    [Fact]
    public async Task Associate_WhenAccepted_AnswersEachContextAndEchoesTheTitles()
    {
        using var peer = await RawPeer.ConnectAsync(_server.Port);
        await peer.SendAsync(AssociateRequest(contexts: [.. Context(5, Verification, ImplicitLittle), .. Context(7, Verification)]));

        var (_, body) = await peer.ReceiveAsync();

        Assert.Equal("SCP             SCU             ", Encoding.ASCII.GetString(body, 4, 32));
        // Context 5 is accepted with implicit VR; 7 is not: no transfer syntax is supported (4). Each has one sub-item.
        var answers = body.AsSpan(body.AsSpan().IndexOf((byte[])[0x21, 0, 0, 25, 5])).ToArray();
        Assert.Equal([0x21, 0, 0, 25, 5, 0, 0, 0, 0x40, 0, 0, 17], answers[..12]);
        Assert.Equal(ImplicitLittle, Encoding.ASCII.GetString(answers, 12, 17));
        Assert.Equal([0x21, 0, 0, 25, 7, 0, 4, 0], answers[29..37]);
    }

    [Theory]
    [InlineData("1.2.3", 1, 1, 1, 2)] // permanent, service user, application context not supported
    [InlineData(ApplicationContext, 2, 1, 2, 2)] // permanent, ACSE, protocol version not supported
    public async Task Associate_WhenItIsNotForDicom_IsRejected(
        string applicationContext, byte version, byte result, byte source, byte reason)
    {
        using var peer = await RawPeer.ConnectAsync(_server.Port);
        await peer.SendAsync(AssociateRequest(applicationContext: applicationContext, version: version));

        Assert.Equal($"3: 00-0{result}-0{source}-0{reason}", await peer.ReceiveTextAsync());
        Assert.Equal(0, (await peer.ReceiveAsync()).Type);
    }

    [Fact]
    public async Task Associate_WhenProviderRejects_SaysTheReason()
    {
        using var peer = await RawPeer.ConnectAsync(_server.Port);
        await peer.SendAsync(AssociateRequest(calling: "BAD"));

        Assert.Equal("3: 00-01-01-03", await peer.ReceiveTextAsync()); // calling AE title not recognized
    }

    [Fact]
    public async Task Echo_WhenAsked_IsAnsweredWithItsNumber()
    {
        using var peer = await RawPeer.AssociateAsync(_server.Port);
        await peer.SendAsync(Pdu(Data, Fragment(1, LastCommand, EchoCommand(id: 513))));

        var response = await peer.ReceiveResponseAsync();

        Assert.Equal(UInt16(0x8030), response[0x0100]);
        Assert.Equal(UInt16(513), response[0x0120]);
        Assert.Equal(UInt16(0x0101), response[0x0800]);
        Assert.Equal([.. "1.2.840.10008.1.1\0"u8], response[0x0002]);
        Assert.Equal(UInt16(0), response[0x0900]);
        Assert.Equal(UInt32(4 * (8 + 2) + 8 + 18), response[0x0000]); // bytes of these elements
    }

    [Fact]
    public async Task Release_WhenAsked_IsAnsweredAndTheConnectionEnds()
    {
        using var peer = await RawPeer.AssociateAsync(_server.Port);
        await peer.SendAsync(Pdu(5, 0, 0, 0, 0));

        Assert.Equal(Released, (await peer.ReceiveAsync()).Type);
        Assert.Equal(0, (await peer.ReceiveAsync()).Type);
    }

    public static TheoryData<string> Packings => ["one PDU each", "all in one PDU", "byte by byte", "byte by byte in one PDU"];

    [Theory]
    [MemberData(nameof(Packings))]
    public async Task Store_HoweverItIsCut_ArrivesByteForByte(string packing)
    {
        using var peer = await RawPeer.AssociateAsync(_server.Port);
        byte[][] fragments = packing.StartsWith("byte", StringComparison.Ordinal)
            ? [.. Bytes(Command, StoreCommand()), .. Bytes(0, Dataset)]
            : [Fragment(3, LastCommand, StoreCommand()), Fragment(3, LastDataset, Dataset)];
        await peer.SendAsync(packing.EndsWith("in one PDU", StringComparison.Ordinal)
            ? Pdu(Data, Join(fragments))
            : Join([.. fragments.Select(fragment => Pdu(Data, fragment))]));

        Assert.Equal(0, await peer.ReceiveStatusAsync());

        var file = Assert.Single(_seen.Files);
        Assert.Equal("Doe^Jane", file.Dataset.GetString(DicomTag.PatientName));
        Assert.Equal(ExplicitLittle, file.FileMetaInfo.TransferSyntax.UID.UID);
        Assert.Equal("1.2.3.4", file.FileMetaInfo.MediaStorageSOPInstanceUID.UID);
        Assert.Equal("SCU", file.FileMetaInfo.SourceApplicationEntityTitle);

        static IEnumerable<byte[]> Bytes(byte kind, byte[] content) =>
            content.Select((b, i) => Fragment(3, (byte)(kind | (i == content.Length - 1 ? 2 : 0)), b));
    }

    [Fact]
    public async Task Store_WhenDatasetIsDamaged_IsRefusedAndTheAssociationGoesOn()
    {
        using var peer = await RawPeer.ConnectAsync(_server.Port);
        await peer.SendAsync(AssociateRequest(
            contexts: [.. Context(1, Verification, ImplicitLittle), .. Context(3, CtImageStorage, Deflated)]));
        await peer.ReceiveAsync();
        byte[] notDeflated = [.. "This is no data set at all, whatever you think."u8];
        await peer.SendAsync([.. Pdu(Data, Fragment(3, LastCommand, StoreCommand())), .. Pdu(Data, Fragment(3, LastDataset, notDeflated))]);

        Assert.Equal(0xc000, await peer.ReceiveStatusAsync());
        Assert.Single(_seen.BrokenDatasets);
        await peer.SendAsync(Pdu(Data, Fragment(1, LastCommand, EchoCommand())));
        Assert.Equal(0, await peer.ReceiveStatusAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public async Task Store_WhenDatasetEndsEarlyOrOdd_IsAnswered(int missing)
    {
        _seen.Store = request => request.File.IsPartial
            ? new DicomStatus(DicomStatus.StorageCannotUnderstand, "The data set is cut short")
            : DicomStatus.Success;
        using var peer = await RawPeer.AssociateAsync(_server.Port);
        await peer.SendAsync(Pdu(Data, [.. Fragment(3, LastCommand, StoreCommand()), .. Fragment(3, LastDataset, Dataset[..^missing])]));

        var response = await peer.ReceiveResponseAsync();

        Assert.Equal(UInt16(0xc000), response[0x0900]);
        Assert.Equal("The data set is cut short ", Encoding.ASCII.GetString(response[0x0902]));
        Assert.Equal("1.2.3.4\0", Encoding.ASCII.GetString(response[0x1000]));
    }

    [Fact]
    public async Task Store_WithoutDataset_IsRefused()
    {
        using var peer = await RawPeer.AssociateAsync(_server.Port);
        var command = RawPeer.Command(
            Element(0x0100, UInt16(1)), Element(0x0110, UInt16(1)), Element(0x0800, UInt16(0x0101)));
        await peer.SendAsync(Pdu(Data, Fragment(3, LastCommand, command)));

        Assert.Equal(0xc000, await peer.ReceiveStatusAsync());
    }

    [Fact]
    public async Task Request_WhenNobodyOffersIt_IsUnrecognized()
    {
        using var peer = await RawPeer.AssociateAsync(_server.Port);
        var find = RawPeer.Command(
            Element(0x0100, UInt16(0x0020)), Element(0x0110, UInt16(1)), Element(0x0800, UInt16(1)));
        await peer.SendAsync(Pdu(Data, [.. Fragment(3, LastCommand, find), .. Fragment(3, LastDataset, new byte[3000])]));

        Assert.Equal(0x0211, await peer.ReceiveStatusAsync());
    }

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

    [Fact]
    public async Task Dispose_WhenAPeerIsIdle_AbortsItsAssociation()
    {
        using var peer = await RawPeer.AssociateAsync(_server.Port);

        await Task.Run(_server.Dispose);

        Assert.Equal(Aborted, (await peer.ReceiveAsync()).Type);
    }

    [Fact]
    public void Create_WhenPortIsTaken_ThrowsWithTheReason()
    {
        var exception = Assert.Throws<DicomNetworkException>(() => DicomServerFactory.Create<TestScp>("127.0.0.1", _server.Port));

        Assert.IsType<System.Net.Sockets.SocketException>(exception.InnerException);
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
