using Voxmark.Imaging.Conforming;

namespace Voxmark.Imaging.Tests.Conforming;

public sealed class ByteIntensityTests
{
    [Fact] // air 0; of 1,000 values above it all but the last are at most 1000, and that one is an outlier
    public void Of_Values_TakesWhat999InAThousandReachFor255()
    {
        float[] values = [0, .. Enumerable.Repeat(600f, 500), .. Enumerable.Repeat(1000f, 499), 30_000];

        var bytes = ByteIntensity.Of(values);

        Assert.Equal((0, 153, 255, 255), (bytes[0], bytes[1], bytes[999], bytes[1000]));
    }

    [Fact]
    public void Of_NegativeValues_BeginsAtTheSmallest() => Assert.Equal([0, 255], ByteIntensity.Of([-1024, 3000]));

    [Fact]
    public void Of_OneValueEverywhere_IsNothing() => Assert.Equal([0, 0, 0], ByteIntensity.Of([7, 7, 7]));

    [Theory] // numpy.quantile([0, 10, 20, 30], share)
    [InlineData(0, 0)]
    [InlineData(0.05, 1.5)]
    [InlineData(0.5, 15)]
    [InlineData(0.95, 28.5)]
    [InlineData(1, 30)]
    public void Quantile_BetweenTwoValues_IsInterpolated(double share, double expected) =>
        Assert.Equal(expected, ByteIntensity.Quantile([20, 0, 30, 10], share), 9);
}
