using Voxmark.Contracts.Labeling;
using Voxmark.Contracts.Quant;
using Voxmark.Imaging.Masks;

namespace Voxmark.QuantService.BodyComposition;

/// <summary>What a slice says of itself.</summary>
/// <param name="LocationMm">Along the series' axis; null when unknown.</param>
/// <param name="PixelAreaMm2">Row spacing × column spacing; null when unknown.</param>
/// <param name="Padding">Voxels where nothing was imaged; null for none.</param>
/// <param name="Unit">Of its values: <c>HU</c>, another that the image states, or empty.</param>
/// <param name="IsCut">Values beyond what a voxel can hold were cut to that somewhere in the volume.</param>
internal readonly record struct SliceFacts(
    double? LocationMm, double? PixelAreaMm2, VoxelInterval? Padding, string Unit, bool IsCut = false)
{
    public bool IsHounsfield => Unit == "HU";
}

/// <summary>
/// Measures a label, fed slice by slice. Padding counts as nothing: a slice with nothing else is not labelled. Not
/// thread-safe.
/// </summary>
internal sealed class LabelMeasurer(IReadOnlyList<Segment> segments, MeasureUnits units)
{
    private readonly Dictionary<byte, VoxelInterval> _ranges = RangesOf(segments, units);
    private readonly SliceTallier _tallier = new(RangesOf(segments, units));
    private readonly SortedDictionary<int, LabelledSlice> _slices = [];
    private readonly Dictionary<int, long> _padding = [];
    private readonly Dictionary<int, long> _cut = [];

    /// <summary>0-based indices of the slices that carry any label, ascending.</summary>
    public IReadOnlyList<int> LabelledSlices => [.. _slices.Keys];

    /// <param name="slice">0-based, feet to head.</param>
    /// <param name="voxels">[Rows, Columns], row-major.</param>
    /// <param name="mask">The same shape.</param>
    /// <exception cref="InvalidDataException">The mask carries a number that is none of the label's segments.</exception>
    public void Add(int slice, SliceFacts facts, ReadOnlySpan<short> voxels, Mask mask)
    {
        var tallies = _tallier.Tally(voxels, mask, facts.Padding);
        foreach (var tally in tallies)
        {
            if (segments.All(s => s.Number != tally.Label))
                throw new InvalidDataException($"Slice {slice} carries {tally.Label}, which is no segment.");
            _padding[tally.Label] = _padding.GetValueOrDefault(tally.Label) + tally.PaddingCount;
            if (facts.IsCut)
                _cut[tally.Label] = _cut.GetValueOrDefault(tally.Label) + tally.EndCount;
        }

        var drawn = tallies.Where(tally => tally.Voxels.Count > 0).ToList();
        if (drawn.Count > 0)
            _slices.Add(slice, new LabelledSlice(facts, drawn));
    }

    /// <summary>One entry per slice × segment that occurs on it; slices ascending, then segment numbers.</summary>
    public IReadOnlyList<SliceMeasure> MeasureSlices() =>
    [
        .. from slice in _slices
           from tally in slice.Value.Tallies
           select new SliceMeasure(
               slice.Key, slice.Value.Facts.LocationMm, tally.Label, (int)tally.Voxels.Count,
               MeasureUnits.AreaCm2(tally.Voxels.Count, slice.Value.Facts.PixelAreaMm2),
               units.StatisticsOf(tally.Voxels, slice.Value.Facts.Unit, tally.Median)!, OutsideRange([(slice.Value.Facts, tally)])),
    ];

    /// <summary>One entry per segment of the label, also for those without a voxel.</summary>
    /// <param name="referenceSlice">One of <see cref="LabelledSlices"/>.</param>
    public IReadOnlyList<SegmentMeasure> MeasureSegments(int referenceSlice) =>
        [.. segments.Select(segment => Measure(segment, referenceSlice))];

    private SegmentMeasure Measure(Segment segment, int referenceSlice)
    {
        var perSlice = (
            from slice in _slices
            from tally in slice.Value.Tallies
            where tally.Label == segment.Number
            select (Slice: slice.Key, slice.Value.Facts, Tally: tally)).ToList();
        var all = perSlice.Aggregate(VoxelTally.Empty, (sum, t) => sum + t.Tally.Voxels);
        var here = perSlice.Where(t => t.Slice == referenceSlice).ToList();
        var pixels = here.Sum(t => (int)t.Tally.Voxels.Count);
        var commonUnit = perSlice.Select(t => t.Facts.Unit).Distinct().Take(2).ToList() is [var unit] ? unit : null;

        return new SegmentMeasure(
            segment.Number, segment.Key, segment.Name, segment.Colour, segment.Code,
            perSlice.Count, all.Count,
            units.VolumeCm3(perSlice.Select(t => MeasureUnits.AreaCm2(t.Tally.Voxels.Count, t.Facts.PixelAreaMm2))),
            units.StatisticsOf(all, commonUnit), OutsideRange(perSlice.Select(t => (t.Facts, t.Tally))),
            pixels, MeasureUnits.AreaCm2(pixels, _slices[referenceSlice].Facts.PixelAreaMm2),
            here.Count == 0 ? null : units.StatisticsOf(here[0].Tally.Voxels, here[0].Facts.Unit, here[0].Tally.Median),
            OutsideRange(here.Select(t => (t.Facts, t.Tally))), _padding.GetValueOrDefault(segment.Number),
            _cut.GetValueOrDefault(segment.Number));
    }

    /// <summary>Of those in HU: a range says nothing of other values.</summary>
    /// <param name="tallies">Of one segment.</param>
    /// <returns>Null where the segment has no range, or no voxel in HU.</returns>
    private double? OutsideRange(IEnumerable<(SliceFacts Facts, LabelTally Tally)> tallies)
    {
        var inHu = tallies.Where(t => t.Facts.IsHounsfield && _ranges.ContainsKey(t.Tally.Label)).Select(t => t.Tally).ToList();
        return inHu.Count == 0 ? null : (double)inHu.Sum(t => (long)t.OutsideCount) / inHu.Sum(t => t.Voxels.Count);
    }

    private static Dictionary<byte, VoxelInterval> RangesOf(IReadOnlyList<Segment> segments, MeasureUnits units) =>
        segments.Where(s => s.MinHu is not null || s.MaxHu is not null)
            .ToDictionary(s => (byte)s.Number, s => units.RangeOf(s.MinHu, s.MaxHu));

    private sealed record LabelledSlice(SliceFacts Facts, IReadOnlyList<LabelTally> Tallies);
}
