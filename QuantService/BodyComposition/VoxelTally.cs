namespace Voxmark.QuantService.BodyComposition;

/// <summary>
/// Exact sums over voxels as they are stored (int16). A series would need more than 2³³ voxels of one segment to
/// overflow them.
/// </summary>
internal readonly record struct VoxelTally(long Count, long Sum, long SumOfSquares, short Min, short Max)
{
    public static readonly VoxelTally Empty = new(0, 0, 0, short.MaxValue, short.MinValue);

    /// <summary>Only of a tally that is not empty.</summary>
    public double Mean => (double)Sum / Count;

    /// <summary>
    /// Of the population (divided by n, not n − 1): the voxels are all there are, not a sample. The difference of the
    /// two large products is taken in integers, so nothing cancels.
    /// </summary>
    public double StandardDeviation =>
        Math.Sqrt((double)((Int128)Count * SumOfSquares - (Int128)Sum * Sum)) / Count;

    public static VoxelTally operator +(VoxelTally a, VoxelTally b) => new(
        a.Count + b.Count, a.Sum + b.Sum, a.SumOfSquares + b.SumOfSquares,
        Math.Min(a.Min, b.Min), Math.Max(a.Max, b.Max));
}
