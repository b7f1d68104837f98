using System.Net.Sockets;
using FellowOakDicom;
using FellowOakDicom.IO.Buffer;
using FellowOakDicom.Network;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Ingest;
using Voxmark.Fixtures.Dicom;
using Voxmark.IngestService.Tests.Faults;

namespace Voxmark.IngestService.Tests.Dimse;

/// <summary>What must hold whichever library speaks DIMSE.</summary>
public sealed class ForeignPeerTests(DimseFactory factory) : IClassFixture<DimseFactory>
{
    [Fact]
    public async Task Peer_WhichSaysNothing_KeepsNobodyOutAndIsHungUpUpon()
    {
        using var silent = new TcpClient();
        await silent.ConnectAsync("127.0.0.1", factory.Port);
        DicomStatus? status = null;
        var client = factory.Client();
        await client.AddRequestAsync(new DicomCEchoRequest { OnResponseReceived = (_, response) => status = response.Status });

        await client.SendAsync();

        Assert.Equal(DicomStatus.Success, status);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var rest = new byte[64];
        while (await silent.GetStream().ReadAsync(rest, patience.Token) > 0)
        {
            // An abort before the end is as good.
        }
    }

    /// <summary>Fragments under an uncompressed transfer syntax: this file's trouble, and no other's.</summary>
    [Theory]
    [MemberData(nameof(FaultCase.Sources), MemberType = typeof(FaultCase))]
    public async Task Store_OfAFileThatContradictsItself_IsAnsweredAndTheNextOneStored(string source)
    {
        using var bad = new MemoryStream(FaultCase.Files(source, "compressed_labelled_native")[0].Content);

        var statuses = await factory.StoreAsync(DicomFile.Open(bad), new CtImage().ToFile());

        Assert.Equal([DicomStatus.StorageCannotUnderstand.Code, DicomStatus.Success.Code], statuses.Select(status => status.Code));
    }

    [Fact]
    public async Task Store_OfMoreThanMayBeReceived_IsRefusedRecordedAndLeavesNothing()
    {
        var large = new CtImage().ToFile();
        large.Dataset.AddOrUpdate(new DicomOtherByte(
            DicomTag.EncapsulatedDocument, new MemoryByteBuffer(new byte[DimseFactory.MaxFileBytes + 1024])));

        var refused = Assert.Single(await factory.StoreAsync(large));
        var next = Assert.Single(await factory.StoreAsync(new CtImage().ToFile()));

        Assert.Equal((DicomStatus.StorageStorageOutOfResources.Code, DicomStatus.Success.Code), (refused.Code, next.Code));
        Assert.True(await factory.InDatabaseAsync(db => db.UploadedFiles.AnyAsync(
            file => file.Outcome == FileDisposition.Rejected && file.Reason == "It is larger than 16 MB.")));
        Assert.Empty(Directory.GetFiles(Path.Combine(factory.StoreRoot, "incoming")));
    }
}
