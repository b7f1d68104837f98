using System.Text;
using FellowOakDicom;
using FellowOakDicom.Network;
using static Voxmark.FellowOakDicom.Tests.Network.RawPeer;
using static Voxmark.FellowOakDicom.Tests.Part10;

namespace Voxmark.FellowOakDicom.Tests.Network;

/// <summary>A server against bytes put together by hand.</summary>
public sealed partial class DicomServiceTests : IDisposable
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
}
