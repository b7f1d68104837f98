using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Mvc;
using Voxmark.Contracts.Ingest;
using Voxmark.Contracts.Labeling;
using Voxmark.Fixtures.Dicom;
using Voxmark.Imaging.Phantoms;

namespace Voxmark.SystemTests;

/// <summary>
/// A disk that is full for a moment, read-only, or damages what it holds: what is stored stays readable, senders are told,
/// and afterwards everything works again without anybody's help.
/// </summary>
[Collection(RunningSystemGroup.Name)]
public sealed class StorageFailureTests(RunningSystem shared)
{
    private const int Times = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly AbdomenPhantom Phantom = new(Columns: 64, Rows: 48, Slices: 8, PixelMm: 6);

    [OwnDiskFact]
    public async Task FullDisk_ForAMoment_IsSurvivedByEverything()
    {
        var folder = Directory.CreateTempSubdirectory("voxmark-full-").FullName;
        using var disk = new OwnDisk(folder, megabytes: 1200);
        var system = new RunningSystem { AttachedTo = null, DataFolder = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName };
        try
        {
            await system.InitializeAsync();
            var before = await system.Client.UploadPhantomAsync(Phantom);
            for (var time = 1; time <= Times; time++)
            {
                disk.Fill();
                using (var upload = await SendAsync(system, new CtImage().ToBytes()))
                {
                    Assert.True(
                        upload.StatusCode is HttpStatusCode.InsufficientStorage or HttpStatusCode.ServiceUnavailable,
                        $"{upload.StatusCode}");
                }

                await WriteLogsAsync(system); // what they write now does not fit
                disk.MakeRoom();

                await EverythingWorksAsync(system, before);
            }

            await SeriesWithoutRoomIsPreparedLaterAsync(system, disk);
        }
        finally
        {
            disk.MakeRoom();
            await system.DisposeAsync();
        }
    }

    /// <summary>26 MB of files fit, the volume of as much does not: 60 MB are the reserve.</summary>
    private static async Task SeriesWithoutRoomIsPreparedLaterAsync(RunningSystem system, OwnDisk disk)
    {
        var folder = Directory.CreateTempSubdirectory("voxmark-large-");
        new PhantomSeries(new AbdomenPhantom(Columns: 256, Rows: 256, Slices: 200)).WriteTo(folder.FullName);
        disk.Fill(leaveMegabytes: 105);

        var detail = await system.Client.UploadSeriesAsync(Directory.EnumerateFiles(folder.FullName));
        folder.Delete(recursive: true);

        Assert.Equal(SeriesState.Unreadable, detail.Series.State);
        Assert.StartsWith("There is no room on the disk for its", detail.Series.Problem, StringComparison.Ordinal);
        disk.MakeRoom();
        await EventuallyAsync(async () =>
            (await system.Client.GetAsync<SeriesDetail>($"/api/series/{detail.Series.SeriesInstanceUid}"))
                .Series.State == SeriesState.Ready);
    }

    [OwnDiskFact]
    public async Task ReadOnlyStore_IsSaidAndReadAndWrittenAgainLater()
    {
        var folder = Directory.CreateTempSubdirectory("voxmark-read-only-").FullName;
        using var disk = new OwnDisk(Path.Combine(folder, "objects"), megabytes: 300);
        var system = new RunningSystem { AttachedTo = null, DataFolder = folder };
        try
        {
            await system.InitializeAsync();
            var before = await system.Client.UploadPhantomAsync(Phantom);
            disk.MakeReadOnly();

            using (var upload = await SendAsync(system, new CtImage().ToBytes()))
            {
                Assert.Equal(HttpStatusCode.InsufficientStorage, upload.StatusCode);
                Assert.StartsWith(
                    "The disk is full or cannot be written",
                    (await upload.Content.ReadFromJsonAsync<ProblemDetails>())!.Detail, StringComparison.Ordinal);
            }

            Assert.Equal("Degraded", await system.Client.GetStringAsync("/health/ready"));
            (await system.Client.GetAsync($"/api/series/{before}/slices/3")).EnsureSuccessStatusCode();
            disk.MakeWritable();

            await EverythingWorksAsync(system, before);
            Assert.Equal("Healthy", await system.Client.GetStringAsync("/health/ready"));
        }
        finally
        {
            disk.Dispose(); // or its folder could not be deleted
            await system.DisposeAsync();
        }
    }

