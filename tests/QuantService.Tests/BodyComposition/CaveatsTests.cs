using Voxmark.Contracts;
using Voxmark.Contracts.Labeling;
using Voxmark.Contracts.Quant;
using Voxmark.QuantService.BodyComposition;

namespace Voxmark.QuantService.Tests.BodyComposition;

public sealed class CaveatsTests
{
    private static readonly SegmentMeasure Muscle = Examples.Result().Segments[0];

    private static readonly SliceMeasure OnSlice51 = Examples.Result().Slices[0];

    /// <summary>Nothing to say: height and weight from the images, L3, one slice, all tissues, contrast at 120 kV, no model.</summary>
    private static readonly CaveatSubject Plain = new(
        Examples.Label(),
        Examples.Series() with { Acquisition = Examples.Acquisition with { ContrastAgent = "Iohexol", TubeVoltageKv = 120 } },
        new SubjectValues(null, null, null, 163, "dicom", null, 87, "dicom", null),
        [
            Muscle, Muscle with { Number = 2, Name = "Subcutaneous fat", Code = SegmentCodes.SubcutaneousFat },
            Muscle with { Number = 3, Name = "Visceral fat", Code = SegmentCodes.VisceralFat },
        ],
        [OnSlice51], VolumeProblem: null, HasPixelSize: true, IsHounsfield: true, Models: [], ReferenceSlice: 51, ReferenceImage: "Im 48");

    [Fact]
    public void For_AContrastCtWithEverythingKnown_SaysOnlyThatContrastWasGiven() => Assert.Equal(["contrast"], Codes(Plain));

    [Fact]
    public void For_AMissingHeight_AsksForIt() =>
        Assert.Contains("height-missing", Codes(Plain with { Values = Plain.Values with { HeightCm = null, HeightSource = null } }));

    [Fact]
    public void For_AMissingWeight_AsksForIt() =>
        Assert.Contains("weight-missing", Codes(Plain with { Values = Plain.Values with { WeightKg = null, WeightSource = null } }));

    [Fact]
    public void For_ATypedHeight_SaysWhoTypedItAndWhatTheImagesSay()
    {
        var series = Plain.Series with { Patient = Plain.Series.Patient with { HeightCm = 170 } };

        var byPark = new ByHand(new Person("park", "Dr Park"), DateTimeOffset.UnixEpoch);
        var typed = Plain.Values with { HeightSource = "typed", HeightTyped = byPark };
        var caveat = Find(Plain with { Series = series, Values = typed }, "height-typed-over");

        Assert.Equal("Height was typed in by Dr Park. The images say 170 cm.", caveat.Text);
    }

    [Fact]
    public void For_AStack_RepeatsWhyItIsNoVolume() =>
        Assert.Equal(
            "Slices 31 and 32 are 12.5 mm apart.",
            Find(Plain with { VolumeProblem = "Slices 31 and 32 are 12.5 mm apart." }, "not-a-volume").Text);

    [Fact]
    public void For_AnUnknownContrast_SaysThatDensityMayNotCompare() =>
        Assert.Contains("contrast-unknown", Codes(Plain with { Series = Examples.Series() }));

    [Fact]
    public void For_140Kv_SaysSo() =>
        Assert.StartsWith("Acquired at 140 kV", Find(WithKv(140), "tube-voltage").Text, StringComparison.Ordinal);

    [Fact]
    public void For_AnUnknownTubeVoltage_SaysSo() => Assert.Contains("tube-voltage-unknown", Codes(WithKv(null)));

