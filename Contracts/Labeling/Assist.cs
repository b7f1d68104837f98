namespace Voxmark.Contracts.Labeling;

// HU stands for the images' own values: in CT they are HU. Where a tool's width in HU means "about as much as …" and the
// images have no HU (MR), it is taken as that share of the slice's own range of values. VolumeId is the volume that a
// request's slices count on: 409 urn:voxmark:series-changed when it is no longer the series'; null for the series as it is.

/// <summary>Pixels Left ≤ column &lt; Left + Width, Top ≤ row &lt; Top + Height.</summary>
public sealed record PixelRectangle(int Left, int Top, int Width, int Height);

/// <summary>A stroke along (column, row) points.</summary>
/// <param name="Points">Alternating column and row, in pixels.</param>
public sealed record Stroke(double[] Points, double RadiusPx);

/// <summary>A slice's label map as the user sees it now, saved or not.</summary>
/// <param name="Mask">The whole slice, encoded as docs/mask-encoding.md says.</param>
public sealed record LabelledSlice(int Slice, byte[] Mask);

/// <summary>Select what looks like the inside of a rectangle: histogram back projection in HU.</summary>
/// <param name="BinHu">Width of a histogram bin, HU, 1–200.</param>
/// <param name="Threshold">Share of the histogram's maximum above which a value counts as similar, 0–1.</param>
/// <param name="OpenMm">Radius of the opening that removes thin bridges, mm, 0–10.</param>
/// <param name="TouchingOnly">Keep only components that touch the rectangle.</param>
/// <param name="Limit">Nothing outside is selected; null for the whole slice.</param>
/// <param name="MinHu">HU gate, inclusive; null for none.</param>
/// <param name="Lasso">Nothing outside this closed polygon is selected; alternating column and row, in pixels.</param>
/// <param name="SmoothMm">Sigma of a Gaussian before all else, mm, 0–5.</param>
public sealed record BackProjectionRequest(
    string SeriesInstanceUid, int Slice, PixelRectangle Rectangle,
    double BinHu = 20, double Threshold = 0.10, double OpenMm = 0, bool TouchingOnly = true,
    PixelRectangle? Limit = null, int? MinHu = null, int? MaxHu = null, double[]? Lasso = null, double SmoothMm = 0, string? VolumeId = null);

/// <summary>GrabCut inside a rectangle, refined by strokes.</summary>
/// <param name="Keep">Strokes that surely belong to the object; without any, the rectangle's middle primes the model.</param>
/// <param name="Iterations">1–10.</param>
/// <param name="MarginMm">How far around the rectangle the background is learnt, mm, 1–50.</param>
/// <param name="Lasso">What lies outside this closed polygon is background; alternating column and row, in pixels.</param>
public sealed record GrabCutRequest(
    string SeriesInstanceUid, int Slice, PixelRectangle Rectangle,
    IReadOnlyList<Stroke>? Keep = null, IReadOnlyList<Stroke>? Remove = null,
    int Iterations = 2, double MarginMm = 5, int? MinHu = null, int? MaxHu = null, double[]? Lasso = null, string? VolumeId = null);

/// <summary>Carry an object to another slice: GrabCut in a band around its outline.</summary>
/// <param name="FromSlice">The slice that <paramref name="Mask"/> belongs to.</param>
/// <param name="Mask">The object; whatever is not 0.</param>
/// <param name="ToSlice">Usually the next one.</param>
/// <param name="BandMm">How far the outline may move, mm, 1–20.</param>
public sealed record CarryRequest(
    string SeriesInstanceUid, int FromSlice, byte[] Mask, int ToSlice,
    double BandMm = 4, int Iterations = 2, int? MinHu = null, int? MaxHu = null, string? VolumeId = null);

/// <summary>Select a range of values on one or more slices, and clean it up.</summary>
/// <param name="Min">Inclusive, in the images' values; null for no lower end.</param>
/// <param name="OpenMm">Radius of the opening that removes thin bridges, mm, 0–10.</param>
/// <param name="MinIslandMm2">Parts (edge to edge) of less are left out; 0 for none.</param>
/// <param name="MaxHoleMm2">Holes of at most this size are filled; 0 for none.</param>
public sealed record ThresholdRequest(
    string SeriesInstanceUid, int FirstSlice, int LastSlice, double? Min, double? Max,
    double OpenMm = 0, double MinIslandMm2 = 0, double MaxHoleMm2 = 0, double[]? Lasso = null, string? VolumeId = null);

