using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Hosting;
using Voxmark.Contracts.Ingest;
using Voxmark.Fixtures.Services;
using Voxmark.IngestService.Persistence;
using Voxmark.ServiceDefaults;

namespace Voxmark.IngestService.Tests;

/// <summary>IngestService on a database of its own.</summary>
public sealed class IngestFactory() : ServiceFactory<Program, IngestDbContext>(IngestDbContext.ConnectionName)
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Integrity:FilesPerHour", "0"); // tests damage files, and say themselves when they are looked at
    }
}

/// <summary>What a page or a script does with the service.</summary>
internal static class IngestClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task<Guid> StartUploadAsync(this HttpClient client)
    {
        var response = await client.PostAsync("/api/uploads", null);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (await response.ReadAsync<UploadStarted>()).UploadId;
    }

    public static async Task<IReadOnlyList<FileOutcome>> SendAsync(this HttpClient client, Guid upload, string name, byte[] content)
    {
        var response = await client.PostAsync(
            $"/api/uploads/{upload}/files?name={Uri.EscapeDataString(name)}", new ByteArrayContent(content));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.ReadAsync<FileOutcome[]>();
    }

    /// <summary>One file in an upload of its own.</summary>
    public static async Task<FileOutcome> SendAsync(this HttpClient client, byte[] content) =>
        Assert.Single(await client.SendAsync(await client.StartUploadAsync(), "file.dcm", content));

    public static async Task<UploadReport> CompleteAsync(this HttpClient client, Guid upload)
    {
        var response = await client.PostAsync($"/api/uploads/{upload}/complete", null);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return await response.ReadAsync<UploadReport>();
    }

    /// <summary>Uploads files and waits until their series is no longer being received.</summary>
    public static async Task<SeriesDetail> UploadSeriesAsync(this HttpClient client, IEnumerable<byte[]> files)
    {
        var upload = await client.StartUploadAsync();
        string? series = null;
        foreach (var file in files)
        {
            var outcome = Assert.Single(await client.SendAsync(upload, "file.dcm", file));
            Assert.Equal(FileDisposition.Stored, outcome.Outcome);
            series = outcome.SeriesInstanceUid;
        }

        await client.CompleteAsync(upload);
        return await client.WaitForSeriesAsync(series!);
    }

    public static async Task<SeriesDetail> WaitForSeriesAsync(this HttpClient client, string seriesInstanceUid)
    {
        for (var deadline = DateTime.UtcNow + Patience; ; await Task.Delay(50))
        {
            var detail = await client.GetAsync<SeriesDetail>($"/api/series/{seriesInstanceUid}");
            if (detail.Series.State != SeriesState.Receiving)
                return detail;
            Assert.True(DateTime.UtcNow < deadline, "The series is still being received.");
        }
    }

    public static async Task<T> GetAsync<T>(this HttpClient client, string path)
    {
        var response = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.ReadAsync<T>();
    }

    private static async Task<T> ReadAsync<T>(this HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<T>(Defaults.Json))!;
}
