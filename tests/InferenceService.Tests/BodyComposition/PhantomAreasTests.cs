using Voxmark.Imaging.Phantoms;
using Voxmark.InferenceService.BodyComposition;

namespace Voxmark.InferenceService.Tests.BodyComposition;

/// <summary>On an abdomen whose areas are known by arithmetic.</summary>
public sealed class PhantomAreasTests
{
    private const int Slice = 3; // 15 mm above the disc's lower end: bone
    private const int Muscle = 1, Subcutaneous = 2, Visceral = 3;

    private static readonly Vertebra s_spine = new(191.5, 236.5, 24);

    /// <summary>Fat right behind the spine counts as the wall's, which the phantom has as visceral: 10 cm² of 283.</summary>
    [Theory]
    [InlineData(Muscle, PhantomTissue.Muscle)]
    [InlineData(Visceral, PhantomTissue.VisceralFat)]
    public void Run_OnThePhantom_HasItsAreas(byte label, PhantomTissue tissue) =>
        Assert.InRange(AreaCm2(label) / AbdomenPhantom.AreaCm2(tissue), 0.94, 1.06);

    [Fact] // the phantom has no skin: 1.5 mm of its fat are so near the air as to count as that; 168.5 · 118.5 − 145 · 95, times π
    public void Run_OnThePhantom_HasItsSubcutaneousFatWithoutTheSkin() =>
        Assert.InRange(AreaCm2(Subcutaneous), 194.5 * 0.97, 194.5 * 1.03);

    [Fact]
    public void Run_OnAPronePatient_LabelsTheSamePixels()
    {
        using var supine = TestVolume.Of(new AbdomenPhantom(NoiseHu: 10));
        using var prone = TestVolume.Of(
            new AbdomenPhantom(NoiseHu: 10), grid => grid with { RowDirection = new(-1, 0, 0), ColumnDirection = new(0, -1, 0) },
            pixels => [.. pixels.Reverse()]);

        Assert.Equal(Run(supine).Labels, Run(prone).Labels.Reverse());
    }

    [Fact] // the contours themselves, untouched
    public void Apply_OfTheSameContours_AnswersTheSameTissues()
    {
        using var volume = TestVolume.Of(new AbdomenPhantom(NoiseHu: 10));
        using var slice = Open(volume);
        var found = BodyCompositionAlgorithm.Run(slice, s_spine)!;

        Assert.Equal(found.Labels, BodyCompositionAlgorithm.Apply(slice, s_spine, found.Contours));
    }

    [Fact] // the wall's contour drawn to the middle: nothing is left of the cavity
    public void Apply_WhenTheInnerWallIsAPoint_HasNoVisceralFat()
    {
        using var volume = TestVolume.Of(new AbdomenPhantom(NoiseHu: 10));
        using var slice = Open(volume);
        var contours = BodyCompositionAlgorithm.Run(slice, s_spine)!.Contours;

        var labels = BodyCompositionAlgorithm.Apply(
            slice, s_spine, contours with { InnerWall = [.. Enumerable.Repeat(128.0, contours.InnerWall.Length)] });

        Assert.InRange(Agreement.Count(labels, Visceral), 0, 10); // what lies at a pixel's distance from that point
    }

    [Fact] // 150 columns of 256: the body's 340 mm do not fit into 225
    public void Run_WhenTheBodyIsCut_SaysSo()
    {
        using var cut = TestVolume.Of(new AbdomenPhantom(Columns: 150));
        using var slice = Open(cut);

        Assert.True(BodyCompositionAlgorithm.Run(slice, s_spine with { X = 112 })!.Concerns.HasFlag(QualityConcerns.BodyCut));
    }

    [Fact]
    public void Run_OfANoisyScan_SaysSo()
    {
        using var noisy = TestVolume.Of(new AbdomenPhantom(NoiseHu: 60));
        using var clear = TestVolume.Of(new AbdomenPhantom(NoiseHu: 10));

        Assert.Equal(QualityConcerns.None, Run(clear).Concerns);
        Assert.True(Run(noisy).Concerns.HasFlag(QualityConcerns.Noise));
    }

    private static double AreaCm2(byte label)
    {
        var phantom = new AbdomenPhantom(NoiseHu: 10);
        using var volume = TestVolume.Of(phantom);
        return Run(volume).PixelsOf(label) * phantom.PixelMm * phantom.PixelMm / 100;
    }

    private static WorkSlice Open(TestVolume volume) =>
        WorkSlice.Of(volume.Volume, Slice, WorkGrid.Of(volume.Volume.Header, Slice)!);

    private static BodyCompositionSlice Run(TestVolume volume)
    {
        using var slice = Open(volume);
        return BodyCompositionAlgorithm.Run(slice, s_spine)!;
    }
}
