using System.Net;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Masks;
using Voxmark.ServiceDefaults;

namespace Voxmark.QuantService.Clients;

/// <summary>Labels as LabelingService keeps them. An outage throws <see cref="HttpRequestException"/>.</summary>
internal sealed class LabelsClient(HttpClient http)
{
    /// <param name="revision">Null for the newest.</param>
    /// <returns>On the volume that the revision was made on, if that is kept. Null when there is no such label or revision.</returns>
    public async Task<Label?> FindAsync(Guid labelId, int? revision, CancellationToken ct)
    {
        using var response = await http.GetAsync(
            $"/api/labels/{labelId}?asMade=true{(revision is null ? "" : $"&revision={revision}")}", ct);
        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest)
            return null;
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<Label>(Defaults.Json, ct);
    }

    /// <param name="label">At a revision, on a volume.</param>
    /// <returns>Every slice of that volume that carries a label at that revision, ascending.</returns>
    public async Task<IReadOnlyList<SliceMask>> MasksAsync(Label label, CancellationToken ct)
    {
        var bytes = await http.GetByteArrayAsync($"/api/labels/{label.Id}/masks?revision={label.Revision}&volumeId={label.VolumeId}", ct);
        return SliceMasks.TryParse(bytes, out var masks, out var problem)
            ? masks
            : throw new InvalidDataException($"The masks of label {label.Id} cannot be read: {problem}");
    }

    /// <returns>The models whose pixels that revision holds.</returns>
    public async Task<IReadOnlyList<ModelShare>> ModelsAsync(Guid labelId, int revision, CancellationToken ct) =>
        await http.GetFromJsonAsync<List<ModelShare>>($"/api/labels/{labelId}/models?revision={revision}", Defaults.Json, ct) ?? [];
}
