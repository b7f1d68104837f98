namespace Voxmark.Contracts.Labeling;

/// <summary>The labelling area: a range of slices, both ends included.</summary>
/// <param name="Level"><c>T12</c> … <c>S1</c> or free text.</param>
/// <param name="Proposed">What the machine had proposed, null when a person marked it without one.</param>
/// <param name="VolumeId">The volume that the slices count on; null for the series as it is.</param>
public sealed record CreateSelection(
    string SeriesInstanceUid, int FirstSlice, int LastSlice, string? Level, ProposedRange? Proposed, string? VolumeId = null);

public sealed record ProposedRange(string? Level, int FirstSlice, int LastSlice, double Confidence);

/// <summary>Keeps the images that it was marked on: its slices are where those lie in the series now.</summary>
/// <param name="Proposed">Null, too, once the series has changed: a proposal is one for the volume it was made on.</param>
/// <param name="VolumeId">The volume that the slices count on; null when the series has none now.</param>
/// <param name="IsLost">None of its images is in the series any more, or it is from before they were noted; its slices are
/// those of then.</param>
public sealed record Selection(
    Guid Id, string SeriesInstanceUid, int FirstSlice, int LastSlice, string? Level, ProposedRange? Proposed,
    Person CreatedBy, DateTimeOffset CreatedAt, string? VolumeId = null, bool IsLost = false);
