using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Volumes;

namespace Voxmark.QuantService.BodyComposition;

/// <summary>The slice whose figures are those "at the level".</summary>
/// <param name="IsAsked">The request names it, and it is not the one that was kept.</param>
/// <param name="IsMoved">The kept one carries no label any more.</param>
internal readonly record struct ReferenceChoice(int Slice, bool IsAsked, bool IsMoved)
{
    /// <param name="labelled">Ascending, not empty; <paramref name="asked"/> is one of them where it is given.</param>
    public static ReferenceChoice Of(
        int? asked, KeptReference? kept, Label label, VolumeHeader header, IReadOnlyList<int> labelled)
    {
        var before = kept?.SliceIn(header);
        if (asked is { } slice)
            return new(slice, IsAsked: slice != before, IsMoved: false);
        return before is { } there && labelled.Contains(there)
            ? new(there, IsAsked: false, IsMoved: false)
            : new(MiddleOf(label, labelled), IsAsked: false, IsMoved: kept is not null);
    }

    /// <summary>The labelled slice nearest the middle of the labelling area, or the middle one of all that are labelled where
    /// no area was marked; of two, the upper.</summary>
    private static int MiddleOf(Label label, IReadOnlyList<int> labelled) => label.SelectionId is null
        ? labelled[labelled.Count / 2]
        : labelled.Reverse().MinBy(slice => Math.Abs(2 * slice - label.FirstSlice - label.LastSlice));
}
