using System.Net;
using Voxmark.Contracts.Ingest;
using Voxmark.ServiceDefaults;

namespace Voxmark.QuantService.Clients;

/// <summary>Series as IngestService knows them. An outage throws <see cref="HttpRequestException"/>.</summary>
internal sealed class SeriesClient(HttpClient http)
{
    /// <returns>Null when the series is gone.</returns>
    public async Task<SeriesDetail?> FindAsync(string seriesInstanceUid, CancellationToken ct)
    {
        using var response = await http.GetAsync($"/api/series/{seriesInstanceUid}", ct);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return null;
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<SeriesDetail>(Defaults.Json, ct);
    }
}
