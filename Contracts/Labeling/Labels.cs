using System.Text.Json;

namespace Voxmark.Contracts.Labeling;

/// <summary>A tissue or structure inside a label set.</summary>
/// <param name="Number">1–255: the value in the mask.</param>
/// <param name="Colour">CSS hex, <c>#rrggbb</c>.</param>
/// <param name="Code">What it stands for: coding scheme and value, for example <c>SCT:127954009</c>, and behind an <c>@</c>
/// a region where the code alone does not tell (<see cref="SegmentCodes"/>). Null when nobody said.</param>
/// <param name="MinHu">Lower end of the segment's HU range, inclusive; null for none.</param>
/// <param name="MaxHu">Upper end, inclusive; null for none.</param>
public sealed record Segment(
    int Number, string Key, string Name, string Colour, string? Code, int? MinHu, int? MaxHu, bool Locked, bool Visible);

/// <param name="Template">Key of a segment template, for example <c>l3-body-composition</c>.</param>
/// <param name="VolumeId">The volume of the series as its maker saw it; null for the series as it is.</param>
public sealed record CreateLabel(
    string SeriesInstanceUid, Guid? SelectionId, string Template, string? Name, string? VolumeId = null);

/// <param name="VolumeId">The volume that the slices count on.</param>
/// <param name="DeletedAt">Null for a label that is there.</param>
public sealed record LabelSummary(
    Guid Id, string SeriesInstanceUid, string Name, string? Level, int FirstSlice, int LastSlice, int HeadRevision,
    string Origin, Person CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt, string? VolumeId = null,
    bool IsHidden = false, DateTimeOffset? DeletedAt = null);

/// <summary>Changes of the label itself, none of them a revision; null leaves it as it is.</summary>
/// <param name="Name">Empty: the name of its template.</param>
public sealed record ChangeLabel(string? Name = null, bool? IsHidden = null);

/// <summary>A label set at one revision.</summary>
/// <param name="Origin"><c>person</c>, or <c>model</c> when an inference job made it.</param>
/// <param name="Revision">The revision that is described; 0 is the empty label.</param>
/// <param name="Slices">Slices that carry any label, as of <paramref name="Revision"/>.</param>
/// <param name="VolumeId">The volume that all slices here count on: that of the series now, unless another was asked for.</param>
/// <param name="RevisionVolumeId">The volume that <paramref name="Revision"/> was made on; null where that was not noted.</param>
/// <param name="Lost">Images that carried a label at <paramref name="Revision"/> and are not in <paramref name="VolumeId"/>.</param>
public sealed record Label(
    Guid Id, string SeriesInstanceUid, string Name, Guid? SelectionId, string? Level, int FirstSlice, int LastSlice,
    int Rows, int Columns, IReadOnlyList<Segment> Segments, int Revision, int HeadRevision,
    IReadOnlyList<LabelSlice> Slices, string Origin, Person CreatedBy, DateTimeOffset CreatedAt,
    string? VolumeId = null, string? RevisionVolumeId = null, IReadOnlyList<LostSlice>? Lost = null);

/// <param name="Revision">The revision that last changed this slice: the base to send when saving it.</param>
/// <param name="MaskHash">SHA-256 of the encoded mask, lower-case hex: equal masks have equal hashes.</param>
/// <param name="SopInstanceUid">With the frame, the image that the mask belongs to; the slice is where it lies now.</param>
/// <param name="Frame">0-based.</param>
public sealed record LabelSlice(int Slice, int Revision, string MaskHash, string SopInstanceUid = "", int Frame = 0);

/// <param name="SopInstanceUid">Empty for a label of before images were noted, drawn on a series that has changed since:
/// the frame is the slice's index of then.</param>
public sealed record LostSlice(string SopInstanceUid, int Frame, int Revision, string MaskHash);

/// <summary>Save changed slices as one new revision.</summary>
/// <param name="OperationId">Made by the client; repeating it returns the revision it made the first time.</param>
/// <param name="Tool"><c>brush</c>, <c>eraser</c>, <c>back-projection</c>, <c>grab-cut</c>, <c>model</c>, <c>undo</c>, …</param>
/// <param name="Parameters">The tool's own settings, kept as they are.</param>
/// <param name="Segments">Changes of the list of segments; with them <paramref name="Slices"/> may be empty.</param>
/// <param name="VolumeId">The volume that the slices count on: 409 <c>urn:voxmark:series-changed</c> when it is no longer the
/// series'. Null stands for the volume that the label was made on.</param>
public sealed record SaveRevision(
    Guid OperationId, string Tool, JsonElement? Parameters, ModelReference? Model, IReadOnlyList<SliceChange> Slices,
    SegmentChanges? Segments = null, string? VolumeId = null);

