namespace Voxmark.InferenceService.Levels;

/// <summary>Pixels side by side in one row of one slice, both ends included.</summary>
internal readonly record struct BoneRun(int Slice, int Row, int First, int Last)
{
    public int Length => Last - First + 1;
}

/// <summary>
/// Finds what belongs together in a volume, face to face, while its slices come from the lowest to the highest. Only runs are
/// kept and no voxels: some megabytes for the bones of a whole trunk.
/// </summary>
internal sealed class BoneComponents
{
    private readonly List<BoneRun> _runs = [];
    private readonly List<int> _parents = [];
    private int[] _lastRows = [0]; // of the slice before: where the runs of each row begin

    /// <param name="isBone">Row-major; the same size for each slice.</param>
    public void Add(int slice, ReadOnlySpan<bool> isBone, int columns)
    {
        var rows = isBone.Length / columns;
        var starts = new int[rows + 1];
        for (var row = 0; row < rows; row++)
        {
            starts[row] = _runs.Count;
            AddRow(slice, row, isBone.Slice(row * columns, columns));
            if (row > 0)
                Join(starts[row - 1], starts[row], starts[row], _runs.Count);
            if (_lastRows.Length == starts.Length)
                Join(_lastRows[row], _lastRows[row + 1], starts[row], _runs.Count);
        }

        starts[rows] = _runs.Count;
        _lastRows = starts;
    }

    /// <summary>Each with its runs in the order in which they came.</summary>
    public IEnumerable<IReadOnlyList<BoneRun>> All()
    {
        var components = new Dictionary<int, List<BoneRun>>();
        for (var run = 0; run < _runs.Count; run++)
        {
            var root = RootOf(run);
            if (!components.TryGetValue(root, out var runs))
                components.Add(root, runs = []);
            runs.Add(_runs[run]);
        }

        return components.Values;
    }

    private void AddRow(int slice, int row, ReadOnlySpan<bool> isBone)
    {
        for (var i = isBone.IndexOf(true); i >= 0;)
        {
            var length = isBone[i..].IndexOf(false);
            var end = length < 0 ? isBone.Length : i + length;
            _parents.Add(_runs.Count);
            _runs.Add(new(slice, row, i, end - 1));
            var next = isBone[end..].IndexOf(true);
            i = next < 0 ? -1 : end + next;
        }
    }

    /// <summary>Joins runs of two neighbouring rows where they overlap.</summary>
    private void Join(int a, int endOfA, int b, int endOfB)
    {
        while (a < endOfA && b < endOfB)
        {
            if (_runs[a].First <= _runs[b].Last && _runs[b].First <= _runs[a].Last)
                Join(a, b);
            if (_runs[a].Last < _runs[b].Last)
                a++;
            else
                b++;
        }
    }

    private void Join(int a, int b)
    {
        var (rootOfA, rootOfB) = (RootOf(a), RootOf(b));
        _parents[Math.Max(rootOfA, rootOfB)] = Math.Min(rootOfA, rootOfB);
    }

    private int RootOf(int run)
    {
        while (_parents[run] != run)
            run = _parents[run] = _parents[_parents[run]];
        return run;
    }
}
