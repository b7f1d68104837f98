using Voxmark.Imaging.Volumes;

namespace Voxmark.Imaging.Tests.Volumes;

/// <summary>Expected values: the examples of PS3.3 C.11.2.1.2, and its formulas worked by hand.</summary>
public sealed class VolumeWindowTests
{
    [Theory]
    [InlineData(2048, 4096, 0, 0)]                 // y = ((x - 2047.5) / 4095 + 0.5)
    [InlineData(2048, 4096, 4095, 1)]
    [InlineData(2048, 4096, 1365, 1.0 / 3)]
    [InlineData(0, 100, -50, 0)]                   // y = ((x + 0.5) / 99 + 0.5)
    [InlineData(0, 100, 49, 1)]
    [InlineData(0, 100, -0.5, 0.5)]
    [InlineData(0, 1, -1, 0)]                      // no ramp at all
    [InlineData(0, 1, 0, 1)]
    public void Brightness_OfLinear_IsTheStandards(double center, double width, double value, double expected) =>
        Assert.Equal(expected, new VolumeWindow("", center, width).Brightness(value), 9);

    [Theory]
    [InlineData(-50, 0)]                           // y = (x - 0) / 100 + 0.5
    [InlineData(25, 0.75)]
    [InlineData(50, 1)]
    [InlineData(1000, 1)]
    public void Brightness_OfLinearExact_IsTheStandards(double value, double expected) =>
        Assert.Equal(expected, new VolumeWindow("", 0, 100, VolumeWindow.LinearExact).Brightness(value), 9);

    [Theory]
    [InlineData(40, 0.5)]                          // y = 1 / (1 + exp(-4 (x - 40) / 400))
    [InlineData(140, 0.731058579)]                 // 1 / (1 + 1/e)
    [InlineData(-60, 0.268941421)]
    public void Brightness_OfSigmoid_IsTheStandards(double value, double expected) =>
        Assert.Equal(expected, new VolumeWindow("", 40, 400, VolumeWindow.Sigmoid).Brightness(value), 9);

    [Theory]
    [InlineData(-100, 0)]                          // below the first value mapped: the first entry
    [InlineData(-2, 0)]
    [InlineData(-1, 0.2)]
    [InlineData(1, 1)]
    [InlineData(100, 1)]                           // above the last: the last
    public void Brightness_OfATable_IsItsEntry(double value, double expected) =>
        Assert.Equal(expected, new VolumeWindow("", 0, 4, Greys: [0, 51, 102, 255]).Brightness(value), 9);
}
