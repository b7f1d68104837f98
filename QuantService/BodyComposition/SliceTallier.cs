using Voxmark.Imaging.Masks;

namespace Voxmark.QuantService.BodyComposition;

/// <param name="Label">1–255.</param>
/// <param name="Voxels">Without those of padding, and so possibly none.</param>
/// <param name="Median">Mean of the two middle voxels when their number is even; NaN of none.</param>
/// <param name="OutsideCount">Of them, those outside the label's own range.</param>
/// <param name="PaddingCount">Voxels that were left out because they are padding.</param>
/// <param name="EndCount">Of <paramref name="Voxels"/>, those that are the least or the most that a voxel can be.</param>
internal readonly record struct LabelTally(
    byte Label, VoxelTally Voxels, double Median, int OutsideCount = 0, int PaddingCount = 0, int EndCount = 0);

/// <summary>
/// Tallies one slice after another, by label: one pass over the voxels into a histogram of all 65,536 values, from which
/// every figure follows exactly. Keeps its histograms between slices; not thread-safe.
/// </summary>
/// <param name="ranges">The range that a label's voxels ought to lie in; labels without one are left out.</param>
internal sealed class SliceTallier(IReadOnlyDictionary<byte, VoxelInterval> ranges)
{
    private const int ValueCount = ushort.MaxValue + 1;

    private readonly Histogram?[] _histograms = new Histogram?[byte.MaxValue + 1];

    /// <param name="voxels">Row-major [Rows, Columns], as many as the mask has pixels.</param>
    /// <param name="padding">Values that fill the slice where nothing was imaged; null for none.</param>
    /// <returns>The labels that occur, ascending; 0 is not counted.</returns>
    public IReadOnlyList<LabelTally> Tally(ReadOnlySpan<short> voxels, Mask mask, VoxelInterval? padding = null)
    {
        if (voxels.Length != (long)mask.Rows * mask.Columns)
            throw new ArgumentException($"{voxels.Length} voxels for a mask of {mask.Rows} × {mask.Columns}.", nameof(voxels));

        foreach (var (label, length) in mask.Runs)
        {
            if (label != 0)
                (_histograms[label] ??= new Histogram()).Add(voxels[..(int)length]);
            voxels = voxels[(int)length..];
        }

        var tallies = new List<LabelTally>();
        for (var label = 1; label <= byte.MaxValue; label++)
        {
            if (_histograms[label] is { IsEmpty: false } histogram)
                tallies.Add(histogram.Drain((byte)label, padding, ranges.TryGetValue((byte)label, out var range) ? range : null));
        }

        return tallies;
    }

    private sealed class Histogram
    {
        private readonly int[] _bins = new int[ValueCount];
        private int _lowest = ValueCount;
        private int _highest = -1;

        public bool IsEmpty => _highest < 0;

        public void Add(ReadOnlySpan<short> voxels)
        {
            foreach (var voxel in voxels)
            {
                var bin = voxel - short.MinValue;
                _bins[bin]++;
                _lowest = Math.Min(_lowest, bin);
                _highest = Math.Max(_highest, bin);
            }
        }

        /// <summary>The figures; the histogram is empty afterwards.</summary>
        public LabelTally Drain(byte label, VoxelInterval? padding, VoxelInterval? range)
        {
            var left = padding is { } value ? LeaveOut(value) : 0;
            var outside = 0;
            long count = 0, sum = 0, sumOfSquares = 0;
            var (min, max) = (short.MaxValue, short.MinValue);
            for (var bin = _lowest; bin <= _highest; bin++)
            {
                if (_bins[bin] == 0)
                    continue;
                var voxel = (short)(bin + short.MinValue);
                (min, max) = (Math.Min(min, voxel), Math.Max(max, voxel));
                count += _bins[bin];
                sum += (long)_bins[bin] * voxel;
                sumOfSquares += (long)_bins[bin] * voxel * voxel;
                if (range?.Holds(voxel) is false)
                    outside += _bins[bin];
            }

            var ends = _bins[0] + _bins[ValueCount - 1];
            var median = count == 0 ? double.NaN : (ValueAt((count - 1) / 2) + ValueAt(count / 2)) / 2.0;
            Array.Clear(_bins, _lowest, _highest - _lowest + 1);
            (_lowest, _highest) = (ValueCount, -1);
            return new LabelTally(label, new VoxelTally(count, sum, sumOfSquares, min, max), median, outside, left, ends);
        }

        private int LeaveOut(VoxelInterval padding)
        {
            var count = 0;
            for (var bin = _lowest; bin <= _highest; bin++)
            {
                if (padding.Holds(bin + short.MinValue))
                {
                    count += _bins[bin];
                    _bins[bin] = 0;
                }
            }

            return count;
        }

        /// <summary>The voxel at a rank, 0 being the smallest.</summary>
        private int ValueAt(long rank)
        {
            var bin = _lowest;
            for (long below = _bins[bin]; below <= rank; below += _bins[bin])
                bin++;
            return bin + short.MinValue;
        }
    }
}
