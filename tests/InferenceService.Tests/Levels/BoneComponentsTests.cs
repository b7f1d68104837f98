using Voxmark.InferenceService.Levels;

namespace Voxmark.InferenceService.Tests.Levels;

public sealed class BoneComponentsTests
{
    [Fact]
    public void All_OfWhatMeetsInAHigherSlice_IsOne() => Assert.Single(Components(["# #", "# #"], ["# #", "###"]));

    [Fact]
    public void All_OfWhatMeetsInALowerSlice_IsOne() => Assert.Single(Components(["###"], ["# #"]));

    [Fact]
    public void All_OfWhatTouchesAtEdgesOnly_IsNotOne()
    {
        Assert.Equal(2, Components(["# ", " #"]).Count);
        Assert.Equal(2, Components(["# "], [" #"]).Count);
    }

    [Fact]
    public void All_KeepsRunsInTheirOrder()
    {
        var runs = Assert.Single(Components(["##  ", " ###"], [" #  ", "    "]));

        Assert.Equal([new(0, 0, 0, 1), new(0, 1, 1, 3), new(1, 0, 1, 1)], runs);
        Assert.Equal([2, 3, 1], runs.Select(run => run.Length));
    }

    private static List<IReadOnlyList<BoneRun>> Components(params string[][] slices)
    {
        var components = new BoneComponents();
        for (var k = 0; k < slices.Length; k++)
            components.Add(k, [.. string.Concat(slices[k]).Select(pixel => pixel == '#')], slices[k][0].Length);
        return [.. components.All()];
    }
}
