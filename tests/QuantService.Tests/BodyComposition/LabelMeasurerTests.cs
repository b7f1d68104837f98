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
    private static readonly MeasureUnits Volume = new(SliceSpacingMm: 5, Slope: 1, Intercept: 0);
    private static readonly SliceFacts Facts = new(LocationMm: -90, PixelAreaMm2: 0.4, Padding: null, "HU");

    [Fact]
    public void MeasureSlices_OfTwoSlices_HasOneEntryPerSliceAndSegment() =>
        Assert.Equal([(4, 1), (4, 2), (6, 1)], Measured(Volume).MeasureSlices().Select(m => (m.Slice, m.SegmentNumber)));

    [Fact] // 3 pixels · 0.4 mm² = 1.2 mm² = 0.012 cm²
    public void MeasureSlices_AreaIsPixelsTimesPixelArea() =>
        Assert.Equal(0.012, Measured(Volume).MeasureSlices()[0].AreaCm2!.Value, precision: 12);

    [Fact]
    public void MeasureSlices_WithoutPixelSize_HasNoArea() =>
        Assert.Null(Measured(Volume, Facts with { PixelAreaMm2 = null }).MeasureSlices()[0].AreaCm2);

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

        Assert.Equal((60.0, 50.0), (muscle.Values!.Mean, muscle.ReferenceValues!.Mean));
    }

    [Fact] // Differences to 60: 20, 10, 0, 30; squares 400 + 100 + 0 + 900 = 1400; / 4.
    public void MeasureSegments_DeviationIsOverAllVoxelsAndNotOverSlices() =>
        Assert.Equal(Math.Sqrt(350), Measured(Volume).MeasureSegments(4)[0].Values!.Sd, precision: 12);

    [Theory] // 40000 and 65535 of a CT, kept as 32767; where nothing was cut, 32767 is what it is
    [InlineData(true, 2)]
    [InlineData(false, 0)]
    public void MeasureSegments_OfAVolumeWhoseValuesWereCut_CountsThoseAtTheEnd(bool isCut, long expected)
    {
        var measurer = new LabelMeasurer([Muscle, Fat], Volume);
        measurer.Add(4, Facts with { IsCut = isCut }, [short.MaxValue, short.MaxValue, 50, 0, 0, 0], Mask.Encode([1, 1, 1, 2, 0, 0], 2, 3));

        Assert.Equal([expected, 0], measurer.MeasureSegments(4).Select(s => s.CutCount));
    }

    [Fact]
    public void MeasureSegments_WhenSegmentIsNotOnTheReferenceSlice_HasZeroPixelsAndNoMean()
    {
        var fat = Measured(Volume).MeasureSegments(6)[1];

        Assert.Equal(0, fat.ReferencePixelCount);
        Assert.Null(fat.ReferenceValues);
        Assert.Equal(1, fat.SliceCount);
    }

    [Fact] // 2 · v - 1000: voxels 40, 50, 60 become -920, -900, -880.
    public void MeasureSlices_WithSlopeAndIntercept_ReportsValues()
    {
        var muscle = Measured(Volume with { Slope = 2, Intercept = -1000 }).MeasureSlices()[0].Values;

        Assert.Equal((-900.0, -920.0, -880.0, -900.0), (muscle.Mean, muscle.Min, muscle.Max, muscle.Median));
        Assert.Equal(2 * Math.Sqrt(200 / 3.0), muscle.Sd, precision: 12);
    }

    [Fact]
    public void MeasureSlices_WithNegativeSlope_SmallestStaysSmallest()
    {
        var muscle = Measured(Volume with { Slope = -1 }).MeasureSlices()[0].Values;

        Assert.Equal((-60.0, -40.0), (muscle.Min, muscle.Max));
    }

    [Fact]
    public void Add_WhenMaskIsEmpty_SliceIsNotLabelled()
    {
        var measurer = new LabelMeasurer([Muscle], Volume);

        measurer.Add(3, Facts, new short[6], Mask.Encode(new byte[6], 2, 3));

        Assert.Empty(measurer.LabelledSlices);
    }

    [Fact]
    public void Add_WhenMaskCarriesNoSegmentOfTheLabel_Throws() =>
        Assert.Throws<InvalidDataException>(
            () => new LabelMeasurer([Muscle], Volume).Add(0, Facts, new short[6], Mask.Encode([0, 0, 9, 0, 0, 0], 2, 3)));

    [Fact]
    public void MeasureSlices_OfValuesWithoutUnit_SaysNoneAndNoHu()
    {
        var muscle = Measured(Volume, Facts with { Unit = "" }).MeasureSlices()[^1];

        Assert.Equal(("", 90.0, null), (muscle.Values.Unit, muscle.Values.Mean, muscle.MeanHu));
    }

    [Fact] // 3 pixels of 0.4 mm² on one slice, 1 of 0.9 mm² on the other: 2.1 mm² · 5 mm = 10.5 mm³
    public void MeasureSegments_OfSlicesWithTheirOwnPixelSizes_AddsTheirAreas() =>
        Assert.Equal(0.0105, Measured(Volume, Facts with { PixelAreaMm2 = 0.9 }).MeasureSegments(4)[0].VolumeCm3!.Value, precision: 12);

    [Fact]
    public void MeasureSegments_WithoutPixelSize_HasNoVolume() =>
        Assert.Null(Measured(Volume, Facts with { PixelAreaMm2 = null }).MeasureSegments(4)[0].VolumeCm3);

    [Fact] // muscle is −29…150: of 40, 50, 60 and 90 none lies outside
    public void MeasureSegments_OfMuscleOnMuscle_LiesInItsRange()
    {
        var muscle = Measured(Volume).MeasureSegments(4)[0];

        Assert.Equal((0.0, 0.0), (muscle.OutsideRange, muscle.ReferenceOutsideRange));
    }

    [Fact] // −160, −150, −140 and −110 HU: all of it is fat
    public void MeasureSegments_OfMuscleOnFat_LiesOutsideItsRange() =>
        Assert.Equal(1.0, Measured(Volume with { Intercept = -200 }).MeasureSegments(4)[0].OutsideRange);

    [Fact] // 90 becomes 160 HU, 40…60 become 110…130: 1 of 4 outside, none of the 3 at the reference
    public void MeasureSegments_OfSomeOutside_HasTheirShare()
    {
        var muscle = Measured(Volume with { Intercept = 70 }).MeasureSegments(4)[0];

        Assert.Equal((0.25, 0.0), (muscle.OutsideRange, muscle.ReferenceOutsideRange));
    }

    [Fact]
    public void MeasureSegments_OfValuesThatAreNoHu_HasNoShareAtThatSlice() =>
        Assert.Null(Measured(Volume, Facts with { Unit = "" }).MeasureSegments(6)[0].ReferenceOutsideRange);

    [Fact] // a CT image among whose neighbours one does not rescale: 90 of what, nobody knows
    public void MeasureSegments_OverSlicesOfSeveralUnits_HasNoValuesButThoseOfTheReference()
    {
        var muscle = Measured(Volume, Facts with { Unit = "" }).MeasureSegments(4)[0];

        Assert.Null(muscle.Values);
        Assert.Equal(50, muscle.ReferenceMeanHu);
    }

    [Fact] // slice 6 has 90 alone, and 90 is padding there
    public void Add_WhenEverythingLabelledIsPadding_SliceIsNotLabelled()
    {
        var measurer = Measured(Volume, Facts with { Padding = new VoxelInterval(90, 90) });

        Assert.Equal([4], measurer.LabelledSlices);
        Assert.Equal((3L, 1L), (measurer.MeasureSegments(4)[0].VoxelCount, measurer.MeasureSegments(4)[0].PaddingCount));
    }

    private static LabelMeasurer Measured(MeasureUnits units) => Measured(units, Facts);

    /// <param name="above">Of slice 6.</param>
    private static LabelMeasurer Measured(MeasureUnits units, SliceFacts above)
    {
        var measurer = new LabelMeasurer([Muscle, Fat], units);
        measurer.Add(6, above, [90, 0, 0, 0, 0, 0], Mask.Encode([1, 0, 0, 0, 0, 0], 2, 3));
        measurer.Add(
            4, Facts with { LocationMm = -100, PixelAreaMm2 = above.PixelAreaMm2 is null ? null : 0.4 },
            [40, 50, 60, -100, 0, 0], Mask.Encode([1, 1, 1, 2, 0, 0], 2, 3));
        return measurer;
    }
}
