using Microsoft.AspNetCore.Http.Extensions;
using Voxmark.Contracts.Ingest;

namespace Voxmark.WebUi.Clients;

/// <summary>Studies and series, as the signed-in person may see them.</summary>
/// <remarks>Every method throws <see cref="HttpRequestException"/> while the service does not answer as it should.</remarks>
internal sealed class IngestClient(HttpClient http)
{
    /// <param name="page">1-based.</param>
    public Task<StudyPage> ListStudiesAsync(
        string? search, string? modality, int page, int pageSize, CancellationToken ct)
    {
        var query = new QueryBuilder { { "page", $"{page}" }, { "pageSize", $"{pageSize}" } };
        if (!string.IsNullOrWhiteSpace(search))
            query.Add("search", search);
        if (!string.IsNullOrWhiteSpace(modality))
            query.Add("modality", modality);
        return http.ReadAsync<StudyPage>($"api/studies{query}", ct);
    }

    public Task<StudySummary?> FindStudyAsync(string studyInstanceUid, CancellationToken ct) =>
        http.FindAsync<StudySummary>($"api/studies/{Uri.EscapeDataString(studyInstanceUid)}", ct);

    public Task<SeriesDetail?> FindSeriesAsync(string seriesInstanceUid, CancellationToken ct) =>
        http.FindAsync<SeriesDetail>($"api/series/{Uri.EscapeDataString(seriesInstanceUid)}", ct);
}