/// <param name="BaseRevision"><see cref="LabelSlice.Revision"/> the change was made on, 0 when the slice was empty.</param>
/// <param name="Mask">The whole slice after the change, encoded as docs/mask-encoding.md says.</param>
public sealed record SliceChange(int Slice, int BaseRevision, byte[] Mask);

/// <summary>The bundle whose model drew. Whoever saves names id, version and job; the rest is what was noted of the run, and
/// holds whatever becomes of the bundle.</summary>
/// <param name="Sha256">Of the model file, lower-case hex; null where that was not noted.</param>
/// <param name="ForMeasurement">False for a model whose results must not be reported; null where that was not noted.</param>
public sealed record ModelReference(string Id, string Version, Guid? JobId, string? Sha256 = null, bool? ForMeasurement = null);

/// <param name="Segments">All segments as this revision left them, null when it left them as they were.</param>
/// <param name="VolumeId">The volume that the slices count on.</param>
public sealed record RevisionSaved(
    int Revision, DateTimeOffset SavedAt, IReadOnlyList<LabelSlice> Slices, IReadOnlyList<Segment>? Segments = null,
    string? VolumeId = null);

/// <summary>Changes that had to wait, oldest first. Each becomes a revision of its own.</summary>
/// <param name="Revisions">1–200. Where two of them change a slice, the later one was made on what the earlier one left:
/// its base is the first one's.</param>
public sealed record SaveRevisions(IReadOnlyList<SaveRevision> Revisions);

/// <param name="Saved">In order, up to the first one that could not be stored. Sent alone, that one is told why.</param>
public sealed record RevisionsSaved(IReadOnlyList<RevisionSaved> Saved);

/// <param name="OperationId">Of the save that made it; a revision with the tool <c>undo</c> or <c>redo</c> names in its
/// parameters, as <c>operation</c>, the one that it takes back or makes again.</param>
/// <param name="Slices">Where the images that it changed lie in the volume that was asked for; those that are not in it are
/// left out.</param>
/// <param name="Changes">What became of each segment that it changed; empty unless asked for.</param>
/// <param name="VolumeId">The volume that it was made on; null where that was not noted.</param>
public sealed record RevisionSummary(
    int Revision, Guid OperationId, DateTimeOffset SavedAt, Person SavedBy, string Tool, JsonElement? Parameters,
    ModelReference? Model, IReadOnlyList<int> Slices, IReadOnlyList<SegmentChange> Changes, string? VolumeId = null);

/// <summary>Pixels of a segment on the slices that a revision changed, before it and after it.</summary>
public sealed record SegmentChange(int Number, long PixelsBefore, long PixelsAfter);

/// <summary>A slice that somebody else changed meanwhile; carried by the 409 answer as <c>stale</c>.</summary>
public sealed record StaleSlice(int Slice, int BaseRevision, int CurrentRevision, Person ChangedBy, DateTimeOffset ChangedAt);

/// <summary>A slice on which a locked segment would have lost or gained pixels; carried by the 409 answer as <c>locked</c>.</summary>
public sealed record LockedSlice(int Slice, IReadOnlyList<int> Segments);

/// <summary>A ready-made list of segments that a new label starts with.</summary>
/// <param name="Key">Stable, for programs: <c>l3-body-composition</c>, <c>free</c>.</param>
public sealed record SegmentTemplate(string Key, string Name, IReadOnlyList<Segment> Segments);

/// <summary>How one revision of a label differs from another.</summary>
/// <param name="Segments">Every segment that either has, over all slices.</param>
/// <param name="Slices">Only the slices that differ, ascending.</param>
public sealed record RevisionComparison(
    int From, int To, IReadOnlyList<SegmentOverlap> Segments, IReadOnlyList<SliceDifference> Slices);

/// <param name="Segments">The segments that differ on this slice.</param>
public sealed record SliceDifference(int Slice, IReadOnlyList<SegmentOverlap> Segments);

/// <param name="PixelsFrom">Pixels of the segment in the first revision.</param>
/// <param name="PixelsTo">In the second.</param>
/// <param name="PixelsInBoth">Pixels that belong to it in both.</param>
/// <param name="Dice">2 × PixelsInBoth / (PixelsFrom + PixelsTo): 1 for equal, 0 for disjoint.</param>
public sealed record SegmentOverlap(int Number, long PixelsFrom, long PixelsTo, long PixelsInBoth, double Dice);
