using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Voxmark.Contracts.Ingest;

namespace Voxmark.DemoStudies;

/// <summary>The gateway took a file and did not keep it.</summary>
internal sealed class DemoRefusedException(string message) : Exception(message);

/// <summary>Sends series as any script would. What is there already is left alone.</summary>
/// <param name="gateway">Signed in with somebody's API token who may upload.</param>
internal sealed class DemoUpload(HttpClient gateway)
{
    private const int FilesAtOnce = 4;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <returns>How many series were new. All can be opened by then.</returns>
    public async Task<int> SendAsync(IEnumerable<DemoSeries> all)
    {
        var missing = new List<DemoSeries>();
        foreach (var series in all)
        {
            if (!IsComplete(await FindAsync(series), series))
                missing.Add(series);
        }

        if (missing.Count == 0)
            return 0;
        var upload = await PostAsync<UploadStarted>("api/uploads", null);
        var files = missing.SelectMany(series => series.Images.Select((_, index) => (series, index)));
        await Parallel.ForEachAsync(files, new ParallelOptions { MaxDegreeOfParallelism = FilesAtOnce },
            async (file, _) => await SendAsync(upload.UploadId, file.series, file.index));
        await PostAsync<UploadReport>($"api/uploads/{upload.UploadId}/complete", null);
        foreach (var series in missing)
        {
            while (!IsComplete(await FindAsync(series), series))
                await Task.Delay(200);
        }

        return missing.Count;
    }

    private static bool IsComplete(SeriesSummary? there, DemoSeries series) =>
        there is { State: SeriesState.Ready } && there.ImageCount == series.Images.Count;

    private async Task<SeriesSummary?> FindAsync(DemoSeries series)
    {
        using var response = await gateway.GetAsync($"api/series/{series.SeriesInstanceUid}");
        if (response.StatusCode == HttpStatusCode.NotFound)
            return null;
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<SeriesDetail>(Json))!.Series;
    }

    private async Task SendAsync(Guid upload, DemoSeries series, int index)
    {
        var outcomes = await PostAsync<FileOutcome[]>(
            $"api/uploads/{upload}/files?name=demo-{series.Number}-{index + 1:000}.dcm", new ByteArrayContent(series.File(index)));
        if (outcomes.FirstOrDefault(outcome => outcome.Outcome is FileDisposition.Rejected or FileDisposition.Quarantined) is { } refused)
            throw new DemoRefusedException($"{refused.Name} was refused: {refused.Reason}");
    }

    private async Task<T> PostAsync<T>(string path, HttpContent? content)
    {
        using var response = await gateway.PostAsync(path, content);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<T>(Json))!;
    }
}
