using FellowOakDicom;
using FellowOakDicom.IO.Buffer;
using FellowOakDicom.Network;
using FellowOakDicom.Network.Client;

namespace Voxmark.FellowOakDicom.Tests.Network;

/// <summary>The client against a server of ours, which raw bytes and DCMTK test on their own.</summary>
public sealed class DicomClientTests : IDisposable
{
    private readonly IDicomServer _server;
    private readonly Seen _seen;

    public DicomClientTests() => (_server, _seen) = TestScp.Start();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Send_OfAnEcho_GetsItsAnswer()
    {
        DicomStatus? status = null;
        var client = Client();
        await client.AddRequestAsync(new DicomCEchoRequest { OnResponseReceived = (_, response) => status = response.Status });

        await client.SendAsync();

        Assert.Equal(DicomStatus.Success, status);
        Assert.False(client.IsSendRequired);
    }

    [Theory]
    [InlineData("1.2.840.10008.1.2")]
    [InlineData("1.2.840.10008.1.2.1")]
    [InlineData("1.2.840.10008.1.2.2")]
    [InlineData("1.2.840.10008.1.2.1.99")]
    public async Task Send_OfFiles_DeliversThemInTheirOwnSyntax(string syntax)
    {
        var pixels = new byte[700_000]; // several PDUs
        new Random(1).NextBytes(pixels);
        var file = new DicomFile(new DicomDataset(DicomTransferSyntax.Parse(syntax))
            .Add(DicomTag.SOPClassUID, DicomUID.CTImageStorage).Add(DicomTag.SOPInstanceUID, "1.2.3")
            .Add(new DicomOtherWord(DicomTag.PixelData, new MemoryByteBuffer(pixels))));
        var statuses = new List<ushort>();
        var client = Client();
        for (var i = 0; i < 3; i++)
        {
            await client.AddRequestAsync(
                new DicomCStoreRequest(file) { OnResponseReceived = (_, response) => statuses.Add(response.Status.Code) });
        }

        await client.SendAsync();

        Assert.Equal([0, 0, 0], statuses);
        Assert.All(_seen.Files, received =>
        {
            Assert.Equal(syntax, received.FileMetaInfo.TransferSyntax.UID.UID);
            Assert.Equal(pixels, received.Dataset.GetValues<byte>(DicomTag.PixelData));
        });
    }

    [Fact]
    public async Task Send_WhenRejected_SaysWhy()
    {
        var client = Client(calling: "BAD");
        await client.AddRequestAsync(new DicomCEchoRequest());

        var exception = await Assert.ThrowsAsync<DicomAssociationRejectedException>(() => client.SendAsync());

        Assert.Equal(DicomRejectReason.CallingAENotRecognized, exception.RejectReason);
    }

    [Fact]
    public async Task Send_WhenNobodyListens_SaysSo()
    {
        _server.Dispose();
        var client = Client();
        await client.AddRequestAsync(new DicomCEchoRequest());

        await Assert.ThrowsAsync<DicomNetworkException>(() => client.SendAsync());
    }

    [Theory] // PS3.4 table B.2-1, PS3.7 annex C
    [InlineData(0x0000, DicomState.Success)]
    [InlineData(0xA700, DicomState.Failure)]
    [InlineData(0xA9FF, DicomState.Failure)]
    [InlineData(0xC123, DicomState.Failure)]
    [InlineData(0xB000, DicomState.Warning)]
    [InlineData(0xB123, DicomState.Warning)]
    [InlineData(0xFF00, DicomState.Pending)]
    public void Lookup_OfACode_KnowsItsState(int code, DicomState state)
    {
        var status = DicomStatus.Lookup((ushort)code);

        Assert.Equal((code, state), (status.Code, status.State));
    }

    private IDicomClient Client(string calling = "SCU") =>
        DicomClientFactory.Create("127.0.0.1", _server.Port, useTls: false, calling, "SCP");
}
