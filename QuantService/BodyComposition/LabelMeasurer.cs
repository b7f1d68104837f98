using Voxmark.Contracts.Labeling;
using Voxmark.Contracts.Quant;
using Voxmark.Imaging.Masks;

namespace Voxmark.QuantService.BodyComposition;

/// <summary>Measures a label, fed slice by slice. Not thread-safe.</summary>
internal sealed class LabelMeasurer(IReadOnlyList<Segment> segments, MeasureUnits units)
{
    private readonly SliceTallier _tallier = new();
    private readonly SortedDictionary<int, LabelledSlice> _slices = [];

    /// <summary>0-based indices of the slices that carry any label, ascending.</summary>
    public IReadOnlyList<int> LabelledSlices => [.. _slices.Keys];

    /// <param name="slice">0-based, feet to head.</param>
    /// <param name="locationMm">z of the slice in patient coordinates (LPS); null when unknown.</param>
    /// <param name="voxels">[Rows, Columns], row-major.</param>
    /// <param name="mask">The same shape.</param>
    /// <exception cref="InvalidDataException">The mask carries a number that is none of the label's segments.</exception>
    public void Add(int slice, double? locationMm, ReadOnlySpan<short> voxels, Mask mask)
    {
        var tallies = _tallier.Tally(voxels, mask);
        if (tallies.Count == 0)
            return;

        var unknown = tallies.FirstOrDefault(t => segments.All(s => s.Number != t.Label));
        if (unknown != default)
            throw new InvalidDataException($"Slice {slice} carries {unknown.Label}, which is no segment.");

        _slices.Add(slice, new LabelledSlice(locationMm, tallies));
    }

    /// <summary>One entry per slice × segment that occurs on it; slices ascending, then segment numbers.</summary>
    public IReadOnlyList<SliceMeasure> MeasureSlices() =>
    [
        .. from slice in _slices
           from tally in slice.Value.Tallies
           let voxels = tally.Voxels
           select new SliceMeasure(
               slice.Key, slice.Value.LocationMm, tally.Label, (int)voxels.Count, units.AreaCm2(voxels.Count),
               units.Mean(voxels), units.StandardDeviation(voxels), units.Min(voxels), units.Max(voxels),
               units.Value(tally.Median)),
    ];

    /// <summary>One entry per segment of the label, also for those without a voxel.</summary>
    public IReadOnlyList<SegmentMeasure> MeasureSegments(int referenceSlice) =>
        [.. segments.Select(segment => Measure(segment, referenceSlice))];

    private SegmentMeasure Measure(Segment segment, int referenceSlice)
    {
        var perSlice = _slices
            .SelectMany(s => s.Value.Tallies, (s, tally) => (Slice: s.Key, tally.Label, tally.Voxels))
            .Where(t => t.Label == segment.Number)
            .ToList();
        var all = perSlice.Aggregate(VoxelTally.Empty, (sum, t) => sum + t.Voxels);
        var reference = perSlice.SingleOrDefault(t => t.Slice == referenceSlice).Voxels;

        return new SegmentMeasure(
            segment.Number, segment.Key, segment.Name, segment.Colour, perSlice.Count, all.Count, units.VolumeCm3(all.Count),
            all.Count == 0 ? null : units.Mean(all),
            all.Count == 0 ? null : units.StandardDeviation(all),
            all.Count == 0 ? null : units.Min(all),
            all.Count == 0 ? null : units.Max(all),
            (int)reference.Count, units.AreaCm2(reference.Count),
            reference.Count == 0 ? null : units.Mean(reference),
            reference.Count == 0 ? null : units.StandardDeviation(reference));
    }

    private sealed record LabelledSlice(double? LocationMm, IReadOnlyList<LabelTally> Tallies);
}
