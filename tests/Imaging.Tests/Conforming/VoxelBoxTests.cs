using Voxmark.Imaging.Conforming;

namespace Voxmark.Imaging.Tests.Conforming;

public sealed class VoxelBoxTests
{
    private static readonly VoxelBox s_whole = VoxelBox.Whole(4, 5, 6);

    [Fact]
    public void Around_TwoVoxels_ReachesFromOneToTheOther()
    {
        var block = new byte[s_whole.Count];
        block[At(1, 2, 4)] = 9;
        block[At(2, 3, 1)] = 10;

        Assert.Equal(new VoxelBox(1, 3, 2, 4, 1, 5), VoxelBox.Around(block, s_whole, exceeds: 8, margin: 0));
    }

    [Fact]
    public void Around_AVoxelAtTheEdge_HasAMarginAsFarAsTheBlockGoes()
    {
        var block = new byte[s_whole.Count];
        block[At(0, 4, 3)] = 1;

        Assert.Equal(new VoxelBox(0, 3, 2, 5, 1, 6), VoxelBox.Around(block, s_whole, exceeds: 0, margin: 2));
    }

    [Fact]
    public void Around_WhatDoesNotExceed_IsTheWholeBlock() =>
        Assert.Equal(s_whole, VoxelBox.Around(new byte[s_whole.Count], s_whole, exceeds: 0, margin: 1));

    [Fact]
    public void PutInto_WhatWasCutOut_IsWhereItWas()
    {
        int[] block = [.. Enumerable.Range(0, s_whole.Count)];
        var box = new VoxelBox(1, 3, 2, 4, 1, 5);

        var back = box.PutInto<int>(box.CutFrom<int>(block, s_whole), s_whole);

        Assert.All(back.Index(), voxel => Assert.True(voxel.Item == 0 || voxel.Item == voxel.Index));
        Assert.Equal(
            [
                .. from a in Enumerable.Range(1, 2)
                   from b in Enumerable.Range(2, 2)
                   from c in Enumerable.Range(1, 4)
                   select At(a, b, c),
            ],
            back.Where(value => value != 0));
    }

    private static int At(int a, int b, int c) => (((a * 5) + b) * 6) + c;
}
