using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using Voxmark.Contracts.Labeling;
using Voxmark.Contracts.Quant;
using Voxmark.Imaging.Masks;
using Voxmark.Imaging.Phantoms;
using Voxmark.Imaging.Volumes;

namespace Voxmark.QuantService.Tests.Jobs;

/// <summary>From the request to the stored result, on the phantom, whose areas are known by arithmetic.</summary>
public sealed class QuantifyLabelConsumerTests(QuantServiceFactory service) : IClassFixture<QuantServiceFactory>
{
    /// <summary>Pixels of 1.5 mm follow the ellipses to well within a hundredth of their area.</summary>
    private const double Rasterisation = 0.01;

    [Fact]
    public async Task Consume_OfThePhantom_MeasuresItsKnownAreas()
    {
        var result = await MeasureAsync(slices: [2]);

        AssertNear(AbdomenPhantom.AreaCm2(PhantomTissue.Muscle), result.BodyComposition.SmaCm2);
        AssertNear(AbdomenPhantom.AreaCm2(PhantomTissue.SubcutaneousFat), result.BodyComposition.SfaCm2);
        AssertNear(AbdomenPhantom.AreaCm2(PhantomTissue.VisceralFat), result.BodyComposition.VfaCm2);
    }

    [Fact] // Every slice is alike: three slices of 5 mm hold area · 1.5 cm.
    public async Task Consume_OfThreeSlices_MeasuresTheKnownVolume()
    {
        var result = await MeasureAsync(slices: [1, 2, 3]);

        AssertNear(AbdomenPhantom.AreaCm2(PhantomTissue.Muscle) * 1.5, result.Segments.Single(s => s.Key == "muscle").VolumeCm3);
    }

    [Fact] // Without noise the phantom has one HU per tissue.
    public async Task Consume_OfThePhantom_MeasuresItsKnownDensity()
    {
        var muscle = (await MeasureAsync(slices: [2])).Segments.Single(s => s.Key == "muscle");

        Assert.Equal(new ValueStatistics("HU", 55, 0, 55, 55, null), muscle.Values);
    }

    [Fact]
    public async Task Consume_WithTypedHeightAndWeight_GivesIndicesAndSaysTheyWereTyped()
    {
        var result = await MeasureAsync(new StartQuant(Label(2).Id, null, 170, 70, null));

        Assert.Equal(70 / (1.7 * 1.7), result.BodyComposition.BmiKgPerM2!.Value, precision: 9);
        Assert.Equal(result.BodyComposition.SmaCm2!.Value / (1.7 * 1.7), result.BodyComposition.SmiCm2PerM2!.Value, precision: 9);
        Assert.Equal(("typed", "typed"), (result.Subject.HeightSource, result.Subject.WeightSource));
    }

    [Fact]
    public async Task Consume_OfSeveralSlices_ReportsTheMiddleOne()
    {
        var result = await MeasureAsync(slices: [0, 1, 4]);

        Assert.Equal((1, 5.0), (result.ReferenceSlice, result.ReferenceSliceLocationMm));
    }

    [Fact]
    public async Task Consume_WithAReferenceSlice_ReportsThatOne() =>
        Assert.Equal(4, (await MeasureAsync(new StartQuant(Label(0, 1, 4).Id, null, null, null, ReferenceSlice: 4))).ReferenceSlice);

    [Fact]
    public async Task Consume_OfAStack_GivesAreasButNoVolume()
    {
        var label = service.AddLabel(service.AddPhantom(problem: "Slices 1 and 2 are 12 mm apart."), 2);

        var result = await MeasureAsync(new StartQuant(label.Id, null, null, null, null));

        Assert.NotNull(result.BodyComposition.SmaCm2);
        Assert.All(result.Segments, segment => Assert.Null(segment.VolumeCm3));
        Assert.Contains(result.Caveats, caveat => caveat.Code == "not-a-volume");
    }

    [Fact]
    public async Task Consume_OfALabelThatAModelDrewIn_NamesTheModel()
    {
        var label = service.LabelOn(service.AddPhantom()) with { Revision = 2 };
        service.Neighbours.Add(
            label, [new SliceMask(2, QuantServiceFactory.OnePixel())], new ModelShare(new ModelReference("l3-tissue", "1.3.0", null), 1));

        var result = await MeasureAsync(new StartQuant(label.Id, null, null, null, null));

        Assert.Equal(
            "The model l3-tissue 1.3.0 drew 100 % of what is labelled.",
            Assert.Single(result.Caveats, caveat => caveat.Code == "model").Text);
    }

