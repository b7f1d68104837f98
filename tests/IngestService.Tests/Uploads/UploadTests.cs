using System.Net;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Ingest;
using Voxmark.Fixtures.Dicom;
using Voxmark.IngestService.Storage;
using Voxmark.ServiceDefaults.Auditing;

namespace Voxmark.IngestService.Tests.Uploads;

public sealed class UploadTests(IngestFactory factory) : IClassFixture<IngestFactory>
{
    private readonly HttpClient _client = factory.ClientOf("annotator");

    [Fact]
    public async Task Upload_OfADicomFile_KeepsItsVeryBytes()
    {
        var image = new CtImage();
        var bytes = image.ToBytes();

        var outcome = await _client.SendAsync(bytes);

        Assert.Equal(FileDisposition.Stored, outcome.Outcome);
        Assert.Equal(image.SopInstanceUid, outcome.SopInstanceUid);
        var stored = Path.Combine(
            factory.StoreRoot, "dicom", image.StudyInstanceUid, image.SeriesInstanceUid, $"{image.SopInstanceUid}.dcm");
        Assert.Equal(bytes, await File.ReadAllBytesAsync(stored));
    }

    [Fact]
    public async Task Upload_OfADicomFile_NamesItForTheAuditTrail()
    {
        var image = new CtImage();
        var upload = await _client.StartUploadAsync();

        using var response = await _client.PostAsync($"/api/uploads/{upload}/files?name=a.dcm", new ByteArrayContent(image.ToBytes()));

        string[] headers = [AuditHeaders.Study, AuditHeaders.Series, AuditHeaders.Instance];
        Assert.Equal(
            [image.StudyInstanceUid, image.SeriesInstanceUid, image.SopInstanceUid],
            headers.Select(header => response.Headers.GetValues(header).Single()));
    }

    [Fact]
    public async Task Upload_OfTheSameBytesAgain_IsAlreadyThere()
    {
        var bytes = new CtImage().ToBytes();
        await _client.SendAsync(bytes);

        var outcome = await _client.SendAsync(bytes);

        Assert.Equal(FileDisposition.AlreadyThere, outcome.Outcome);
    }

    [Fact]
    public async Task Upload_OfTheSameUidWithOtherContent_KeepsBoth()
    {
        var image = new CtImage { PatientId = "A" };
        var other = (image with { PatientId = "B" }).ToBytes();
        await _client.SendAsync(image.ToBytes());

        var outcome = await _client.SendAsync(other);

        Assert.Equal(FileDisposition.Quarantined, outcome.Outcome);
        var kept = Assert.Single(Directory.GetFiles(Path.Combine(factory.StoreRoot, "quarantine", image.SopInstanceUid)));
        Assert.Equal(other, await File.ReadAllBytesAsync(kept));
    }

    [Fact]
    public async Task Upload_OfAStoredSeriesUnderAnotherStudy_IsQuarantined()
    {
        var image = new CtImage();
        await _client.SendAsync(image.ToBytes());

        var outcome = await _client.SendAsync(new CtImage { SeriesInstanceUid = image.SeriesInstanceUid }.ToBytes());

        Assert.Equal(FileDisposition.Quarantined, outcome.Outcome);
        Assert.Equal("Its series is stored here under another study. Both are kept.", outcome.Reason);
    }

