using Voxmark.Contracts.Labeling;

namespace Voxmark.WebUi.Clients;

/// <summary>Labels, as the signed-in person may see them.</summary>
/// <remarks>Every method throws <see cref="HttpRequestException"/> while the service does not answer as it should.</remarks>
internal sealed class LabelingClient(HttpClient http)
{
    /// <summary>Newest change first.</summary>
    public Task<LabelSummary[]> ListLabelsAsync(string seriesInstanceUid, CancellationToken ct) =>
        http.ReadAsync<LabelSummary[]>($"api/labels?seriesInstanceUid={Uri.EscapeDataString(seriesInstanceUid)}", ct);

    public Task<Label?> FindLabelAsync(Guid id, CancellationToken ct) => http.FindAsync<Label>($"api/labels/{id}", ct);
}