    [Fact]
    public async Task DamagedFileAndVolume_ComeBackByWhatPeopleDoAnyway()
    {
        var series = new PhantomSeries(Phantom);
        var images = series.Images().ToDictionary(image => image.SopInstanceUid, image => image.ToBytes());
        await UploadAsync(images.Values);
        var first = images.First();
        var file = Path.Combine(
            shared.DataFolder, "objects", "dicom", series.StudyInstanceUid, series.SeriesInstanceUid, $"{first.Key}.dcm");
        var slice = $"/api/series/{series.SeriesInstanceUid}/slices/3";
        var whole = await shared.Client.GetByteArrayAsync(slice);

        Damage(file);
        var volumes = Path.Combine(shared.DataFolder, "objects", "volumes");
        foreach (var volume in Directory.EnumerateFiles(volumes, "*.vxv", SearchOption.AllDirectories)
            .Where(path => path.Contains(series.SeriesInstanceUid, StringComparison.Ordinal)))
            File.Delete(volume);
        using (var outcome = await SendAsync(shared, first.Value))
        {
            Assert.Equal(
                FileDisposition.Stored, Assert.Single((await outcome.Content.ReadFromJsonAsync<FileOutcome[]>(Api.Json))!).Outcome);
        }

        Assert.Equal(first.Value, await File.ReadAllBytesAsync(file));
        await EventuallyAsync(async () =>
        {
            using var response = await shared.Client.GetAsync(slice);
            return response.IsSuccessStatusCode && (await response.Content.ReadAsByteArrayAsync()).SequenceEqual(whole);
        });
    }

    /// <summary>Every service reads and writes, and a new series can be opened and labelled.</summary>
    private static async Task EverythingWorksAsync(RunningSystem system, string before)
    {
        foreach (var path in new[]
        {
            "/health/ready", "/api/studies", "/api/templates", "/api/inference/models", "/studies", $"/api/series/{before}/slices/3",
            $"/api/labels?seriesInstanceUid={before}", $"/api/quant/results?labelId={Guid.NewGuid()}",
        })
            await EventuallyAsync(async () =>
            {
                using var response = await system.Client.GetAsync(path);
                return response.IsSuccessStatusCode;
            });

        var series = "";
        await EventuallyAsync(async () =>
        {
            series = await system.Client.UploadPhantomAsync(Phantom);
            return true;
        });
        using var label = await system.Client.PostAsJsonAsync(
            "/api/labels", new { seriesInstanceUid = series, template = "free" }, Api.Json);
        Assert.True(label.IsSuccessStatusCode, await label.Content.ReadAsStringAsync());
        Assert.Equal(series, (await label.Content.ReadFromJsonAsync<Label>(Api.Json))!.SeriesInstanceUid);
    }

    /// <summary>Requests that every service says something about.</summary>
    private static async Task WriteLogsAsync(RunningSystem system)
    {
        for (var n = 0; n < 200; n++)
        {
            foreach (var path in new[]
            {
                "/api/studies", "/api/labels?seriesInstanceUid=1.2", "/api/templates", "/api/nothing", "/studies",
            })
            {
                using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
                try
                {
                    using var response = await system.Client.GetAsync(path, patience.Token);
                }
                catch (HttpRequestException)
                {
                    // the gateway is on its way back
                }
            }
        }
    }

    private async Task UploadAsync(IEnumerable<byte[]> images)
    {
        var upload = await shared.Client.PostAsync<UploadStarted>("/api/uploads");
        foreach (var image in images)
        {
            (await shared.Client.PostAsync($"/api/uploads/{upload.UploadId}/files?name=a.dcm", new ByteArrayContent(image)))
                .EnsureSuccessStatusCode();
        }

        var report = await shared.Client.PostAsync<UploadReport>($"/api/uploads/{upload.UploadId}/complete");
        await EventuallyAsync(async () =>
            (await shared.Client.GetAsync<SeriesDetail>($"/api/series/{report.SeriesInstanceUids[0]}")).Series.State == SeriesState.Ready);
    }

    /// <summary>One file, in an upload of its own.</summary>
    private static async Task<HttpResponseMessage> SendAsync(RunningSystem system, byte[] image)
    {
        using var started = await system.Client.PostAsync("/api/uploads", null);
        if (!started.IsSuccessStatusCode)
            return new HttpResponseMessage(started.StatusCode);
        var upload = (await started.Content.ReadFromJsonAsync<UploadStarted>(Api.Json))!;
        var outcome = await system.Client.PostAsync($"/api/uploads/{upload.UploadId}/files?name=a.dcm", new ByteArrayContent(image));
        using var completed = await system.Client.PostAsync($"/api/uploads/{upload.UploadId}/complete", null);
        return outcome;
    }

    private static void Damage(string path)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);
    }

    private static async Task EventuallyAsync(Func<Task<bool>> happened)
    {
        for (var deadline = DateTime.UtcNow + Patience; ; await Task.Delay(100))
        {
            var seen = "";
            try
            {
                if (await happened())
                    return;
            }
            catch (Exception exception) when (exception is HttpRequestException or Xunit.Sdk.XunitException or TaskCanceledException)
            {
                seen = exception.Message;
            }

            Assert.True(DateTime.UtcNow < deadline, $"It did not happen within {Patience}. {seen}");
        }
    }
}
