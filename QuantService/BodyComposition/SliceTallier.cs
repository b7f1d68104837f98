using Voxmark.Imaging.Masks;

namespace Voxmark.QuantService.BodyComposition;

/// <param name="Label">1–255.</param>
/// <param name="Median">Mean of the two middle voxels when their number is even.</param>
internal readonly record struct LabelTally(byte Label, VoxelTally Voxels, double Median);

/// <summary>
/// Tallies one slice after another, by label: one pass over the voxels into a histogram of all 65,536 values, from which
/// every figure follows exactly. Keeps its histograms between slices; not thread-safe.
/// </summary>
internal sealed class SliceTallier
{
    private const int ValueCount = ushort.MaxValue + 1;

    private readonly Histogram?[] _histograms = new Histogram?[byte.MaxValue + 1];

    /// <param name="voxels">Row-major [Rows, Columns], as many as the mask has pixels.</param>
    /// <returns>The labels that occur, ascending; 0 is not counted.</returns>
    public IReadOnlyList<LabelTally> Tally(ReadOnlySpan<short> voxels, Mask mask)
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
                tallies.Add(histogram.Drain((byte)label));
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
        public LabelTally Drain(byte label)
        {
            long count = 0, sum = 0, sumOfSquares = 0;
            for (var bin = _lowest; bin <= _highest; bin++)
            {
                long value = bin + short.MinValue;
                count += _bins[bin];
                sum += _bins[bin] * value;
                sumOfSquares += _bins[bin] * value * value;
            }

            var tally = new VoxelTally(
                count, sum, sumOfSquares, (short)(_lowest + short.MinValue), (short)(_highest + short.MinValue));
            var median = (ValueAt((count - 1) / 2) + ValueAt(count / 2)) / 2.0;

            Array.Clear(_bins, _lowest, _highest - _lowest + 1);
            (_lowest, _highest) = (ValueCount, -1);
            return new LabelTally(label, tally, median);
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
