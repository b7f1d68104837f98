using Voxmark.Imaging.Conforming;

namespace Voxmark.Imaging.Tests.Conforming;

public sealed class LargestComponentTests
{
    [Fact]
    public void Keep_OfTwoParts_KeepsTheLargerWithAllItsLabels() =>
        Assert.Equal([0, 0, 0, 2, 1, 1], Kept([3, 3, 0, 2, 1, 1], VoxelBox.Whole(1, 1, 6)));

    [Fact] // 2 × 2 × 2: the two at the top touch along an edge only; the column of two is larger than either
    public void Keep_OfVoxelsThatTouchAtAnEdge_TakesThemForTwo() =>
        Assert.Equal([0, 1, 0, 0, 0, 1, 0, 0], Kept([0, 1, 1, 0, 0, 1, 0, 0], VoxelBox.Whole(2, 2, 2)));

    [Fact]
    public void Keep_OfPartsThatMeetBelow_KeepsBoth() =>
        Assert.Equal([1, 0, 1, 1, 1, 1], Kept([1, 0, 1, 1, 1, 1], VoxelBox.Whole(2, 1, 3)));

    [Fact] // neighbours in memory, at opposite sides of the block
    public void Keep_OfTheEndOfALineAndTheStartOfTheNext_TakesThemForTwo() =>
        Assert.Equal([0, 0, 1, 0, 0, 1], Kept([0, 0, 1, 1, 0, 1], VoxelBox.Whole(1, 2, 3)));

    [Fact]
    public void Keep_OfNothing_IsNothing() => Assert.Equal([0, 0], Kept([0, 0], VoxelBox.Whole(1, 1, 2)));

    private static byte[] Kept(byte[] labels, VoxelBox whole)
    {
        LargestComponent.Keep(labels, whole);
        return labels;
    }
}
