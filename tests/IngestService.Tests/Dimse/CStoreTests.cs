using FellowOakDicom;
using FellowOakDicom.Network;
using MassTransit.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Voxmark.Contracts.Access;
using Voxmark.Contracts.Ingest;
using Voxmark.Fixtures.Dicom;
using Voxmark.IngestService.Uploads;

namespace Voxmark.IngestService.Tests.Dimse;

public sealed class CStoreTests(DimseFactory factory) : IClassFixture<DimseFactory>
{
    [Fact]
    public async Task Echo_FromAnAllowedSender_IsAnswered()
    {
        DicomStatus? status = null;
        var client = factory.Client();
        await client.AddRequestAsync(new DicomCEchoRequest { OnResponseReceived = (_, response) => status = response.Status });

        await client.SendAsync();

        Assert.Equal(DicomStatus.Success, status);
    }

    [Theory]
    [InlineData("MODALITY", "OTHER", DicomRejectReason.CalledAENotRecognized)]
    [InlineData("STRANGER", "VOXMARK", DicomRejectReason.CallingAENotRecognized)]
    public async Task Association_OfOthers_IsRejectedWithTheReason(string calling, string called, DicomRejectReason reason)
    {
        var client = factory.Client(calling, called);
        await client.AddRequestAsync(new DicomCEchoRequest());

        var rejection = await Assert.ThrowsAsync<DicomAssociationRejectedException>(() => client.SendAsync());

        Assert.Equal(reason, rejection.RejectReason);
    }

    [Fact]
    public async Task Store_OfASeries_KeepsEachDatasetAndBuildsTheVolume()
    {
        var series = new CtImage();
        var images = Enumerable.Range(1, 3).Select(i => series with
        {
            SopInstanceUid = $"{series.SeriesInstanceUid}.{i}", InstanceNumber = i, PositionMm = new(0, 0, 5 * i),
        }).ToList();

        var statuses = await factory.StoreAsync([.. images.Select(image => image.ToFile())]);

        Assert.All(statuses, status => Assert.Equal(0, status.Code));
        var detail = await factory.ClientOf("annotator").WaitForSeriesAsync(series.SeriesInstanceUid);
        Assert.Equal((SeriesState.Ready, 3), (detail.Series.State, detail.Slices.Count));
        var sent = images[1].ToBytes();
        var kept = await File.ReadAllBytesAsync(PathOf(images[1]));
        Assert.Equal(sent[DatasetStart(sent)..], kept[DatasetStart(kept)..]);
    }

    [Fact]
    public async Task Store_OfALateImage_BuildsTheVolumeAgainWithIt()
    {
        var first = new CtImage();
        var late = first with { SopInstanceUid = $"{first.SeriesInstanceUid}.2", PositionMm = new(0, 0, 5) };
        await factory.StoreAsync(first.ToFile());
        var client = factory.ClientOf("annotator");
        var before = await client.WaitForSeriesAsync(first.SeriesInstanceUid);

        await factory.StoreAsync(late.ToFile());

        var after = await client.WaitForSeriesAsync(first.SeriesInstanceUid);
        Assert.Equal((1, 2), (before.Slices.Count, after.Slices.Count));
        Assert.NotEqual(before.VolumeId, after.VolumeId);
    }

    [Fact]
    public async Task Store_OfGoodAndBadImages_IsAuditedBySeriesAndOutcome()
    {
        var series = new CtImage();
        var second = series with { SopInstanceUid = $"{series.SeriesInstanceUid}.2", PositionMm = new(0, 0, 5) };
        var broken = new CtImage().ToFile();
        broken.Dataset.Remove(DicomTag.StudyInstanceUID);

        await factory.StoreAsync(series.ToFile(), second.ToFile(), broken);

        var harness = factory.Services.GetRequiredService<ITestHarness>();
        Assert.True(await harness.Published.Any<ImagesExchanged>(one => one.Context.Message is
            { Action: "image.receive", CallingAeTitle: "MODALITY", Address: "127.0.0.1", ImageCount: 2, Status: 200 } stored
            && (stored.StudyInstanceUid, stored.SeriesInstanceUid) == (series.StudyInstanceUid, series.SeriesInstanceUid)));
        Assert.True(await harness.Published.Any<ImagesExchanged>(one => one.Context.Message is { ImageCount: 1, Status: 422 }));
    }

    [Fact]
    public async Task Association_OfAStranger_IsAudited()
    {
        var client = factory.Client("INTRUDER");
        await client.AddRequestAsync(new DicomCEchoRequest());
        await Assert.ThrowsAsync<DicomAssociationRejectedException>(() => client.SendAsync());

        var harness = factory.Services.GetRequiredService<ITestHarness>();
        Assert.True(await harness.Published.Any<ImagesExchanged>(
            one => one.Context.Message is { CallingAeTitle: "INTRUDER", ImageCount: 0, Status: 403 }));
    }