    [Theory] // the label's one pixel is at the end of what a voxel can be; what was cut was cut when the volume was made
    [InlineData("values-clamped", 1)]
    [InlineData("files-unreadable", 0)]
    public async Task Consume_OfPixelsWhoseValuesWereCutOff_SaysSo(string notice, int expected)
    {
        var label = service.LabelOn(service.AddPhantom(notices: new VolumeNotice(notice, "Something.")));
        service.Neighbours.Add(label, [new SliceMask(2, QuantServiceFactory.OnePixel())]);

        var result = await MeasureAsync(new StartQuant(label.Id, null, null, null, null));

        Assert.Equal(expected, result.Caveats.Count(caveat => caveat.Code == "values-cut-off"));
        Assert.Equal(expected, result.Segments.Sum(segment => segment.CutCount));
    }

    [Fact] // chosen once: the second measurement names no slice, and the label has grown meanwhile
    public async Task Consume_AfterASliceWasChosen_StaysThere()
    {
        var series = service.AddPhantom();
        var label = service.AddLabel(series, 0, 1, 4);
        await MeasureAsync(new StartQuant(label.Id, null, null, null, ReferenceSlice: 4));

        var again = await MeasureAsync(new StartQuant(label.Id, null, null, null, null));

        Assert.Equal((4, "Some annotator"), (again.ReferenceSlice, again.ReferenceChosen?.By.Name));
    }

    [Fact]
    public async Task Consume_OfTheMiddle_SaysThatNobodyChoseIt() => Assert.Null((await MeasureAsync(slices: [0, 1, 4])).ReferenceChosen);

    [Fact] // the phantom's series all belong to one study
    public async Task Consume_AfterAHeightWasTypedForTheStudy_TakesItForAnotherLabel()
    {
        const string study = "2.25.88.1";
        var first = service.AddLabel(service.AddPhantom(study: study), 2);
        var second = service.AddLabel(service.AddPhantom(study: study), 2);
        await MeasureAsync(new StartQuant(first.Id, null, 170, 70, null));

        var result = await MeasureAsync(new StartQuant(second.Id, null, null, null, null));

        Assert.Equal(
            (170.0, "typed", "Some annotator"),
            (result.Subject.HeightCm, result.Subject.HeightSource, result.Subject.HeightTyped?.By.Name));
        Assert.Equal(70 / (1.7 * 1.7), result.BodyComposition.BmiKgPerM2!.Value, precision: 9);
    }

    [Fact] // a result is no second home of the patient's name
    public async Task Consume_OfALabel_KeepsNoNameOfThePatient()
    {
        var result = await MeasureAsync(slices: [2]);

        var document = await service.InDatabaseAsync(db => db.Results.Where(r => r.Id == result.Id).Select(r => r.Document).SingleAsync());
        Assert.DoesNotContain("Kim", document, StringComparison.Ordinal);
        Assert.DoesNotContain("VX-00042", document, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Consume_CallsItsNeighboursAsItself()
    {
        await MeasureAsync(new StartQuant(service.AddLongLabel(service.AddPhantom(), 2).Id, null, null, null, null));

        var subjects = service.Neighbours.Tokens.Select(token => new JsonWebToken(token).Subject).ToList();
        Assert.Equal("annotator-id", subjects[0]);
        Assert.Contains("service:QuantService", subjects);
    }

    [Fact] // what was measured is said: the volume, and each image by its own name
    public async Task Consume_OfALabel_NamesTheVolumeAndTheImages()
    {
        var label = Label(2);

        var result = await MeasureAsync(new StartQuant(label.Id, null, null, null, null));

        Assert.Equal(label.VolumeId, result.VolumeId);
        Assert.All(result.Slices, slice => Assert.Equal(($"{label.SeriesInstanceUid}.2", 0), (slice.SopInstanceUid, slice.Frame)));
    }

    private Label Label(params int[] slices) => service.AddLabel(service.AddPhantom(), slices);

    private Task<QuantResult> MeasureAsync(int[] slices) => MeasureAsync(new StartQuant(Label(slices).Id, null, null, null, null));

    private Task<QuantResult> MeasureAsync(StartQuant request) => service.MeasureAsync(request);

    private static void AssertNear(double expected, double? actual) =>
        Assert.InRange(actual!.Value, expected * (1 - Rasterisation), expected * (1 + Rasterisation));
}
