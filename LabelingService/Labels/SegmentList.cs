using Voxmark.Contracts;
using Voxmark.Contracts.Labeling;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.LabelingService.Labels;

/// <summary>A label's segments while a save changes them.</summary>
/// <param name="current">As the label has them now.</param>
/// <param name="ever">Every segment the label ever had, by number: a number is given again only when all have been used.</param>
internal sealed class SegmentList(IReadOnlyList<Segment> current, IReadOnlyDictionary<int, Segment> ever)
{
    private readonly List<Segment> _segments = [.. current];
    private readonly HashSet<int> _deleted = [];

    public IReadOnlyList<Segment> Segments => _segments;

    /// <summary>Numbers whose pixels are to go.</summary>
    public IReadOnlySet<int> Deleted => _deleted;

    /// <returns>Why they cannot be made, null when they are.</returns>
    public Sentence? Apply(SegmentChanges changes)
    {
        foreach (var (before, after) in changes.Edits)
        {
            if ((after is null ? Delete(before!.Number) : before is null ? Add(after) : Change(before, after)) is { } problem)
                return problem;
        }

        if (changes.Order is { } order)
        {
            var sorted = _segments.OrderBy(segment => Place(order, segment.Number)).ToList();
            _segments.Clear();
            _segments.AddRange(sorted);
        }

        return null;
    }

    /// <summary>Brings deleted segments back whose pixels somebody saves: what was drawn is never refused for that.</summary>
    public void Revive(IReadOnlySet<int> numbers)
    {
        foreach (var number in numbers.Where(number => !_deleted.Contains(number) && Find(number) is null && ever.ContainsKey(number)))
            _segments.Add(ever[number]);
    }

    private Sentence? Delete(int number)
    {
        if (Find(number) is { Locked: true })
            return Sentences.Of("locked-segment-deleted", "A locked segment is not deleted. Unlock it first.");
        // Without a segment nobody could label. Two people may each delete what the other keeps: the one who comes last deletes nothing.
        if (_segments.Count > 1 && _segments.RemoveAll(segment => segment.Number == number) > 0)
            _deleted.Add(number);
        return null; // somebody else was faster: the same result
    }

    private Sentence? Add(Segment segment)
    {
        if (segment.Number == 0)
        {
            if (NextNumber() is not { } number)
                return SegmentRules.TooMany;
            if (_segments.Concat(ever.Values).Any(other => other.Key == segment.Key))
                return Sentences.Of("segment-key-taken", "This label has, or had, a segment with that key.");
            _segments.Add(segment with { Number = number });
        }
        else if (!ever.TryGetValue(segment.Number, out var former) || former.Key != segment.Key)
        {
            return Sentences.Of("segment-number-given",
                "A new segment is given its number by the server; only a deleted one can be brought back under its own.");
        }
        else if (Find(segment.Number) is null)
        {
            _deleted.Remove(segment.Number);
            _segments.Add(segment);
        }

        return null;
    }

    /// <summary>One that was never used; when all have been, the lowest that is free and whose pixels are gone already.</summary>
    private int? NextNumber()
    {
        var last = ever.Keys.Concat(_segments.Select(segment => segment.Number)).Max();
        if (last < SegmentRules.MaxSegments)
            return last + 1;
        var free = Enumerable.Range(1, SegmentRules.MaxSegments).Where(number => Find(number) is null && !_deleted.Contains(number));
        return free.Select(number => (int?)number).FirstOrDefault();
    }

    private Sentence? Change(Segment before, Segment after)
    {
        if (before.Number != after.Number || before.Key != after.Key)
            return Sentences.Of("segment-number-kept", "A segment keeps its number and its key.");
        if (Find(after.Number) is not { } now)
            return ever.ContainsKey(after.Number) ? null : Sentences.Of(
                "no-such-segment", $"This label has no segment {after.Number}.");
        var changed = now with
        {
            Name = before.Name == after.Name ? now.Name : after.Name,
            Colour = before.Colour == after.Colour ? now.Colour : after.Colour,
            Code = before.Code == after.Code ? now.Code : after.Code,
            Locked = before.Locked == after.Locked ? now.Locked : after.Locked,
            Visible = before.Visible == after.Visible ? now.Visible : after.Visible,
        };
        // both ends are one setting: a mixture of two people's could be empty
        if ((before.MinHu, before.MaxHu) != (after.MinHu, after.MaxHu))
            changed = changed with { MinHu = after.MinHu, MaxHu = after.MaxHu };
        _segments[_segments.IndexOf(now)] = changed;
        return null;
    }

    private Segment? Find(int number) => _segments.Find(segment => segment.Number == number);

    private static int Place(IReadOnlyList<int> order, int number)
    {
        for (var place = 0; place < order.Count; place++)
        {
            if (order[place] == number)
                return place;
        }

        return order.Count;
    }
}