/// <summary>Grow a region from a pixel over its neighbours (edge to edge, and from slice to slice).</summary>
/// <param name="FirstSlice">Slices it may grow over, both ends included; equal to <paramref name="Slice"/> for one slice.</param>
/// <param name="ToleranceHu">How far values may lie from the mean around the pixel; null for the gate alone.</param>
/// <param name="OpenMm">Radius of the opening that keeps it from leaking through thin bridges, mm, 0–10.</param>
public sealed record RegionGrowingRequest(
    string SeriesInstanceUid, int Slice, int Column, int Row, int FirstSlice, int LastSlice,
    double? ToleranceHu = 40, double OpenMm = 0, int? MinHu = null, int? MaxHu = null, double[]? Lasso = null, string? VolumeId = null);

/// <summary>Split parts that touch at a neck, and propose the part under a pixel.</summary>
/// <param name="Mask">The parts together; whatever is not 0.</param>
/// <param name="DepthMm">How much narrower (in half widths) a neck must be than the thinner part, mm, 0–20.</param>
public sealed record SplitRequest(
    string SeriesInstanceUid, int Slice, byte[] Mask, int Column, int Row, double DepthMm = 1.5, string? VolumeId = null);

/// <summary>Fill the slices between labelled ones: signed distances blended, centres aligned.</summary>
/// <param name="Slices">At least two; whatever is not 0 is the object. One entry a slice.</param>
public sealed record InterpolationRequest(
    string SeriesInstanceUid, IReadOnlyList<LabelledSlice> Slices, int? MinHu = null, int? MaxHu = null, string? VolumeId = null);

/// <summary>Let every segment grow from its seeds until they meet, in 3-D, along the paths of least change.</summary>
/// <param name="FirstSlice">Slices they may grow over, both ends included.</param>
/// <param name="Seeds">Label maps; slices without seeds may be left out.</param>
/// <param name="Segments">Every number that the seeds hold.</param>
/// <param name="MarginMm">How far beyond the seeds' box they may grow within a slice, mm, 0–100.</param>
/// <param name="Locality">Adds to the cost of a way its length: 0–10, 0 for none.</param>
public sealed record SeedsRequest(
    string SeriesInstanceUid, int FirstSlice, int LastSlice, IReadOnlyList<LabelledSlice> Seeds, IReadOnlyList<SeedSegment> Segments,
    double MarginMm = 10, double Locality = 0, string? VolumeId = null);

/// <param name="Number">1–255, as in the seeds.</param>
/// <param name="MinHu">It grows only over values from here on; null for any.</param>
/// <param name="IsWall">It neither grows nor lets anybody in, and is not part of the answer: a locked segment.</param>
public sealed record SeedSegment(int Number, int? MinHu = null, int? MaxHu = null, bool IsWall = false);

/// <summary>One event of a growth that takes a while.</summary>
/// <param name="Done">Voxels reached, of <paramref name="Total"/>.</param>
/// <param name="Proposal">In the last event only.</param>
public sealed record GrowthProgress(long Done, long Total, Proposal? Proposal);

/// <summary>A tool's answer: nothing is stored until a person accepts it.</summary>
/// <param name="Slices">Every slice that was worked on, also where nothing was found.</param>
/// <param name="VolumeId">The volume that was looked at, and that the slices count on.</param>
public sealed record Proposal(
    IReadOnlyList<ProposedSlice> Slices, IReadOnlyList<ProposalNotice> Notices, double ElapsedMs, string VolumeId);

/// <param name="Mask">The whole slice, encoded as docs/mask-encoding.md says: 1 where proposed, or the segment's number
/// where a tool works on several.</param>
public sealed record ProposedSlice(int Slice, byte[] Mask, int PixelCount, double? AreaCm2);

/// <summary>What a person should know before accepting.</summary>
/// <param name="Code"><c>overlap</c>, <c>area-change</c>: it hardly fits the slice it came from (Dice; change as a share).
/// <c>gap</c>: the labelled slices lie this far apart, mm; <c>gap-unknown</c>: the images do not say. <c>apart</c>: the two
/// shapes share no pixel even when their centres meet.</param>
/// <param name="Slice">Where.</param>
public sealed record ProposalNotice(string Code, int Slice, double Value);
