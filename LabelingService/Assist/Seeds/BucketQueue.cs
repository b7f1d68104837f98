namespace Voxmark.LabelingService.Assist.Seeds;

/// <summary>A priority queue of voxels for costs that rise by at most a known step (Dial 1969): one list a cost, used in a
/// ring. Equal costs come out last in, first out.</summary>
internal sealed class BucketQueue(int maxStep)
{
    private readonly List<int>[] _buckets = [.. Enumerable.Range(0, maxStep + 1).Select(_ => new List<int>())];
    private int _count;

    /// <summary>Of the voxel that came out last.</summary>
    public int Cost { get; private set; }

    /// <param name="cost">From <see cref="Cost"/> to <see cref="Cost"/> + maxStep.</param>
    public void Add(int voxel, int cost)
    {
        _buckets[cost % _buckets.Length].Add(voxel);
        _count++;
    }

    public bool TryTake(out int voxel)
    {
        voxel = 0;
        if (_count == 0)
            return false;
        while (_buckets[Cost % _buckets.Length].Count == 0)
            Cost++;
        var bucket = _buckets[Cost % _buckets.Length];
        voxel = bucket[^1];
        bucket.RemoveAt(bucket.Count - 1);
        _count--;
        return true;
    }
}
