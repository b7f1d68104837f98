using Voxmark.Contracts.Quant;
using Voxmark.QuantService.BodyComposition;

namespace Voxmark.QuantService.Tests.BodyComposition;

/// <summary>A woman of 163 cm and 87 kg with SMA 144.1, VFA 127.0, SFA 225.2 cm², worked with a pocket calculator.</summary>
public sealed class BodyCompositionIndicesTests
{
    private static readonly SegmentMeasure[] Segments =
    [
        Measured(1, "muscle", 144.1, 34.6), Measured(2, "subcutaneous-fat", 225.2, -96.9), Measured(3, "visceral-fat", 127.0, -93.0),
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
        Assert.Null(BodyCompositionIndices.Of([Measured(1, "muscle", 0, null), .. Segments[1..]], 163, 87).SmaCm2);

    [Fact]
    public void Of_WhenTemplateLacksFat_HasNoFatArea() =>
        Assert.Null(BodyCompositionIndices.Of(Segments[..1], 163, 87).VfaCm2);

    private static SegmentMeasure Measured(int number, string key, double areaCm2, double? meanHu) => new(
        number, key, key, "#000000", 1, 0, null, null, null, null, null, areaCm2 > 0 ? 1000 : 0, areaCm2, meanHu, null);
}
