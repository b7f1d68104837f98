namespace Voxmark.Contracts.Labeling;

/// <summary>The labelling area: a range of slices, both ends included.</summary>
/// <param name="Level"><c>T12</c> … <c>S1</c> or free text.</param>
/// <param name="Proposed">What the machine had proposed, null when a person marked it without one.</param>
public sealed record CreateSelection(
    string SeriesInstanceUid, int FirstSlice, int LastSlice, string? Level, ProposedRange? Proposed);

public sealed record ProposedRange(string? Level, int FirstSlice, int LastSlice, double Confidence);

public sealed record Selection(
    Guid Id, string SeriesInstanceUid, int FirstSlice, int LastSlice, string? Level, ProposedRange? Proposed,
    Person CreatedBy, DateTimeOffset CreatedAt);
