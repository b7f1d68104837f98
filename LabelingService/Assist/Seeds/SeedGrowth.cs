using Voxmark.Contracts.Labeling;

namespace Voxmark.LabelingService.Assist.Seeds;

/// <summary>
/// Gives every voxel to the seed with the cheapest way to it (multi-source shortest paths, as in "grow cut" tools): a step
/// to a neighbour costs how much the value changes, and with locality also its length. Walls let nobody through, and a
/// segment goes only where its gate lets it.
/// </summary>
internal sealed class SeedGrowth
{
    /// <summary>A change that no further change outweighs: fat to bone.</summary>
    private const int MaxChange = 254;

    private const int MaxLength = 256;
    private const int ReportEvery = 200_000;

    private readonly SeedSlab _slab;
    private readonly int[] _cost;
    private readonly BucketQueue _queue = new(1 + MaxChange + MaxLength);
    private readonly (int Offset, int Length)[] _steps;
    private readonly (int Min, int Max)[] _gates = Enumerable.Repeat((int.MinValue, int.MaxValue), 256).ToArray();

    private SeedGrowth(SeedSlab slab, SeedsRequest request)
    {
        _slab = slab;
        _cost = new int[slab.Labels.Length];
        var (columns, rows, slices) = (Length(slab.StepMm.X), Length(slab.StepMm.Y), Length(slab.StepMm.Z));
        _steps = [(-1, columns), (1, columns), (-slab.Width, rows), (slab.Width, rows),
            (-slab.Width * slab.Height, slices), (slab.Width * slab.Height, slices)];
        foreach (var segment in request.Segments)
            _gates[segment.Number] = (segment.MinHu ?? int.MinValue, segment.MaxHu ?? int.MaxValue);
        Start([.. request.Segments.Where(each => each.IsWall).Select(each => (byte)each.Number)]);

        int Length(double mm) => (int)Math.Min(Math.Round(mm * request.Locality), MaxLength);
    }

    /// <param name="report">Is told how many voxels are settled, now and then.</param>
    public static void Grow(SeedSlab slab, SeedsRequest request, Action<long> report, CancellationToken ct)
    {
        var growth = new SeedGrowth(slab, request);
        var settled = 0L;
        while (growth._queue.TryTake(out var voxel))
        {
            if (growth._cost[voxel] != growth._queue.Cost)
                continue; // reached more cheaply since
            growth.Leave(voxel);
            if (++settled % ReportEvery != 0)
                continue;
            ct.ThrowIfCancellationRequested();
            report(settled);
        }
    }

    /// <summary>The border and walls cost nothing to be at: no way to them is cheaper, so none leads through.</summary>
    private void Start(HashSet<byte> walls)
    {
        var at = 0;
        for (var z = 0; z < _slab.Depth; z++)
        {
            for (var y = 0; y < _slab.Height; y++)
            {
                for (var x = 0; x < _slab.Width; x++, at++)
                {
                    var isBorder = x == 0 || y == 0 || z == 0 || x == _slab.Width - 1 || y == _slab.Height - 1 || z == _slab.Depth - 1;
                    var label = _slab.Labels[at];
                    _cost[at] = isBorder || label != SeedSlab.Free ? 0 : int.MaxValue;
                    if (!isBorder && label != SeedSlab.Free && !walls.Contains(label))
                        _queue.Add(at, 0);
                }
            }
        }
    }

    private void Leave(int voxel)
    {
        var label = _slab.Labels[voxel];
        var (min, max) = _gates[label];
        var value = _slab.Smooth[voxel];
        foreach (var (offset, length) in _steps)
        {
            var next = voxel + offset;
            if (_slab.Values[next] < min || _slab.Values[next] > max)
                continue;
            var cost = _cost[voxel] + 1 + Math.Min(Math.Abs(_slab.Smooth[next] - value), MaxChange) + length;
            if (cost >= _cost[next])
                continue;
            _cost[next] = cost;
            _slab.Labels[next] = label;
            _queue.Add(next, cost);
        }
    }
}