    [Fact]
    public async Task Store_OfTheSameImageAgain_IsSuccess()
    {
        var file = new CtImage().ToFile();

        var statuses = await factory.StoreAsync(file, file);

        Assert.Equal([0, 0], statuses.Select(status => (int)status.Code));
        Assert.Equal([FileDisposition.Stored, FileDisposition.AlreadyThere], (await RecordsAsync(file)).Select(record => record.Outcome));
    }

    [Fact]
    public async Task Store_OfAnImageThatWasUploaded_IsSuccess()
    {
        var image = new CtImage();
        await factory.ClientOf("annotator").SendAsync(image.ToBytes()); // another file meta information, the same data set

        var status = Assert.Single(await factory.StoreAsync(image.ToFile()));

        Assert.Equal(0, status.Code);
    }

    [Fact]
    public async Task Store_OfTheSameUidWithOtherContent_IsAWarningAndKeepsBoth()
    {
        var image = new CtImage { PatientId = "A" };

        var statuses = await factory.StoreAsync(image.ToFile(), (image with { PatientId = "B" }).ToFile());

        Assert.Equal([0, 0xb000], statuses.Select(status => (int)status.Code));
        Assert.Equal("Set aside: other content is stored under its UID", statuses[1].ErrorComment);
        Assert.Single(Directory.GetFiles(Path.Combine(factory.StoreRoot, "quarantine", image.SopInstanceUid)));
    }

    [Fact]
    public async Task Store_OfWhatCannotBeKept_IsRefusedRecordedAndLeavesNothing()
    {
        var file = new CtImage().ToFile();
        file.Dataset.Remove(DicomTag.StudyInstanceUID);

        var status = Assert.Single(await factory.StoreAsync(file));

        Assert.Equal((0xc000, "It has no Study Instance UID."), (status.Code, status.ErrorComment));
        var record = Assert.Single(await RecordsAsync(file));
        Assert.Equal((FileDisposition.Rejected, "It has no Study Instance UID."), (record.Outcome, record.Reason));
        Assert.Empty(Directory.GetFiles(Path.Combine(factory.StoreRoot, "incoming")));
    }

    [Fact]
    public async Task Store_OfATruncatedImage_IsRefusedAndTheNextOneStored()
    {
        var truncated = new CtImage().ToFile();
        truncated.Dataset.AddOrUpdate(DicomTag.Rows, (ushort)9); // 8 of them are there

        var statuses = await factory.StoreAsync(truncated, new CtImage().ToFile());

        Assert.Equal([0xc000, 0], statuses.Select(status => (int)status.Code));
        Assert.Equal("Pixel data ends after 8 of 9 rows. Send it again.", statuses[0].ErrorComment);
    }

    [Fact]
    public async Task Store_OfAPrivateSopClass_IsKept()
    {
        var file = new CtImage().ToFile();
        file.Dataset.AddOrUpdate(DicomTag.SOPClassUID, "1.3.12.2.1107.5.9.1"); // Siemens CSA Non-Image Storage

        Assert.Equal(0, Assert.Single(await factory.StoreAsync(file)).Code);
    }

    [Fact]
    public async Task Store_FromTwoSendersAtOnce_KeepsAll()
    {
        var images = Enumerable.Range(0, 20).Select(_ => new CtImage()).ToList();

        var statuses = await Task.WhenAll(
            factory.StoreAsync([.. images.Take(10).Select(image => image.ToFile())]),
            factory.StoreAsync([.. images.Skip(10).Select(image => image.ToFile())]));

        Assert.All(statuses.SelectMany(s => s), status => Assert.Equal(0, status.Code));
        Assert.All(images, image => Assert.True(File.Exists(PathOf(image))));
    }

    private string PathOf(CtImage image) => Path.Combine(
        factory.StoreRoot, "dicom", image.StudyInstanceUid, image.SeriesInstanceUid, $"{image.SopInstanceUid}.dcm");

    /// <summary>After preamble, DICM, and the group length element that says how long the meta information is.</summary>
    private static int DatasetStart(byte[] file) => 132 + 12 + BitConverter.ToInt32(file, 140);

    private Task<List<UploadedFile>> RecordsAsync(DicomFile file) => factory.InDatabaseAsync(db => db.UploadedFiles
        .Where(record => record.Name == $"{file.Dataset.GetString(DicomTag.SOPInstanceUID)}.dcm")
        .OrderBy(record => record.Id).ToListAsync());
}
