using Voxmark.Contracts.Ingest;

namespace Voxmark.WebUi.Clients;

/// <summary>Studies and series, as the signed-in person may see them.</summary>
/// <remarks>Every method throws <see cref="HttpRequestException"/> while the service does not answer as it should.</remarks>
internal sealed class IngestClient(HttpClient http)
{
    /// <param name="query">With its question mark.</param>
    public Task<StudyPage> ListStudiesAsync(string query, CancellationToken ct) =>
        http.ReadAsync<StudyPage>($"api/studies{query}", ct);

    public Task<StudySummary?> FindStudyAsync(string studyInstanceUid, CancellationToken ct) =>
        http.FindAsync<StudySummary>($"api/studies/{Uri.EscapeDataString(studyInstanceUid)}", ct);

    public Task<SeriesDetail?> FindSeriesAsync(string seriesInstanceUid, CancellationToken ct) =>
        http.FindAsync<SeriesDetail>($"api/series/{Uri.EscapeDataString(seriesInstanceUid)}", ct);
}
