using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Masks;

namespace Voxmark.ServiceDefaults.Clients;

/// <summary>Labels, as the caller may see them.</summary>
/// <remarks>Every method throws <see cref="HttpRequestException"/> while the service does not answer as it should.</remarks>
public sealed class LabelingClient(HttpClient http)
{
    /// <summary>Newest change first.</summary>
    public Task<LabelSummary[]> ListLabelsAsync(string seriesInstanceUid, CancellationToken ct) =>
        http.ReadAsync<LabelSummary[]>($"api/labels?seriesInstanceUid={Uri.EscapeDataString(seriesInstanceUid)}", ct);

    /// <returns>Its newest revision on the newest volume. Null when there is no such label.</returns>
    public Task<Label?> FindLabelAsync(Guid id, CancellationToken ct) => http.FindAsync<Label>($"api/labels/{id}", ct);

    /// <param name="revision">Null for the newest.</param>
    /// <returns>On the volume that the revision was made on, if that is kept. Null when there is no such label or revision.</returns>
    public Task<Label?> FindLabelAsMadeAsync(Guid id, int? revision, CancellationToken ct) =>
        http.FindAsync<Label>($"api/labels/{id}?asMade=true{(revision is null ? "" : $"&revision={revision}")}", ct);

    /// <param name="label">At a revision, on a volume.</param>
    /// <returns>Every slice of that volume that carries a label at that revision, ascending.</returns>
    public async Task<IReadOnlyList<SliceMask>> ReadMasksAsync(Label label, CancellationToken ct)
    {
        var bytes = await http.GetByteArrayAsync($"api/labels/{label.Id}/masks?revision={label.Revision}&volumeId={label.VolumeId}", ct);
        return SliceMasks.TryParse(bytes, out var masks, out var problem)
            ? masks
            : throw new InvalidDataException($"The masks of label {label.Id} cannot be read: {problem}");
    }

    /// <returns>The models whose pixels that revision holds.</returns>
    public Task<ModelShare[]> ReadModelsAsync(Guid id, int revision, CancellationToken ct) =>
        http.ReadAsync<ModelShare[]>($"api/labels/{id}/models?revision={revision}", ct);
}
