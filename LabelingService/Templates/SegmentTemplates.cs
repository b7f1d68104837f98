using Voxmark.Contracts.Labeling;

namespace Voxmark.LabelingService.Templates;

/// <summary>
/// The templates that ship with Voxmark. HU ranges of body composition: the Alberta protocol (muscle −29…150, visceral
/// fat −150…−50, other fat −190…−30). A stone on CT without contrast is what exceeds soft tissue, with contrast it takes a
/// person: its range has a lower end only.
/// </summary>
public static class SegmentTemplates
{
    public const string BodyComposition = "l3-body-composition";
    public const string UrinaryStone = "urinary-stone";
    public const string BrainTissue = "brain-tissue";
    public const string Free = "free";

    public static IReadOnlyList<SegmentTemplate> All { get; } =
    [
        new(BodyComposition, "L3 body composition",
        [
            new(1, "muscle", "Skeletal muscle", "#ee6a50", SegmentCodes.SkeletalMuscle, -29, 150, Locked: false, Visible: true),
            new(2, "subcutaneous-fat", "Subcutaneous fat", "#f5d742", SegmentCodes.SubcutaneousFat, -190, -30,
                Locked: false, Visible: true),
            new(3, "visceral-fat", "Visceral fat", "#3fa9f5", SegmentCodes.VisceralFat, -150, -50, Locked: false, Visible: true),
            new(4, "intermuscular-fat", "Intermuscular fat", "#7df0c0", SegmentCodes.IntermuscularFat, -190, -30,
                Locked: false, Visible: true),
        ]),
        new(UrinaryStone, "Urinary stone",
        [
            new(1, "stone", "Stone", "#f5d742", SegmentCodes.Stone, 130, null, Locked: false, Visible: true),
            new(2, "kidney", "Kidney", "#ee6a50", SegmentCodes.Kidney, null, null, Locked: false, Visible: true),
            new(3, "ureter", "Ureter", "#7df0c0", SegmentCodes.Ureter, null, null, Locked: false, Visible: true),
            new(4, "bladder", "Urinary bladder", "#3fa9f5", SegmentCodes.UrinaryBladder, null, null, Locked: false, Visible: true),
        ]),
        new(BrainTissue, "Brain tissue",
        [
            new(1, "white-matter", "White matter", "#f5d742", SegmentCodes.WhiteMatter, null, null, Locked: false, Visible: true),
            new(2, "grey-matter", "Grey matter", "#ee6a50", SegmentCodes.GreyMatter, null, null, Locked: false, Visible: true),
        ]),
        new(Free, "Free",
        [
            new(1, "region-1", "Region 1", "#ee6a50", null, null, null, Locked: false, Visible: true),
            new(2, "region-2", "Region 2", "#f5d742", null, null, null, Locked: false, Visible: true),
            new(3, "region-3", "Region 3", "#3fa9f5", null, null, null, Locked: false, Visible: true),
            new(4, "region-4", "Region 4", "#7df0c0", null, null, null, Locked: false, Visible: true),
        ]),
    ];

    public static SegmentTemplate? Find(string key) => All.FirstOrDefault(template => template.Key == key);

    /// <summary>The segment of that key, whichever template has it; those that stand for nothing by themselves are none.</summary>
    public static Segment? FindSegment(string key) =>
        All.Where(template => template.Key != Free).SelectMany(template => template.Segments).FirstOrDefault(segment => segment.Key == key);
}
