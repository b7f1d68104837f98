using Voxmark.Contracts.Labeling;
using Voxmark.Contracts.Quant;
using Voxmark.QuantService.BodyComposition;

namespace Voxmark.QuantService.Tests.BodyComposition;

/// <summary>A woman of 163 cm and 87 kg with SMA 144.1, VFA 127.0, SFA 225.2 cm², worked with a pocket calculator.</summary>
public sealed class BodyCompositionIndicesTests
{
    private static readonly SegmentMeasure[] Segments =
    [
        Measured(1, SegmentCodes.SkeletalMuscle, 144.1, 34.6),
        Measured(2, SegmentCodes.SubcutaneousFat, 225.2, -96.9),
        Measured(3, SegmentCodes.VisceralFat, 127.0, -93.0),
    ];

    [Fact] // 144.1 / 1.63² = 144.1 / 2.6569
    public void Of_WithHeight_SmiIsMuscleAreaOverSquaredHeight() =>
        Assert.Equal(54.2361, BodyCompositionIndices.Of(Segments, 163, 87).SmiCm2PerM2!.Value, precision: 4);

    [Fact] // 87 / 2.6569
    public void Of_WithHeightAndWeight_BmiIsWeightOverSquaredHeight() =>
        Assert.Equal(32.7449, BodyCompositionIndices.Of(Segments, 163, 87).BmiKgPerM2!.Value, precision: 4);

    [Fact] // 127.0 / 225.2
    public void Of_BothFats_RatioIsVisceralOverSubcutaneous() =>
        Assert.Equal(0.5639, BodyCompositionIndices.Of(Segments, null, null).VatSatRatio!.Value, precision: 4);

    [Fact]
    public void Of_Segments_TakesAreasAndDensityFromTheReferenceSlice()
    {
        var indices = BodyCompositionIndices.Of(Segments, null, null);

        Assert.Equal((144.1, 34.6, 127.0, 225.2), (indices.SmaCm2, indices.SmdHu, indices.VfaCm2, indices.SfaCm2));
    }

    [Fact]
    public void Of_WithoutHeight_HasNoIndexThatNeedsIt()
    {
        var indices = BodyCompositionIndices.Of(Segments, null, 87);

        Assert.Null(indices.SmiCm2PerM2);
        Assert.Null(indices.BmiKgPerM2);
    }

    [Fact]
    public void Of_WhenMuscleHasNoPixel_HasNoMuscleAreaRatherThanZero() =>
        Assert.Null(BodyCompositionIndices.Of([Measured(1, SegmentCodes.SkeletalMuscle, 0, null), .. Segments[1..]], 163, 87).SmaCm2);

    [Fact]
    public void Of_WhenTemplateLacksFat_HasNoFatArea() =>
        Assert.Null(BodyCompositionIndices.Of(Segments[..1], 163, 87).VfaCm2);

    [Fact] // g09: a muscle that was renamed to liver, with the liver's code, keeps its key
    public void Of_WhenTheMuscleSegmentStandsForSomethingElse_HasNoMuscle()
    {
        var indices = BodyCompositionIndices.Of([Segments[0] with { Name = "Liver", Code = "SCT:10200004" }, .. Segments[1..]], 163, 87);

        Assert.Null(indices.SmaCm2);
        Assert.Null(indices.SmiCm2PerM2);
        Assert.Empty(indices.MuscleSegments);
    }

    [Fact] // muscle was deleted and added again: another key and number, the same code
    public void Of_ASegmentWithTheCodeOfMuscle_IsMuscleWhateverItsKey()
    {
        var indices = BodyCompositionIndices.Of(
            [Segments[0] with { Number = 7, Key = "own-1234", Name = "근육" }, .. Segments[1..]], 163, 87);

        Assert.Equal((144.1, 7), (indices.SmaCm2, Assert.Single(indices.MuscleSegments)));
    }

    [Fact] // both are adipose tissue; the region tells them apart
    public void Of_IntermuscularFat_IsNoVisceralFat() =>
        Assert.Null(BodyCompositionIndices.Of([Segments[2] with { Code = SegmentCodes.IntermuscularFat }], null, null).VfaCm2);

    [Fact] // 100 + 44.1 cm²; (1000 · 30 + 500 · 60) / 1500 = 40 HU
    public void Of_TwoSegmentsOfOneCode_MeasuresThemTogether()
    {
        var left = Measured(1, SegmentCodes.SkeletalMuscle, 100, 30);
        var right = Measured(2, SegmentCodes.SkeletalMuscle, 44.1, 60) with { ReferencePixelCount = 500 };

        var indices = BodyCompositionIndices.Of([left, right], null, null);

        Assert.Equal(144.1, indices.SmaCm2!.Value, precision: 9);
        Assert.Equal(40, indices.SmdHu!.Value, precision: 9);
        Assert.Equal([1, 2], indices.MuscleSegments);
    }

    [Fact]
    public void Of_ValuesThatAreNoHu_HasAreaButNoDensity()
    {
        var muscle = Segments[0] with { ReferenceValues = Segments[0].ReferenceValues! with { Unit = "" } };

        var indices = BodyCompositionIndices.Of([muscle], null, null);

        Assert.Equal((144.1, null), (indices.SmaCm2, indices.SmdHu));
    }

    [Fact]
    public void Of_WithoutPixelSize_HasNoArea() =>
        Assert.Null(BodyCompositionIndices.Of([Segments[0] with { ReferenceAreaCm2 = null }], 163, 87).SmaCm2);

    private static SegmentMeasure Measured(int number, string code, double areaCm2, double? meanHu) => new(
        number, $"key-{number}", $"Segment {number}", "#000000", code, 1, 0, null, null, null, areaCm2 > 0 ? 1000 : 0, areaCm2,
        meanHu is { } mean ? new ValueStatistics("HU", mean, 0, mean, mean, mean) : null, null, 0);
}
