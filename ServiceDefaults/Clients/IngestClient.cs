using Voxmark.Contracts.Ingest;

namespace Voxmark.ServiceDefaults.Clients;

/// <summary>Studies and series, as the caller may see them.</summary>
/// <remarks>Every method throws <see cref="HttpRequestException"/> while the service does not answer as it should.</remarks>
public sealed class IngestClient(HttpClient http)
{
    /// <param name="query">With its question mark.</param>
    public Task<StudyPage> ListStudiesAsync(string query, CancellationToken ct) =>
        http.ReadAsync<StudyPage>($"api/studies{query}", ct);

    /// <returns>Null when there is no such study.</returns>
    public Task<StudySummary?> FindStudyAsync(string studyInstanceUid, CancellationToken ct) =>
        http.FindAsync<StudySummary>($"api/studies/{Uri.EscapeDataString(studyInstanceUid)}", ct);

    /// <returns>Null when there is no such series.</returns>
    public Task<SeriesDetail?> FindSeriesAsync(string seriesInstanceUid, CancellationToken ct) =>
        http.FindAsync<SeriesDetail>($"api/series/{Uri.EscapeDataString(seriesInstanceUid)}", ct);
}
