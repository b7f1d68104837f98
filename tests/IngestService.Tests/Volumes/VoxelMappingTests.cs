using Voxmark.IngestService.Volumes;

namespace Voxmark.IngestService.Tests.Volumes;

public sealed class VoxelMappingTests
{
    private static readonly PixelLayout Signed16 = new(16, 16, 15, IsSigned: true);
    private static readonly PixelLayout Unsigned16 = new(16, 16, 15, IsSigned: false);
    private static readonly PixelLayout Unsigned12 = new(16, 12, 11, IsSigned: false);

    [Fact]
    public void Choose_ForHounsfieldUnits_KeepsThemAsTheyAre() =>
        Assert.Equal(VoxelMapping.Identity, VoxelMapping.Choose([(Unsigned16, new(1, -1024))], isHounsfield: true));

    [Fact]
    public void Choose_ForWholeValuesThatFit_KeepsThemAsTheyAre() =>
        Assert.Equal(
            VoxelMapping.Identity,
            VoxelMapping.Choose([(Unsigned12, new(2, -100)), (Unsigned12, new(1, 0))], isHounsfield: false));

    [Fact]
    public void Choose_ForOneFractionalRescale_KeepsStoredValues() =>
        Assert.Equal(new VoxelMapping(0.684, 200), VoxelMapping.Choose([(Signed16, new(0.684, 200))], isHounsfield: false));

    [Fact]
    public void Choose_ForUnsigned16Bits_MovesStoredValuesIntoRange()
    {
        var mapping = VoxelMapping.Choose([(Unsigned16, new(0.5, 10))], isHounsfield: false)!;

        // Stored 65535 has the value 32777.5 and becomes voxel 32767; stored 0 has the value 10 and becomes -32768.
        Assert.Equal(32767, mapping.ToVoxel(32777.5));
        Assert.Equal(-32768, mapping.ToVoxel(10));
        Assert.Equal(10, -32768 * mapping.Slope + mapping.Intercept, precision: 9);
    }

    [Fact]
    public void Choose_ForRescalesThatDiffer_NeedsTheRange() =>
        Assert.Null(VoxelMapping.Choose([(Signed16, new(0.5, 0)), (Signed16, new(0.7, 0))], isHounsfield: false));

    [Fact]
    public void Spread_OverARange_ReachesBothEndsOfInt16()
    {
        var mapping = VoxelMapping.Spread((-5, 1000));

        Assert.Equal((-32768, 32767), (mapping.ToVoxel(-5), mapping.ToVoxel(1000)));
    }

    [Theory]
    [InlineData(40_000, 32767)]
    [InlineData(-40_000, -32768)]
    [InlineData(12.5, 13)]
    [InlineData(-12.5, -13)]
    public void ToVoxel_OfHounsfieldUnits_RoundsAndClamps(double value, short expected) =>
        Assert.Equal(expected, VoxelMapping.Identity.ToVoxel(value));
}
