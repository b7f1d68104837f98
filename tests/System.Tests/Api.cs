using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Voxmark.Contracts;
using Voxmark.Contracts.Inference;
using Voxmark.Contracts.Ingest;
using Voxmark.Contracts.Quant;
using Voxmark.Fixtures.Dicom;
using Voxmark.Imaging.Phantoms;

namespace Voxmark.SystemTests;

/// <summary>What a researcher's script does, over HTTP through the gateway.</summary>
internal static class Api
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static async Task<T> GetAsync<T>(this HttpClient client, string path) =>
        (await client.GetFromJsonAsync<T>(path, Json))!;

    /// <summary>Posts a body and reads the answer; anything but success fails the test with what the server said.</summary>
    public static async Task<T> PostAsync<T>(this HttpClient client, string path, object? body = null)
    {
        using var response = await client.PostAsJsonAsync(path, body ?? new { }, Json);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"POST {path}: {(int)response.StatusCode} {text}");
        return JsonSerializer.Deserialize<T>(text, Json)!;
    }

    /// <summary>Uploads files one by one and waits until the one series among them can be opened.</summary>
    public static async Task<SeriesDetail> UploadSeriesAsync(this HttpClient client, IEnumerable<string> files)
    {
        var upload = await client.PostAsync<UploadStarted>("/api/uploads");
        foreach (var file in files)
        {
            var outcomes = await client.UploadFileAsync(upload.UploadId, file);
            Assert.All(outcomes, outcome => Assert.True(
                outcome.Outcome is FileDisposition.Stored or FileDisposition.AlreadyThere, $"{outcome.Name}: {outcome.Reason}"));
        }

        var report = await client.PostAsync<UploadReport>($"/api/uploads/{upload.UploadId}/complete");
        var series = Assert.Single(report.SeriesInstanceUids);
        return await EventuallyAsync(
            () => client.GetAsync<SeriesDetail>($"/api/series/{series}"), detail => detail.Series.State != SeriesState.Receiving);
    }

    /// <summary>Uploads a phantom as a series of its own.</summary>
    /// <returns>Its SeriesInstanceUid.</returns>
    public static async Task<string> UploadPhantomAsync(this HttpClient client, AbdomenPhantom phantom)
    {
        var folder = Directory.CreateTempSubdirectory("voxmark-phantom-");
        new PhantomSeries(phantom).WriteTo(folder.FullName);
        var series = await client.UploadSeriesAsync(Directory.EnumerateFiles(folder.FullName));
        folder.Delete(recursive: true);
        return series.Series.SeriesInstanceUid;
    }

    public static async Task<FileOutcome[]> UploadFileAsync(this HttpClient client, Guid uploadId, string file)
    {
        using var content = new StreamContent(File.OpenRead(file));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var response = await client.PostAsync(
            $"/api/uploads/{uploadId}/files?name={Uri.EscapeDataString(Path.GetFileName(file))}", content);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{Path.GetFileName(file)}: {(int)response.StatusCode} {text}");
        return JsonSerializer.Deserialize<FileOutcome[]>(text, Json)!;
    }

    public static async Task<InferenceJob> SegmentAsync(this HttpClient client, StartInference request)
    {
        var job = await client.PostAsync<InferenceJob>("/api/inference/jobs", request);
        job = await EventuallyAsync(
            () => client.GetAsync<InferenceJob>($"/api/inference/jobs/{job.Id}"), latest => latest.State > JobState.Running);
        Assert.True(job.State == JobState.Succeeded, job.Problem);
        return job;
    }

    public static async Task<QuantResult> MeasureAsync(this HttpClient client, StartQuant request)
    {
        var job = await client.PostAsync<QuantJob>("/api/quant/jobs", request);
        job = await EventuallyAsync(
            () => client.GetAsync<QuantJob>($"/api/quant/jobs/{job.Id}"), latest => latest.State > JobState.Running);
        Assert.True(job.State == JobState.Succeeded, job.Problem);
        return await client.GetAsync<QuantResult>($"/api/quant/results/{job.ResultId}");
    }

    public static async Task<T> EventuallyAsync<T>(Func<Task<T>> look, Func<T, bool> until)
    {
        for (var deadline = DateTime.UtcNow + Patience; ; await Task.Delay(100))
        {
            var seen = await look();
            if (until(seen))
                return seen;
            Assert.True(DateTime.UtcNow < deadline, $"It did not happen within {Patience}: {seen}");
        }
    }
}
