using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Masks;
using Voxmark.QuantService.BodyComposition;

namespace Voxmark.QuantService.Tests.BodyComposition;

/// <summary>
/// Two slices of 2 × 3 pixels, 0.8 mm × 0.5 mm (0.4 mm² each), 5 mm apart. Muscle: 3 pixels on slice 4, 1 on slice 6.
/// </summary>
public sealed class LabelMeasurerTests
{
    private static readonly Segment Muscle = new(1, "muscle", "Muscle", "#ee6a50", null, -29, 150, false, true);
    private static readonly Segment Fat = new(2, "subcutaneous-fat", "Subcutaneous fat", "#f5d742", null, -190, -30, false, true);
    private static readonly MeasureUnits Volume = new(PixelAreaMm2: 0.4, SliceSpacingMm: 5, Slope: 1, Intercept: 0);

    [Fact]
    public void MeasureSlices_OfTwoSlices_HasOneEntryPerSliceAndSegment() =>
        Assert.Equal([(4, 1), (4, 2), (6, 1)], Measured(Volume).MeasureSlices().Select(m => (m.Slice, m.SegmentNumber)));

    [Fact] // 3 pixels · 0.4 mm² = 1.2 mm² = 0.012 cm²
    public void MeasureSlices_AreaIsPixelsTimesPixelArea() =>
        Assert.Equal(0.012, Measured(Volume).MeasureSlices()[0].AreaCm2!.Value, precision: 12);

    [Fact]
    public void MeasureSlices_WithoutPixelSize_HasNoArea() =>
        Assert.Null(Measured(Volume with { PixelAreaMm2 = null }).MeasureSlices()[0].AreaCm2);

    [Fact]
    public void MeasureSlices_CarriesTheLocation() =>
        Assert.Equal([-100.0, -100.0, -90.0], Measured(Volume).MeasureSlices().Select(m => m.LocationMm));

    [Fact] // 4 voxels · 0.4 mm² · 5 mm = 8 mm³ = 0.008 cm³
    public void MeasureSegments_VolumeIsAreaTimesSpacing() =>
        Assert.Equal(0.008, Measured(Volume).MeasureSegments(4)[0].VolumeCm3!.Value, precision: 12);

    [Fact]
    public void MeasureSegments_OfAStack_HasAreaButNoVolume()
    {
        var muscle = Measured(Volume with { SliceSpacingMm = null }).MeasureSegments(4)[0];

        Assert.Null(muscle.VolumeCm3);
        Assert.NotNull(muscle.ReferenceAreaCm2);
    }

    [Fact] // Slice 4: 40, 50, 60; slice 6: 90. Mean of the four 60, of the slice's three 50.
    public void MeasureSegments_MeansOverAllSlicesAndOverTheReference()
    {
        var muscle = Measured(Volume).MeasureSegments(4)[0];

        Assert.Equal((60.0, 50.0), (muscle.MeanHu!.Value, muscle.ReferenceMeanHu!.Value));
    }

    [Fact] // Differences to 60: 20, 10, 0, 30; squares 400 + 100 + 0 + 900 = 1400; / 4.
    public void MeasureSegments_DeviationIsOverAllVoxelsAndNotOverSlices() =>
        Assert.Equal(Math.Sqrt(350), Measured(Volume).MeasureSegments(4)[0].SdHu!.Value, precision: 12);

    [Fact]
    public void MeasureSegments_WhenSegmentIsNotOnTheReferenceSlice_HasZeroPixelsAndNoMean()
    {
        var fat = Measured(Volume).MeasureSegments(6)[1];

        Assert.Equal(0, fat.ReferencePixelCount);
        Assert.Null(fat.ReferenceMeanHu);
        Assert.Equal(1, fat.SliceCount);
    }

    [Fact] // 2 · v - 1000: voxels 40, 50, 60 become -920, -900, -880.
    public void MeasureSlices_WithSlopeAndIntercept_ReportsValues()
    {
        var muscle = Measured(Volume with { Slope = 2, Intercept = -1000 }).MeasureSlices()[0];

        Assert.Equal((-900.0, -920.0, -880.0, -900.0), (muscle.MeanHu, muscle.MinHu, muscle.MaxHu, muscle.MedianHu));
        Assert.Equal(2 * Math.Sqrt(200 / 3.0), muscle.SdHu, precision: 12);
    }

    [Fact]
    public void MeasureSlices_WithNegativeSlope_SmallestStaysSmallest()
    {
        var muscle = Measured(Volume with { Slope = -1 }).MeasureSlices()[0];

        Assert.Equal((-60.0, -40.0), (muscle.MinHu, muscle.MaxHu));
    }

    [Fact]
    public void Add_WhenMaskIsEmpty_SliceIsNotLabelled()
    {
        var measurer = new LabelMeasurer([Muscle], Volume);

        measurer.Add(3, null, new short[6], Mask.Encode(new byte[6], 2, 3));

        Assert.Empty(measurer.LabelledSlices);
    }

    [Fact]
    public void Add_WhenMaskCarriesNoSegmentOfTheLabel_Throws() =>
        Assert.Throws<InvalidDataException>(
            () => new LabelMeasurer([Muscle], Volume).Add(0, null, new short[6], Mask.Encode([0, 0, 9, 0, 0, 0], 2, 3)));

    private static LabelMeasurer Measured(MeasureUnits units)
    {
        var measurer = new LabelMeasurer([Muscle, Fat], units);
        measurer.Add(6, -90, [90, 0, 0, 0, 0, 0], Mask.Encode([1, 0, 0, 0, 0, 0], 2, 3));
        measurer.Add(4, -100, [40, 50, 60, -100, 0, 0], Mask.Encode([1, 1, 1, 2, 0, 0], 2, 3));
        return measurer;
    }
}
