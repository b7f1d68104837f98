using Voxmark.Contracts;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Masks;
using Voxmark.Imaging.Volumes;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.LabelingService.Labels;

/// <summary>
/// What a save may not do to pixels, whoever sends it: locked segments neither lose nor gain any, and nothing is drawn
/// outside the labelling area, where nobody would see it.
/// </summary>
internal sealed class DrawingRules
{
    private readonly bool[] _isLocked = new bool[256];
    private readonly int _first, _last, _slices;

    /// <param name="segments">As the save leaves them: what it unlocks, or locks only now, may change with it.</param>
    public DrawingRules(LabelSet label, IReadOnlyList<Segment> segments, VolumeHeader volume)
    {
        foreach (var number in Locked(label.Segments).Intersect(Locked(segments)))
            _isLocked[number] = true;
        (_first, _last) = label.AreaOn(volume);
        _slices = volume.Slices;

        static IEnumerable<int> Locked(IReadOnlyList<Segment> segments) => segments.Where(s => s.Locked).Select(s => s.Number);
    }

    /// <summary>Whether the slices have to be looked at as they were.</summary>
    public bool Concern(RevisionDraft draft) => _isLocked.Contains(true) || draft.Changes.Any(change => IsOutside(change.Slice));

    /// <param name="maskBefore">Of a slice; null when it carried no label.</param>
    /// <returns>A sentence for the user, or null.</returns>
    public Sentence? WhatIsOutside(RevisionDraft draft, Func<int, Mask?> maskBefore)
    {
        foreach (var change in draft.Changes.Where(change => IsOutside(change.Slice)))
        {
            var isDrawn = false;
            ForEachDifference(maskBefore(change.Slice), change.Mask, (_, to) => isDrawn |= to != 0);
            if (isDrawn)
            {
                var (image, first, last) = (_slices - change.Slice, _first, _last);
                return Sentences.Of(
                    "outside-labelling-area", $"Slice {change.Slice} (Im {image}) lies outside the labelling area, "
                    + $"slices {first} to {last}. Nothing was saved.");
            }
        }

        return null;
    }

    /// <inheritdoc cref="WhatIsOutside"/>
    /// <returns>The slices on which a locked segment would lose or gain pixels.</returns>
    public IReadOnlyList<LockedSlice> WhatIsLocked(RevisionDraft draft, Func<int, Mask?> maskBefore)
    {
        if (!_isLocked.Contains(true))
            return [];
        var locked = new List<LockedSlice>();
        foreach (var change in draft.Changes)
        {
            var numbers = new SortedSet<int>();
            ForEachDifference(maskBefore(change.Slice), change.Mask, (from, to) =>
            {
                if (_isLocked[from])
                    numbers.Add(from);
                if (_isLocked[to])
                    numbers.Add(to);
            });
            if (numbers.Count > 0)
                locked.Add(new(change.Slice, [.. numbers]));
        }

        return locked;
    }

    private bool IsOutside(int slice) => slice < _first || slice > _last;

    /// <summary>Walks the runs of both masks, which cover the same slice, and tells where they differ.</summary>
    private static void ForEachDifference(Mask? before, Mask after, Action<byte, byte> tell)
    {
        var from = (before ?? Mask.Encode(new byte[after.Rows * after.Columns], after.Rows, after.Columns)).Runs;
        var to = after.Runs;
        uint leftFrom = 0, leftTo = 0;
        while (true)
        {
            if (leftFrom == 0)
            {
                if (!from.MoveNext())
                    return;
                leftFrom = from.Current.Length;
            }

            if (leftTo == 0)
            {
                if (!to.MoveNext())
                    return;
                leftTo = to.Current.Length;
            }

            if (from.Current.Label != to.Current.Label)
                tell(from.Current.Label, to.Current.Label);
            var common = Math.Min(leftFrom, leftTo);
            leftFrom -= common;
            leftTo -= common;
        }
    }
}
