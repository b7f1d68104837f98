using Voxmark.Contracts.Labeling;
using Voxmark.Contracts.Quant;
using Voxmark.QuantService.BodyComposition;

namespace Voxmark.QuantService.Tests.BodyComposition;

public sealed class CaveatsTests
{
    private static readonly SegmentMeasure Muscle =
        new(1, "muscle", "Muscle", "#ee6a50", 1, 100, 1, 40, 10, 0, 90, 100, 50, 40, 10);

    /// <summary>Nothing to say: height and weight from the images, L3, one slice, contrast at 120 kV, no model.</summary>
    private static readonly CaveatSubject Plain = new(
        Examples.Label(), Examples.Series() with { Acquisition = Examples.Acquisition with { ContrastAgent = "Iohexol", TubeVoltageKv = 120 } },
        new SubjectValues(null, null, null, null, null, 163, "dicom", 87, "dicom"), "Dr Park", [Muscle],
        VolumeProblem: null, HasPixelSize: true, IsHounsfield: true, Models: [], LabelledSlices: 1, ReferenceImage: "Im 48");

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

        var caveat = Find(Plain with { Series = series, Values = Plain.Values with { HeightSource = "typed" } }, "height-typed");

        Assert.Equal("Height was typed in by Dr Park. The images say 170 cm.", caveat.Text);
    }

    [Fact]
    public void For_AStack_RepeatsWhyItIsNoVolume() =>
        Assert.Equal("Slices 31 and 32 are 12.5 mm apart.", Find(Plain with { VolumeProblem = "Slices 31 and 32 are 12.5 mm apart." }, "not-a-volume").Text);

    [Fact]
    public void For_AnUnknownContrast_SaysThatDensityMayNotCompare() =>
        Assert.Contains("contrast-unknown", Codes(Plain with { Series = Examples.Series() }));

    [Fact]
    public void For_140Kv_SaysSo() =>
        Assert.StartsWith("Acquired at 140 kV", Find(WithKv(140), "tube-voltage").Text, StringComparison.Ordinal);

    [Fact]
    public void For_AnUnknownTubeVoltage_SaysSo() => Assert.Contains("tube-voltage-unknown", Codes(WithKv(null)));

    [Fact]
    public void For_ADemonstrationModel_SaysThatItMeansNothing() =>
        Assert.Contains("demonstration-model", Codes(Plain with { Models = [new ModelReference("hu-threshold", "1", null)] }));

    [Fact]
    public void For_AnotherModel_NamesIt() =>
        Assert.Equal("The model l3-tissue 1.3.0 drew in this label.", Find(Plain with { Models = [new ModelReference("l3-tissue", "1.3.0", null)] }, "model").Text);

    [Fact]
    public void For_SeveralSlices_NamesTheOneThatCounts() =>
        Assert.Contains("Im 48", Find(Plain with { LabelledSlices = 3 }, "several-slices").Text, StringComparison.Ordinal);

    [Fact]
    public void For_AnAreaWithUnlabelledSlices_SaysWhatVolumeCovers() =>
        Assert.Equal("Volume covers 7 of 9 slices.", Find(Plain with { Label = Plain.Label with { SelectionId = Guid.NewGuid(), FirstSlice = 45, LastSlice = 53 }, LabelledSlices = 7 }, "partial-range").Text);

    [Fact]
    public void For_AnotherLevel_SaysThatCutOffsAreForL3() =>
        Assert.Contains("not-l3", Codes(Plain with { Label = Plain.Label with { Level = "T4" } }));

    [Fact]
    public void For_MuscleMissingOnTheSlice_SaysWhatIsNotGiven() =>
        Assert.Equal("Muscle is not labelled on Im 48, so SMA, SMI and SMD are not given.", Find(Plain with { Segments = [Muscle with { ReferencePixelCount = 0 }] }, "muscle-not-labelled").Text);

    [Fact]
    public void For_ImagesOfAnotherModality_SaysThatValuesAreNotHu() =>
        Assert.Equal(["not-hounsfield"], Codes(Plain with { IsHounsfield = false }));

    private static CaveatSubject WithKv(double? kv) =>
        Plain with { Series = Plain.Series with { Acquisition = Plain.Series.Acquisition with { TubeVoltageKv = kv } } };

    private static IEnumerable<string> Codes(CaveatSubject subject) => Caveats.For(subject).Select(c => c.Code);

    private static Caveat Find(CaveatSubject subject, string code) => Caveats.For(subject).Single(c => c.Code == code);
}
