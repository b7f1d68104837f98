namespace Voxmark.Contracts.Labeling;

/// <summary>Fill the slices between labelled ones: signed distances blended, centres aligned.</summary>
/// <param name="Slices">At least two; whatever is not 0 is the object. One entry a slice.</param>
public sealed record InterpolationRequest(
    string SeriesInstanceUid, IReadOnlyList<LabelledSlice> Slices, int? MinHu = null, int? MaxHu = null,
    string? VolumeId = null) : IAssistRequest;