    [Fact]
    public async Task Upload_OfOneFileManyTimesAtOnce_StoresItOnce()
    {
        var bytes = new CtImage().ToBytes();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _client.SendAsync(bytes)));

        Assert.Single(outcomes, o => o.Outcome == FileDisposition.Stored);
        Assert.Equal(7, outcomes.Count(o => o.Outcome == FileDisposition.AlreadyThere));
    }

    [Fact]
    public async Task Upload_OfASeriesInParallel_StoresEveryImage()
    {
        var first = new CtImage();
        var images = Enumerable.Range(0, 16).Select(k => new CtImage
        {
            StudyInstanceUid = first.StudyInstanceUid, SeriesInstanceUid = first.SeriesInstanceUid, PositionMm = new(0, 0, k),
        });

        var outcomes = await Task.WhenAll(images.Select(i => _client.SendAsync(i.ToBytes())));

        Assert.All(outcomes, o => Assert.Equal(FileDisposition.Stored, o.Outcome));
        var rows = await factory.InDatabaseAsync(db => db.Instances
            .CountAsync(i => i.SeriesInstanceUid == first.SeriesInstanceUid && i.State == InstanceState.Stored));
        Assert.Equal(16, rows);
    }

    [Theory]
    [InlineData("", "The file is empty.")]
    [InlineData("Hello, this is a text and no image at all.", "Not a DICOM file.")]
    [InlineData("<html><body>Sign in</body></html>", "Not a DICOM file.")]
    public async Task Upload_OfSomethingElse_IsRejectedWithTheReason(string content, string reason)
    {
        var outcome = await _client.SendAsync(System.Text.Encoding.UTF8.GetBytes(content));

        Assert.Equal((FileDisposition.Rejected, reason), (outcome.Outcome, outcome.Reason));
    }

    [Fact]
    public async Task Upload_WithoutStudyUid_IsRejectedWithTheReason()
    {
        var file = new CtImage().ToFile();
        file.Dataset.Remove(FellowOakDicom.DicomTag.StudyInstanceUID);
        using var stream = new MemoryStream();
        file.Save(stream);

        var outcome = await _client.SendAsync(stream.ToArray());

        Assert.Equal((FileDisposition.Rejected, "It has no Study Instance UID."), (outcome.Outcome, outcome.Reason));
    }

    [Fact]
    public async Task Upload_WithPixelDataCutShort_SaysAfterHowManyRows()
    {
        // 512 rows of 512 × 2 bytes; 211 whole rows and half of the next are left.
        var whole = new CtImage { Rows = 512, Columns = 512 }.ToBytes();
        var cut = whole[..^((512 - 211) * 1024 - 512)];

        var outcome = await _client.SendAsync(cut);

        Assert.Equal(
            (FileDisposition.Rejected, "Pixel data ends after 211 of 512 rows. Send it again."), (outcome.Outcome, outcome.Reason));
    }

    [Fact]
    public async Task Upload_WithAbsurdDimensions_IsRejected()
    {
        var file = new CtImage().ToFile();
        file.Dataset.AddOrUpdate(FellowOakDicom.DicomTag.Rows, (ushort)65535);
        file.Dataset.AddOrUpdate(FellowOakDicom.DicomTag.Columns, (ushort)65535);
        using var stream = new MemoryStream();
        file.Save(stream);

        var outcome = await _client.SendAsync(stream.ToArray());

        Assert.Equal("It claims 1 × 65535 × 65535 pixels, more than an image can have.", outcome.Reason);
    }

    [Fact]
    public async Task Complete_AfterSomeFiles_CountsTheirOutcomes()
    {
        var image = new CtImage();
        var upload = await _client.StartUploadAsync();
        await _client.SendAsync(upload, "a.dcm", image.ToBytes());
        await _client.SendAsync(upload, "b.dcm", image.ToBytes());
        await _client.SendAsync(upload, "c.txt", "text"u8.ToArray());

        var report = await _client.CompleteAsync(upload);

        Assert.Equal((1, 1, 1, 0), (report.Stored, report.AlreadyThere, report.Rejected, report.Quarantined));
        Assert.Equal([image.SeriesInstanceUid], report.SeriesInstanceUids);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("researcher", HttpStatusCode.Forbidden)]
    [InlineData("reviewer", HttpStatusCode.Forbidden)]
    [InlineData("annotator", HttpStatusCode.Created)]
    [InlineData("admin", HttpStatusCode.Created)]
    public async Task Start_ByRole_IsForThoseWhoLabel(string? role, HttpStatusCode expected) =>
        Assert.Equal(expected, (await factory.ClientOf(role).PostAsync("/api/uploads", null)).StatusCode);

    [Fact]
    public async Task Send_ToSomebodyElsesUpload_IsNotFound()
    {
        var upload = await _client.StartUploadAsync();

        var response = await factory.ClientOf("admin")
            .PostAsync($"/api/uploads/{upload}/files?name=a.dcm", new ByteArrayContent(new CtImage().ToBytes()));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
