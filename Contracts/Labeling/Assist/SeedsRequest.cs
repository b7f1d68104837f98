using System.ComponentModel.DataAnnotations;

namespace Voxmark.Contracts.Labeling;

/// <summary>Let every segment grow from its seeds until they meet, in 3-D, along the paths of least change.</summary>
/// <param name="FirstSlice">Slices they may grow over, both ends included.</param>
/// <param name="Seeds">Label maps; slices without seeds may be left out.</param>
/// <param name="Segments">Every number that the seeds hold.</param>
/// <param name="MarginMm">How far beyond the seeds' box they may grow within a slice, mm.</param>
/// <param name="Locality">Adds to the cost of a way its length; 0 for none.</param>
public sealed record SeedsRequest(
    string SeriesInstanceUid, int FirstSlice, int LastSlice,
    IReadOnlyList<LabelledSlice> Seeds, IReadOnlyList<SeedSegment> Segments,
    [property: Range(0.0, 100)] double MarginMm = 10,
    [property: Range(0.0, 10)] double Locality = 0,
    string? VolumeId = null) : IAssistRequest;

/// <param name="Number">As in the seeds.</param>
/// <param name="MinHu">It grows only over values from here on; null for any.</param>
/// <param name="IsWall">It neither grows nor lets anybody in, and is not part of the answer: a locked segment.</param>
public sealed record SeedSegment(
    [property: Range(1, 255)] int Number, int? MinHu = null, int? MaxHu = null, bool IsWall = false);

/// <summary>One event of a growth that takes a while.</summary>
/// <param name="Done">Voxels reached, of <paramref name="Total"/>.</param>
/// <param name="Proposal">In the last event only.</param>
public sealed record GrowthProgress(long Done, long Total, Proposal? Proposal);
