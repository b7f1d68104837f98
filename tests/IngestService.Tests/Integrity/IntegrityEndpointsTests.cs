using System.Net;
using System.Net.Http.Json;
using Voxmark.Contracts.Ingest;
using Voxmark.Fixtures.Dicom;
using Voxmark.ServiceDefaults;

namespace Voxmark.IngestService.Tests.Integrity;

public sealed class IntegrityEndpointsTests(IngestFactory factory) : IClassFixture<IngestFactory>
{
    private readonly HttpClient _client = factory.ClientOf("annotator");
    private readonly HttpClient _admin = factory.ClientOf("admin");

    [Fact]
    public async Task Report_NamesTheRoomOnTheDisk()
    {
        var disk = (await _admin.GetAsync<StorageReport>("/api/storage")).Disk;

        var drive = new DriveInfo(factory.StoreRoot);
        Assert.Equal((drive.TotalSize, Math.Min(drive.TotalSize / 20, 1L << 30)), (disk.TotalBytes, disk.ReserveBytes));
        Assert.InRange(disk.FreeBytes, 1, drive.TotalSize);
    }

    [Theory]
    [InlineData("/api/storage")]
    [InlineData("/api/storage/quarantine")]
    [InlineData("/api/dimse/senders")]
    public async Task Read_ByAnAnnotator_IsForbidden(string address) =>
        Assert.Equal(HttpStatusCode.Forbidden, (await _client.GetAsync(address)).StatusCode);

    [Fact]
    public async Task Quarantine_HoldsWhatWasSetAsideUntilItIsDiscarded()
    {
        var image = new CtImage { PatientId = "A" };
        var other = (image with { PatientId = "B" }).ToBytes();
        await _client.SendAsync(image.ToBytes());
        await _client.SendAsync(other);

        var listed = Assert.Single(
            await _admin.GetAsync<QuarantinedFile[]>("/api/storage/quarantine"), file => file.SopInstanceUid == image.SopInstanceUid);
        Assert.Equal(other.Length, listed.SizeBytes);
        Assert.Equal(
            "This image is here already as another patient's. Both are kept; an administrator can correct the study's patient.",
            listed.Reason);
        var address = $"/api/storage/quarantine/{listed.SopInstanceUid}/{listed.Sha256}";
        Assert.Equal(other, await _admin.GetByteArrayAsync(address));

        Assert.Equal(HttpStatusCode.NoContent, (await _admin.DeleteAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _admin.GetAsync(address)).StatusCode);
        Assert.Empty(Directory.GetFiles(Path.Combine(factory.StoreRoot, "quarantine", image.SopInstanceUid)));
    }

    [Theory]
    [InlineData("1.2.3/../../dicom")]
    [InlineData("1.2.3/zz")]
    public async Task Quarantine_OfNoSuchName_Answers404(string name) =>
        Assert.Equal(HttpStatusCode.NotFound, (await _admin.GetAsync($"/api/storage/quarantine/{name}")).StatusCode);

    [Fact]
    public async Task Reconcile_WhenAFileHasNoRow_ReportsItThenTakesItIn()
    {
        var image = new CtImage();
        var path = PathOf(image);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, image.ToBytes());
        Age(path);

        var report = await ReconcileAsync(apply: false);
        Assert.Contains(report.Findings, finding =>
            finding is { Kind: "file-without-row", Done: "taken in" }
            && finding.Subject.Contains(image.SopInstanceUid, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetAsync($"/api/series/{image.SeriesInstanceUid}")).StatusCode);

        await ReconcileAsync(apply: true);

        Assert.Equal(SeriesState.Ready, (await _client.WaitForSeriesAsync(image.SeriesInstanceUid)).Series.State);
        Assert.Equal(image.ToBytes(), await File.ReadAllBytesAsync(path));
    }

    [Fact]
    public async Task Reconcile_WhenAVolumeHasNoSeries_ReportsItThenDeletesIt()
    {
        var path = Path.Combine(factory.StoreRoot, "volumes", "1.2.3.4.5.vxv");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, [1, 2, 3]);
        Age(path);

        Assert.Contains(new("volume-without-series", "volumes/1.2.3.4.5.vxv", "deleted"), (await ReconcileAsync(apply: false)).Findings);
        Assert.True(File.Exists(path));
        await ReconcileAsync(apply: true);

        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task Reconcile_OfWhatWasStoredJustNow_FindsNothing()
    {
        var image = new CtImage();
        await _client.UploadSeriesAsync([image.ToBytes()]);

        Assert.DoesNotContain((await ReconcileAsync(apply: false)).Findings, finding =>
            finding.Subject.Contains(image.SeriesInstanceUid, StringComparison.Ordinal)
            || finding.Subject.Contains(image.StudyInstanceUid, StringComparison.Ordinal));
    }

    private async Task<ReconciliationReport> ReconcileAsync(bool apply)
    {
        using var response = await _admin.PostAsync($"/api/storage/reconcile?apply={apply}", null);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var report = (await response.Content.ReadFromJsonAsync<ReconciliationReport>(Defaults.Json))!;
        Assert.Equal(apply, report.IsApplied);
        return report;
    }

    private static void Age(string path) => File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(-1));

    private string PathOf(CtImage image) =>
        Path.Combine(factory.StoreRoot, "dicom", image.StudyInstanceUid, image.SeriesInstanceUid, $"{image.SopInstanceUid}.dcm");
}
