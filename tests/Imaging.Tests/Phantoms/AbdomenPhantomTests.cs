using Voxmark.Imaging.Phantoms;

namespace Voxmark.Imaging.Tests.Phantoms;

public sealed class AbdomenPhantomTests
{
    [Theory]
    [InlineData(PhantomTissue.SubcutaneousFat, 208.13)] // π (170·120 − 145·95) mm²
    [InlineData(PhantomTissue.Muscle, 128.65)] // π (145·95 − 130·80 + 2·20·18) mm²
    [InlineData(PhantomTissue.VisceralFat, 282.99)] // π (130·80 − 2·20·18 − 28·24) mm²
    [InlineData(PhantomTissue.Bone, 21.11)] // π 28·24 mm²
    public void AreaCm2_OfATissue_IsThatOfItsEllipses(PhantomTissue tissue, double expected) =>
        Assert.Equal(expected, AbdomenPhantom.AreaCm2(tissue), tolerance: 0.01);

    [Theory]
    [InlineData(PhantomTissue.SubcutaneousFat)]
    [InlineData(PhantomTissue.Muscle)]
    [InlineData(PhantomTissue.VisceralFat)]
    [InlineData(PhantomTissue.Bone)]
    public void Slice_WhenPixelsAreCounted_HasTheExactArea(PhantomTissue tissue)
    {
        var phantom = new AbdomenPhantom(Slices: 3);

        var pixels = phantom.Slice(2).Count(hu => hu == AbdomenPhantom.HuOf(tissue));

        var exact = AbdomenPhantom.AreaCm2(tissue);
        Assert.Equal(exact, pixels * 1.5 * 1.5 / 100, tolerance: 0.01 * exact);
    }

    [Fact]
    public void Slice_WithNoise_RepeatsToTheVoxel() =>
        Assert.Equal(new AbdomenPhantom(NoiseHu: 12).Slice(3), new AbdomenPhantom(NoiseHu: 12).Slice(3));

    [Fact]
    public void Slice_WithNoise_KeepsTheMean()
    {
        var muscle = new AbdomenPhantom(NoiseHu: 12).Slice(3)
            .Zip(new AbdomenPhantom().Slice(3))
            .Where(pair => pair.Second == AbdomenPhantom.HuOf(PhantomTissue.Muscle))
            .Select(pair => (double)pair.First)
            .ToList();

        // About 5,700 pixels: the mean's standard error is 12 / √5700 = 0.16 HU.
        Assert.Equal(55, muscle.Average(), tolerance: 0.8);
        Assert.Equal(12, Math.Sqrt(muscle.Average(v => v * v) - Math.Pow(muscle.Average(), 2)), tolerance: 0.6);
    }
}
