using Voxmark.Contracts.Inference;
using Voxmark.Contracts.Labeling;
using Voxmark.LabelingService.Templates;

namespace Voxmark.LabelingService.ModelResults;

/// <summary>
/// The segments of a label that a model made: number, key and name as the bundle that ran says. What a template knows by
/// that key, it knows more of: colour, code and HU range. The rest stands for nothing that is measured as such.
/// </summary>
internal static class ModelSegments
{
    /// <summary>Those that the workspace gives (viewer, <c>state/segments.ts</c>): told apart on any grey.</summary>
    private static readonly string[] Colours =
    [
        "#ee6a50", "#f5d742", "#3fa9f5", "#7df0c0", "#664af9", "#7b5e99", "#c34901", "#b97390", "#c0c3fc", "#cab821", "#3b86d4", "#f48ea5",
        "#9c555e",
    ];

    /// <param name="labels">Numbers and keys differ.</param>
    /// <returns>Ascending numbers.</returns>
    public static IReadOnlyList<Segment> Of(IReadOnlyList<ModelLabel> labels)
    {
        var ordered = labels.OrderBy(label => label.Number).ToList();
        var known = ordered.Select(label => SegmentTemplates.FindSegment(label.Key)).ToList();
        var free = Colours.Except(known.OfType<Segment>().Select(segment => segment.Colour)).DefaultIfEmpty(Colours[0]).ToList();
        var given = 0;
        return
        [
            .. ordered.Zip(known, (label, segment) => segment is null
                ? new Segment(label.Number, label.Key, label.Name, free[given++ % free.Count], null, null, null,
                    Locked: false, Visible: true)
                : segment with { Number = label.Number, Name = label.Name }),
        ];
    }
}
