using Voxmark.Imaging.Masks;
using Voxmark.QuantService.BodyComposition;

namespace Voxmark.QuantService.Tests.BodyComposition;

public sealed class SliceTallierTests
{
    // Label 1 lies on 10, 20, 30 and 60; label 2 on -100 twice and -50.
    private static readonly short[] Voxels = [0, 10, 20, -100, 30, 60, -100, -50, 999];
    private static readonly byte[] Labels = [0, 1, 1, 2, 1, 1, 2, 2, 0];

    private static readonly Dictionary<byte, VoxelInterval> NoRanges = [];

    [Fact]
    public void Tally_OfLabelledPixels_CountsEachLabel() =>
        Assert.Equal([(1, 4L), (2, 3L)], Tally(Voxels, Labels).Select(t => ((int)t.Label, t.Voxels.Count)));

    [Fact]
    public void Tally_OfLabelledPixels_MeanIsSumOverCount() =>
        Assert.Equal((10 + 20 + 30 + 60) / 4.0, Tally(Voxels, Labels)[0].Voxels.Mean);

    [Fact] // Mean 30; squared differences 400 + 100 + 0 + 900 = 1400; / 4 = 350.
    public void Tally_OfLabelledPixels_DeviationIsThatOfThePopulation() =>
        Assert.Equal(Math.Sqrt(350), Tally(Voxels, Labels)[0].Voxels.StandardDeviation, precision: 12);

    [Fact]
    public void Tally_OfLabelledPixels_FindsExtremes() =>
        Assert.Equal((10, 60), (Tally(Voxels, Labels)[0].Voxels.Min, Tally(Voxels, Labels)[0].Voxels.Max));

    [Fact]
    public void Tally_WhenCountIsEven_MedianIsMeanOfTheMiddleTwo() => Assert.Equal(25, Tally(Voxels, Labels)[0].Median);

    [Fact]
    public void Tally_WhenCountIsOdd_MedianIsTheMiddle() => Assert.Equal(-100, Tally(Voxels, Labels)[1].Median);

    [Fact]
    public void Tally_WhenNothingIsLabelled_IsEmpty() => Assert.Empty(Tally([1, 2], [0, 0]));

    [Fact]
    public void Tally_WhenUsedAgain_ForgetsTheSliceBefore()
    {
        var tallier = new SliceTallier(NoRanges);
        tallier.Tally(Voxels, Mask.Encode(Labels, 3, 3));

        var again = Assert.Single(tallier.Tally([7, 8], Mask.Encode([1, 0], 1, 2)));

        Assert.Equal(new LabelTally(1, new VoxelTally(1, 7, 49, 7, 7), 7), again);
    }

    [Fact] // 32767 twice, -32768 once; padding is none of them
    public void Tally_OfVoxelsAtTheEnds_CountsThem()
    {
        short[] voxels = [short.MaxValue, short.MaxValue, short.MinValue, 32766];

        Assert.Equal(3, Tally(voxels, [1, 1, 1, 1])[0].EndCount);
        var tallier = new SliceTallier(NoRanges);
        var tallies = tallier.Tally(voxels, Mask.Encode([1, 1, 1, 1], 2, 2), new VoxelInterval(short.MinValue, short.MinValue));
        Assert.Equal(2, tallies[0].EndCount);
    }

    [Fact] // Of 10, 20, 30, 60 and -100, -50, -100, those from -100 to 10 are padding.
    public void Tally_WithPadding_LeavesItOut()
    {
        var tallies = new SliceTallier(NoRanges).Tally(Voxels, Mask.Encode(Labels, 3, 3), new VoxelInterval(-100, 10));

        Assert.Equal(new LabelTally(1, new VoxelTally(3, 110, 400 + 900 + 3600, 20, 60), 30, PaddingCount: 1), tallies[0]);
        Assert.Equal((0L, 3, double.NaN), (tallies[1].Voxels.Count, tallies[1].PaddingCount, tallies[1].Median));
    }

    [Fact]
    public void Tally_AfterASliceWithPadding_ForgetsIt()
    {
        var tallier = new SliceTallier(NoRanges);
        tallier.Tally(Voxels, Mask.Encode(Labels, 3, 3), new VoxelInterval(-100, 10));

        Assert.Equal(0, tallier.Tally(Voxels, Mask.Encode(Labels, 3, 3))[0].PaddingCount);
    }

    [Fact] // Of 10, 20, 30, 60 only 20 and 30 lie in 20…30; label 2 has no range.
    public void Tally_WithARange_CountsWhatLiesOutside()
    {
        var tallies = new SliceTallier(new Dictionary<byte, VoxelInterval> { [1] = new(20, 30) }).Tally(Voxels, Mask.Encode(Labels, 3, 3));

        Assert.Equal([2, 0], tallies.Select(tally => tally.OutsideCount));
    }

    [Fact] // 10 is padding, and so neither inside nor outside.
    public void Tally_WithARangeAndPadding_DoesNotCountPaddingAsOutside()
    {
        var tallier = new SliceTallier(new Dictionary<byte, VoxelInterval> { [1] = new(20, 30) });

        Assert.Equal(1, tallier.Tally(Voxels, Mask.Encode(Labels, 3, 3), new VoxelInterval(10, 10))[0].OutsideCount);
    }

    [Fact] // The whole range of int16, and sums that would overflow 32 bits.
    public void Tally_OfExtremeVoxels_IsExact()
    {
        var tally = Tally([short.MinValue, short.MaxValue, short.MaxValue, short.MaxValue], [5, 5, 5, 5])[0].Voxels;

        Assert.Equal(65533 / 4.0, tally.Mean);                  // (-32768 + 3 · 32767) / 4
        Assert.Equal(65535 * Math.Sqrt(3) / 4, tally.StandardDeviation, precision: 6); // range · √(p (1 - p)), p = 1/4
    }

    [Fact]
    public void Tally_WhenMaskHasAnotherSize_Throws() =>
        Assert.Throws<ArgumentException>(() => new SliceTallier(NoRanges).Tally([1, 2, 3], Mask.Encode([1, 1], 1, 2)));

    private static IReadOnlyList<LabelTally> Tally(short[] voxels, byte[] labels) =>
        new SliceTallier(NoRanges).Tally(voxels, voxels.Length == 9 ? Mask.Encode(labels, 3, 3) : Mask.Encode(labels, 1, labels.Length));
}
