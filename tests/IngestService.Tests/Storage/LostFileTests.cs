using System.Net;
using System.Security.Cryptography;
using FellowOakDicom;
using FellowOakDicom.Network;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Ingest;
using Voxmark.Fixtures.Dicom;
using Voxmark.IngestService.Storage;
using Voxmark.IngestService.Tests.Dimse;
using Voxmark.IngestService.Tests.DicomWeb;

namespace Voxmark.IngestService.Tests.Storage;

/// <summary>A file that was lost or damaged in the store comes back by sending it again, whichever way it comes.</summary>
public sealed class LostFileTests(DimseFactory factory) : IClassFixture<DimseFactory>
{
    private readonly HttpClient _client = factory.ClientOf("annotator");

    public enum Loss
    {
        Gone,
        CutShort,
        OneByteChanged,
    }

    [Theory]
    [InlineData(Loss.Gone)]
    [InlineData(Loss.CutShort)]
    [InlineData(Loss.OneByteChanged)]
    public async Task Upload_WhenTheStoredFileIsNotAsItCame_StoresItAgain(Loss loss)
    {
        var image = new CtImage();
        await _client.SendAsync(image.ToBytes());
        Lose(PathOf(image), loss);

        var outcome = await _client.SendAsync(image.ToBytes());

        Assert.Equal(FileDisposition.Stored, outcome.Outcome);
        Assert.Equal(image.ToBytes(), await File.ReadAllBytesAsync(PathOf(image)));
        Assert.Equal(FileDisposition.AlreadyThere, (await _client.SendAsync(image.ToBytes())).Outcome);
    }

    [Theory]
    [InlineData(Loss.Gone)]
    [InlineData(Loss.OneByteChanged)]
    public async Task Stow_WhenTheStoredFileIsNotAsItCame_StoresItAgain(Loss loss)
    {
        var image = new CtImage();
        await _client.SendAsync(image.ToBytes());
        Lose(PathOf(image), loss);

        var response = await _client.PostAsync("/dicom-web/studies", DicomWebClient.Multipart(image.ToBytes()));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(image.ToBytes(), await File.ReadAllBytesAsync(PathOf(image)));
    }

    [Theory]
    [InlineData(Loss.Gone)]
    [InlineData(Loss.OneByteChanged)]
    public async Task CStore_WhenTheStoredFileIsNotAsItCame_StoresItAgain(Loss loss)
    {
        var image = new CtImage();
        await factory.StoreAsync(image.ToFile());
        var kept = await File.ReadAllBytesAsync(PathOf(image));
        Lose(PathOf(image), loss);

        var status = Assert.Single(await factory.StoreAsync(image.ToFile()));

        Assert.Equal(DicomStatus.Success, status);
        Assert.Equal(kept, await File.ReadAllBytesAsync(PathOf(image)));
    }

    /// <summary>It came by upload and comes again by C-STORE, which writes another file of the same image.</summary>
    [Theory]
    [InlineData(Loss.Gone)]
    [InlineData(Loss.CutShort)]
    public async Task CStore_WhenTheUploadedFileIsLost_GivesTheImageBack(Loss loss)
    {
        var image = new CtImage();
        await _client.SendAsync(image.ToBytes());
        Lose(PathOf(image), loss);

        Assert.Equal(DicomStatus.Success, Assert.Single(await factory.StoreAsync(image.ToFile())));

        var file = DicomFile.Open(new MemoryStream(await RetrieveAsync(image)));
        Assert.Equal(image.SopInstanceUid, file.Dataset.GetString(DicomTag.SOPInstanceUID));
        Assert.Equal(FileDisposition.AlreadyThere, (await _client.SendAsync(image.ToBytes())).Outcome);
    }

    [Fact]
    public async Task Upload_OfAnotherImageUnderTheUidOfALostOne_IsSetAside()
    {
        var image = new CtImage { Rows = 4, Columns = 4 };
        await _client.SendAsync(image.ToBytes());
        Lose(PathOf(image), Loss.Gone);

        var outcome = await _client.SendAsync((image with { Rows = 5 }).ToBytes());

        Assert.Equal(FileDisposition.Quarantined, outcome.Outcome);
    }

    /// <summary>A crash came before the file did, and it is sent again by a sender that writes it otherwise.</summary>
    [Fact]
    public async Task Upload_WhenAPendingFileNeverCame_StoresAnotherEncodingOfIt()
    {
        var image = new CtImage();
        await _client.SendAsync(image.ToBytes());
        await factory.InDatabaseAsync(db => db.Instances.Where(i => i.SopInstanceUid == image.SopInstanceUid)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.State, InstanceState.Pending)));
        Lose(PathOf(image), Loss.Gone);
        var other = image.ToFile();
        other.FileMetaInfo.AddOrUpdate(DicomTag.SourceApplicationEntityTitle, "ELSEWHERE");
        using var bytes = new MemoryStream();
        other.Save(bytes);

        var outcome = await _client.SendAsync(bytes.ToArray());

        Assert.Equal(FileDisposition.Stored, outcome.Outcome);
        var row = await factory.InDatabaseAsync(db =>
            db.Instances.AsNoTracking().SingleAsync(i => i.SopInstanceUid == image.SopInstanceUid));
        Assert.Equal((InstanceState.Stored, bytes.Length), (row.State, row.SizeBytes));
        Assert.Equal(
            SHA256.HashData(bytes.ToArray()),
            SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(factory.StoreRoot, row.ObjectKey))));
    }

    /// <summary>What was read of the damaged file is not kept in mind.</summary>
    [Fact]
    public async Task Retrieve_AfterTheFileCameBack_HasItsBytes()
    {
        var image = new CtImage();
        await _client.SendAsync(image.ToBytes());
        await RetrieveAsync(image);
        Lose(PathOf(image), Loss.CutShort);

        await _client.SendAsync(image.ToBytes());

        Assert.Equal(image.ToBytes(), await RetrieveAsync(image));
    }

    [Fact]
    public async Task Retrieve_OfADamagedFile_IsRefusedWithASentence()
    {
        var image = new CtImage();
        await _client.SendAsync(image.ToBytes());
        Lose(PathOf(image), Loss.OneByteChanged);

        using var response = await _client.GetAsync(AddressOf(image), "*/*"); // who takes nothing but DICOM gets the status alone

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains("The stored file of this image is damaged", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static string AddressOf(CtImage image) =>
        $"/dicom-web/studies/{image.StudyInstanceUid}/series/{image.SeriesInstanceUid}/instances/{image.SopInstanceUid}";

    private async Task<byte[]> RetrieveAsync(CtImage image)
    {
        using var response = await _client.GetAsync(AddressOf(image), "application/dicom; transfer-syntax=*");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsByteArrayAsync();
    }

    private static void Lose(string path, Loss loss)
    {
        if (loss == Loss.Gone)
        {
            File.Delete(path);
            return;
        }

        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        if (loss == Loss.CutShort)
        {
            RandomAccess.SetLength(file, RandomAccess.GetLength(file) / 2);
            return;
        }

        var last = new byte[1];
        RandomAccess.Read(file, last, RandomAccess.GetLength(file) - 1);
        RandomAccess.Write(file, [(byte)~last[0]], RandomAccess.GetLength(file) - 1);
    }

    private string PathOf(CtImage image) =>
        Path.Combine(factory.StoreRoot, "dicom", image.StudyInstanceUid, image.SeriesInstanceUid, $"{image.SopInstanceUid}.dcm");
}
