namespace Voxmark.Imaging.Geometry;

/// <summary>
/// A series taken apart before it is judged: scanners and archives put localizers, dose pages, phases and re-sent copies
/// under one series UID, and none of them may decide for the others.
/// </summary>
/// <param name="Stacks">What is shown, one after another: one stack, or several that are equals (phases, echoes, the three
/// directions of a localizer), each by number.</param>
/// <param name="LeftOut">Images of another size, orientation, place or pixel spacing than the stack that most images make.</param>
/// <param name="Copies">Images with position, traits and pixels of another one that is shown.</param>
/// <param name="AreAlternatives">Several stacks of images at the same places: phases, echoes, kernels.</param>
public sealed record SeriesStacks(
    IReadOnlyList<IReadOnlyList<ImagePlane>> Stacks, IReadOnlyList<ImagePlane> LeftOut, IReadOnlyList<ImagePlane> Copies,
    bool AreAlternatives)
{
    /// <param name="planes">At least one.</param>
    /// <param name="haveSamePixels">Asked for images that share position and traits.</param>
    public static SeriesStacks Of(IReadOnlyCollection<ImagePlane> planes, Func<ImagePlane, ImagePlane, bool> haveSamePixels)
    {
        var byNumber = ImagePlane.ByNumber(planes);
        var families = Families(byNumber);
        var main = families.MaxBy(family => family.Count)!;
        if (!families.Any(IsStack))
            return new([byNumber], [], [], AreAlternatives: false); // pictures to leaf through

        var copies = new List<ImagePlane>();
        if (!IsStack(main) || 2 * main.Count <= planes.Count)
        {
            return new(
                [.. families.Select(f => f[0].IsPlaced ? WithoutCopies(f, haveSamePixels, copies) : f)], [], copies,
                AreAlternatives: false);
        }

        var stacks = Alternatives(WithoutCopies(main, haveSamePixels, copies), 0);
        var largest = stacks.Max(stack => stack.Count);
        var shown = stacks.Where(stack => 2 * stack.Count >= largest).ToList();
        return new(
            shown,
            [.. families.Where(family => family != main).SelectMany(family => family), .. stacks.Except(shown).SelectMany(stack => stack)],
            copies, AreAlternatives: shown.Count > 1);
    }

    private static bool IsStack(List<ImagePlane> family) => family.Count > 1 && family[0].IsPlaced;

    /// <summary>Planes that could lie in one grid.</summary>
    private static List<List<ImagePlane>> Families(List<ImagePlane> byNumber)
    {
        var families = new List<List<ImagePlane>>();
        foreach (var plane in byNumber)
        {
            if (families.Find(family => IsKin(plane, family[0])) is { } family)
                family.Add(plane);
            else
                families.Add([plane]);
        }

        return families;
    }

    private static bool IsKin(ImagePlane a, ImagePlane b) =>
        a.HasSizeOf(b) && a.HasPixelSizeOf(b) && a.IsPlaced == b.IsPlaced
        && (!a.IsPlaced || (a.HasDirectionOf(b)
            && (a.FrameOfReferenceUid is null || b.FrameOfReferenceUid is null || a.FrameOfReferenceUid == b.FrameOfReferenceUid)));

    private static List<ImagePlane> WithoutCopies(
        List<ImagePlane> family, Func<ImagePlane, ImagePlane, bool> haveSamePixels, List<ImagePlane> copies)
    {
        foreach (var place in Places(family).Where(place => place.Count > 1))
            for (var i = 1; i < place.Count; i++)
                if (place.Take(i).Any(first => !copies.Contains(first) && AreAlike(first, place[i]) && haveSamePixels(first, place[i])))
                    copies.Add(place[i]);
        return copies.Count == 0 ? family : [.. family.Except(copies)];
    }

    private static bool AreAlike(ImagePlane a, ImagePlane b) => (a.Traits ?? []).SequenceEqual(b.Traits ?? []);

    /// <summary>Stacks without two images at one place, as far as traits from this one on can tell them apart.</summary>
    private static List<List<ImagePlane>> Alternatives(List<ImagePlane> planes, int trait)
    {
        var places = Places(planes);
        var most = places.Max(place => place.Count);
        if (most == 1)
            return [planes];
        for (; trait < (planes[0].Traits?.Count ?? 0); trait++)
        {
            var groups = planes.GroupBy(plane => plane.Traits![trait]).Select(group => group.ToList()).ToList();
            // A trait of its own for each slice, such as a time, or for each of two regions tells nothing about the places.
            if (groups.Count > 1 && groups.Count <= most && groups.Max(group => Places(group).Max(place => place.Count)) < most)
                return [.. groups.SelectMany(group => Alternatives(group, trait + 1))];
        }

        // Nothing says what they are, but there are equally many at each place: by their numbers.
        return places.TrueForAll(place => place.Count == most)
            ? [.. Enumerable.Range(0, most).Select(n => places.ConvertAll(place => place[n]))]
            : [planes];
    }

    /// <summary>Planes by place along the normal, each place's in their order.</summary>
    private static List<List<ImagePlane>> Places(List<ImagePlane> planes)
    {
        var normal = StackGeometry.SliceDirection(
            planes[0].RowDirection!.Value.Normalized(), planes[0].ColumnDirection!.Value.Normalized());
        var places = new List<List<ImagePlane>>();
        var last = double.NegativeInfinity;
        foreach (var (plane, at) in planes.Select(plane => (plane, At: plane.Position!.Value.Dot(normal))).OrderBy(p => p.At))
        {
            if (at - last >= StackGeometry.SamePositionMm)
                places.Add([]);
            places[^1].Add(plane);
            last = at;
        }

        return places;
    }
}
