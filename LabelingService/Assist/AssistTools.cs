namespace Voxmark.LabelingService.Assist;

/// <summary>Every semi-automatic tool: a line each.</summary>
internal static class AssistTools
{
    public static IReadOnlyList<AssistTool> All { get; } =
    [
        new BackProjection.BackProjectionTool(),
        new GrabCut.GrabCutTool(),
        new Carry.CarryTool(),
        new Split.SplitTool(),
        new Threshold.ThresholdTool(),
        new RegionGrowing.RegionGrowingTool(),
        new Interpolation.InterpolationTool(),
        new Seeds.SeedsTool(),
    ];
}
