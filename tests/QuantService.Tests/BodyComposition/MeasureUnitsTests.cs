using Voxmark.QuantService.BodyComposition;

namespace Voxmark.QuantService.Tests.BodyComposition;

public sealed class MeasureUnitsTests
{
    private static readonly MeasureUnits Units = new(null, Slope: 1, Intercept: 0);

    [Theory]
    [InlineData(-30, false)]
    [InlineData(-29, true)]
    [InlineData(150, true)]
    [InlineData(151, false)]
    public void RangeOf_BothEnds_IncludesThem(double voxel, bool isInside) =>
        Assert.Equal(isInside, Units.RangeOf(-29, 150).Holds(voxel));

    [Theory] // value = 2 · voxel − 1000: −29…150 HU are the voxels 485.5…575
    [InlineData(485, false)]
    [InlineData(486, true)]
    [InlineData(575, true)]
    [InlineData(576, false)]
    public void RangeOf_WithSlopeAndIntercept_IsOfVoxels(double voxel, bool isInside) =>
        Assert.Equal(isInside, (Units with { Slope = 2, Intercept = -1000 }).RangeOf(-29, 150).Holds(voxel));

    [Theory] // value = −voxel
    [InlineData(29, true)]
    [InlineData(30, false)]
    [InlineData(-150, true)]
    [InlineData(-151, false)]
    public void RangeOf_WithNegativeSlope_HasItsEndsTurned(double voxel, bool isInside) =>
        Assert.Equal(isInside, (Units with { Slope = -1 }).RangeOf(-29, 150).Holds(voxel));

    [Fact] // 1500 · 0.1 is 150.00000000000003 in doubles
    public void RangeOf_ADecimalSlope_KeepsItsEnd() =>
        Assert.True((Units with { Slope = 0.1 }).RangeOf(-29, 150).Holds(1500));

    [Fact]
    public void RangeOf_WithoutAnUpperEnd_HasNone() => Assert.True(Units.RangeOf(130, null).Holds(short.MaxValue));
}