    [Theory] // 3000 of 90,000 voxels; what a model is called says nothing of it
    [InlineData("hu-threshold")]
    [InlineData("l3-tissue")]
    public void For_AModelThatIsNotForMeasurement_SaysThatItMeansNothing(string id)
    {
        var model = new ModelReference(id, "1", null, null, ForMeasurement: false);

        var caveat = Find(Plain with { Models = [new ModelShare(model, 3000)] }, "demonstration-model");

        Assert.True(caveat.IsGrave);
        Assert.StartsWith($"The model {id} drew 3 % of what is labelled.", caveat.Text, StringComparison.Ordinal);
        Assert.Contains("not for measurement", caveat.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(null)]
    public void For_AModelThatDidNotSaySo_NamesItAndNoMore(bool? forMeasurement) => Assert.False(
        Find(
            Plain with { Models = [new ModelShare(new ModelReference("hu-threshold", "1", null, null, forMeasurement), 3000)] },
            "model").IsGrave);

    [Fact]
    public void For_ValuesThatWereCutOff_SaysHowManyAndWhere() => Assert.StartsWith(
        "16 pixels of Muscle lie at the end of what can be stored (-32768 to 32767)",
        Find(With(Muscle with { CutCount = 16 }), "values-cut-off").Text,
        StringComparison.Ordinal);

    [Fact]
    public void For_AnotherModel_NamesItAndItsShare() => Assert.Equal(
        "The model l3-tissue 1.3.0 drew 100 % of what is labelled.",
        Find(Plain with { Models = [new ModelShare(new ModelReference("l3-tissue", "1.3.0", null), 90_000)] }, "model").Text);

    [Fact]
    public void For_SeveralSlices_NamesTheOneThatCounts() =>
        Assert.Contains(
            "Im 48", Find(Plain with { Slices = [OnSlice51, OnSlice51 with { Slice = 52 }] }, "several-slices").Text,
            StringComparison.Ordinal);

    [Fact]
    public void For_AnAreaWithUnlabelledSlices_SaysWhatVolumeCovers()
    {
        var area = Plain.Label with { SelectionId = Guid.NewGuid(), FirstSlice = 45, LastSlice = 53 };
        var slices = Enumerable.Range(45, 7).Select(slice => OnSlice51 with { Slice = slice }).ToList();

        Assert.Equal("Volume covers 7 of 9 slices.", Find(Plain with { Label = area, Slices = slices }, "partial-range").Text);
    }

    [Theory]
    [InlineData("T4", "not-l3")]
    [InlineData(null, "no-level")]
    [InlineData("  ", "no-level")]
    public void For_AnotherLevel_SaysThatCutOffsAreForL3(string? level, string code) =>
        Assert.Contains(code, Codes(Plain with { Label = Plain.Label with { Level = level } }));

    [Fact]
    public void For_MuscleMissingOnTheSlice_SaysWhatIsNotGiven() => Assert.Equal(
        "Muscle is not labelled on Im 48, so SMA, SMI and SMD are not given.",
        Find(With(Muscle with { ReferencePixelCount = 0 }), "muscle-not-labelled").Text);

    [Fact] // renamed to liver, with its code
    public void For_ALabelOfFatsWithoutMuscle_SaysThatNoSegmentStandsForIt() => Assert.Equal(
        "No segment stands for skeletal muscle (code SCT:127954009), so SMA, SMI and SMD are not given.",
        Find(With(Muscle with { Name = "Liver", Code = "SCT:10200004" }), "no-muscle-segment").Text);

    [Fact] // regions of somebody's own: neither height nor level nor contrast is about them
    public void For_ALabelOfSomethingElse_SaysNothingOfBodyComposition() => Assert.Empty(Codes(Plain with
    {
        Segments = [Muscle with { Code = null }],
        Values = Plain.Values with { HeightSource = null }, Label = Plain.Label with { Level = "T4" },
    }));

    [Fact]
    public void For_ImagesOfAnotherModality_SaysThatValuesAreNotHu() =>
        Assert.Equal(["not-hounsfield"], Codes(Plain with { IsHounsfield = false }));

    [Fact] // a muscle whose every pixel is fat
    public void For_MuscleOutsideItsRange_SaysSoLoudlyAndFirst()
    {
        var caveats = Caveats.For(With(Muscle with { ReferenceOutsideRange = 1 }) with
        {
            Models = [new ModelShare(new ModelReference("m", "1", null), 1)],
        });

        Assert.Equal(
            "100 % of Muscle on Im 48 lies outside the range of −29…150 HU that Muscle has: what is measured is rather something else.",
            caveats[0].Text);
        Assert.True(caveats[0].IsGrave);
    }

    [Theory]
    [InlineData(0.04, null)]
    [InlineData(0.05, "outside-range")]
    [InlineData(0.49, "outside-range")]
    [InlineData(0.5, "values-outside-range")]
    public void For_AShareOutsideTheRange_SaysSoFrom5PerCent(double share, string? code) =>
        Assert.Equal(
            code,
            Codes(With(Muscle with { ReferenceOutsideRange = share })).FirstOrDefault(c => c.Contains("range", StringComparison.Ordinal)));

    [Fact]
    public void For_AShareOutsideTheRangeOnOtherSlices_SaysSo() =>
        Assert.Contains("values-outside-range-overall", Codes(With(Muscle with { ReferenceOutsideRange = 0, OutsideRange = 0.9 })));

    [Fact]
    public void For_LabelledPadding_SaysHowMuchOfIt() =>
        Assert.StartsWith(
            "128 labelled pixels are padding", Find(With(Muscle with { PaddingCount = 128 }), "padding").Text,
            StringComparison.Ordinal);

    [Fact] // 2.2 cm² where the slice beside it has 20.9: 10.5 %
    public void For_AReferenceSliceThatIsLabelledInPart_SaysSoLoudly()
    {
        var caveat = Find(
            Plain with { Slices = [OnSlice51 with { AreaCm2 = 2.2 }, OnSlice51 with { Slice = 52, AreaCm2 = 20.9 }] }, "partly-labelled");

        Assert.True(caveat.IsGrave);
        Assert.StartsWith("Im 48 carries 11 % of the Muscle of the other labelled slices.", caveat.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void For_SlicesThatAreMuchAlike_SaysNothingOfParts() => Assert.DoesNotContain(
        "partly-labelled", Codes(Plain with { Slices = [OnSlice51 with { AreaCm2 = 18 }, OnSlice51 with { Slice = 52, AreaCm2 = 20.9 }] }));

    [Fact]
    public void For_AReferenceThatIsNotLabelledAnyMore_SaysWhereItIsNow() =>
        Assert.EndsWith(
            "Im 48 is measured instead.", Find(Plain with { IsReferenceMoved = true }, "reference-moved").Text,
            StringComparison.Ordinal);

    private static CaveatSubject With(SegmentMeasure muscle) => Plain with { Segments = [muscle, .. Plain.Segments.Skip(1)] };

    private static CaveatSubject WithKv(double? kv) =>
        Plain with { Series = Plain.Series with { Acquisition = Plain.Series.Acquisition with { TubeVoltageKv = kv } } };

    private static IEnumerable<string> Codes(CaveatSubject subject) => Caveats.For(subject).Select(c => c.Code);

    private static Caveat Find(CaveatSubject subject, string code) => Caveats.For(subject).Single(c => c.Code == code);
}
