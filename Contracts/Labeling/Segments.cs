namespace Voxmark.Contracts.Labeling;

/// <summary>
/// Changes of a label's list of segments. They are applied to the list as it is when they arrive, so that two people who
/// change different things both succeed.
/// </summary>
/// <param name="Order">Numbers as they are to be listed; those left out follow in their old order. Null: as before.</param>
public sealed record SegmentChanges(IReadOnlyList<SegmentEdit> Edits, IReadOnlyList<int>? Order = null);

/// <summary>One segment added, changed or deleted.</summary>
/// <param name="Before">As its user saw it; null to add one.</param>
/// <param name="After">
/// Fields that differ from <paramref name="Before"/> are taken over. Null deletes the segment and its pixels on every
/// slice. To add a segment: number 0, and the server gives the next number that was never used (when all have been, the
/// lowest that is free); or the number and key of a deleted one, to bring that back.
/// </param>
public sealed record SegmentEdit(Segment? Before, Segment? After);
