using MassTransit;
using MassTransit.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Voxmark.Contracts;
using Voxmark.Contracts.Labeling;
using Voxmark.Contracts.Quant;
using Voxmark.Imaging.Masks;
using Voxmark.Imaging.Phantoms;
using Voxmark.Imaging.Volumes;

namespace Voxmark.QuantService.Tests.Jobs;

/// <summary>Jobs from the request to the stored result, on the phantom, whose areas are known by arithmetic.</summary>
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
        service.Neighbours.Add(label, [new SliceMask(2, OnePixel())], new ModelShare(new ModelReference("l3-tissue", "1.3.0", null), 1));

        var result = await MeasureAsync(new StartQuant(label.Id, null, null, null, null));

        Assert.Equal("The model l3-tissue 1.3.0 drew 100 % of what is labelled.", Assert.Single(result.Caveats, caveat => caveat.Code == "model").Text);
    }

    [Theory] // the label's one pixel is at the end of what a voxel can be; what was cut was cut when the volume was made
    [InlineData("values-clamped", 1)]
    [InlineData("files-unreadable", 0)]
    public async Task Consume_OfPixelsWhoseValuesWereCutOff_SaysSo(string notice, int expected)
    {
        var label = service.LabelOn(service.AddPhantom(notices: new VolumeNotice(notice, "Something.")));
        service.Neighbours.Add(label, [new SliceMask(2, OnePixel())]);

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
        var (first, second) = (service.AddLabel(service.AddPhantom(study: study), 2), service.AddLabel(service.AddPhantom(study: study), 2));
        await MeasureAsync(new StartQuant(first.Id, null, 170, 70, null));

        var result = await MeasureAsync(new StartQuant(second.Id, null, null, null, null));

        Assert.Equal((170.0, "typed", "Some annotator"), (result.Subject.HeightCm, result.Subject.HeightSource, result.Subject.HeightTyped?.By.Name));
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
    public async Task Consume_OfAJob_TellsThatItIsOver()
    {
        var job = await service.RunAsync(new StartQuant(Label(2).Id, null, null, null, null));

        Assert.True(await Harness.Published.Any<QuantJobChanged>(
            m => m.Context.Message.JobId == job.Id && m.Context.Message.ResultId == job.ResultId && m.Context.Message.RequestedBy.Name == "Some annotator"));
    }

    [Fact]
    public async Task Consume_OfAJobThatIsOver_ChangesNothing()
    {
        var job = await service.RunAsync(new StartQuant(LongLabel(2).Id, null, null, null, null));

        await Harness.Bus.Publish(new QuantifyLabel(job.Id));

        Assert.Equal(2, await CountConsumedAsync(job.Id, 2));
        Assert.Equal(1, await service.InDatabaseAsync(db => db.Results.CountAsync(r => r.JobId == job.Id)));
    }

    [Fact]
    public async Task Consume_WhenANeighbourIsAwayForAMoment_SucceedsLater()
    {
        var label = Label(2);
        service.Neighbours.FailIngestOnce();

        var job = await service.RunAsync(new StartQuant(label.Id, null, null, null, null));

        Assert.Equal(JobState.Succeeded, job.State);
    }

    [Fact]
    public async Task Consume_CallsItsNeighboursAsItself()
    {
        await MeasureAsync(new StartQuant(LongLabel(2).Id, null, null, null, null));

        var subjects = service.Neighbours.Tokens.Select(token => new JsonWebToken(token).Subject).ToList();
        Assert.Equal("annotator-id", subjects[0]);
        Assert.Contains("service:QuantService", subjects);
    }

    [Fact]
    public async Task Consume_OfAnEmptyLabel_FailsWithASentence()
    {
        var job = await service.RunAsync(new StartQuant(Label().Id, null, null, null, null));

        Assert.Equal((JobState.Failed, "The label is empty, so there is nothing to measure."), (job.State, job.Problem));
    }

    [Fact] // Slice 0 of five is image 5 for people.
    public async Task Consume_WithAReferenceSliceThatIsNotLabelled_FailsWithASentence()
    {
        var job = await service.RunAsync(new StartQuant(Label(2).Id, null, null, null, ReferenceSlice: 0));

        Assert.Equal("Im 5 carries no label, so nothing can be measured at it.", job.Problem);
    }

    [Fact] // what was measured is said: the volume, and each image by its own name
    public async Task Consume_OfALabel_NamesTheVolumeAndTheImages()
    {
        var label = Label(2);

        var result = await MeasureAsync(new StartQuant(label.Id, null, null, null, null));

        Assert.Equal(label.VolumeId, result.VolumeId);
        Assert.All(result.Slices, slice => Assert.Equal(($"{label.SeriesInstanceUid}.2", 0), (slice.SopInstanceUid, slice.Frame)));
    }

    [Fact]
    public async Task Consume_WhenAnImageOfTheRevisionIsGone_FailsWithASentence()
    {
        var label = Label(1, 2) with { Lost = [new LostSlice("1.2.3", 0, 1, "")] };
        service.Neighbours.Add(label, [new SliceMask(2, OnePixel())]);

        var job = await service.RunAsync(new StartQuant(label.Id, null, null, null, null));

        Assert.Equal(JobState.Failed, job.State);
        Assert.StartsWith("The images of the series changed since revision 3", job.Problem, StringComparison.Ordinal);
    }

    [Fact] // other images around it: another spacing, another number
    public async Task Consume_WhenTheVolumeOfTheRevisionIsNotKept_FailsWithASentence()
    {
        var label = Label(2) with { RevisionVolumeId = "another" };
        service.Neighbours.Add(label, [new SliceMask(2, OnePixel())]);

        var job = await service.RunAsync(new StartQuant(label.Id, null, null, null, null));

        Assert.Equal(JobState.Failed, job.State);
        Assert.StartsWith("The images of the series changed since revision 3", job.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Consume_WhenTheVolumeIsNotThereYet_FailsWithASentence()
    {
        var uid = service.AddPhantom();
        var label = service.AddLabel(uid, 2);
        File.Delete(Path.Combine(service.StoreRoot, "volumes", $"{uid}.vxv"));

        var job = await service.RunAsync(new StartQuant(label.Id, null, null, null, null));

        Assert.StartsWith("The images of this series are still being prepared.", job.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Consume_WhenTheMaskHasAnotherSize_FailsWithASentence()
    {
        var label = service.LabelOn(service.AddPhantom());
        service.Neighbours.Add(label, [new SliceMask(0, Mask.Encode([1, 1], 1, 2))]);

        var job = await service.RunAsync(new StartQuant(label.Id, null, null, null, null));

        Assert.StartsWith("The images of the series changed", job.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fault_OfEveryAttempt_FailsTheJobWithASentence()
    {
        var label = Label(2);
        var job = await service.InDatabaseAsync(async db =>
        {
            var added = db.Add(QuantService.Jobs.QuantificationJob.For(
                new StartQuant(label.Id, null, null, null, null), 3, null, new("annotator-id", "Some annotator"), DateTimeOffset.UtcNow)).Entity;
            await db.SaveChangesAsync();
            return added.Id;
        });

        await Harness.Bus.Publish<Fault<QuantifyLabel>>(new { Message = new QuantifyLabel(job) });

        Assert.True(await Harness.Published.Any<QuantJobChanged>(
            m => m.Context.Message.JobId == job && m.Context.Message is { State: JobState.Failed, Problem: not null }));
    }

    [Fact]
    public async Task LabelPurged_OfAMeasuredLabel_LeavesNoResult()
    {
        var label = service.AddLabel(service.AddPhantom(), 2);
        var job = await service.StartAsync(new StartQuant(label.Id, null, null, null, null));
        Assert.Equal(JobState.Succeeded, job.State);

        await Harness.Bus.Publish(new LabelPurged(label.Id));

        for (var deadline = DateTime.UtcNow.AddMinutes(1); await service.InDatabaseAsync(db => db.Results.AnyAsync(r => r.LabelId == label.Id)); await Task.Delay(50))
            Assert.True(DateTime.UtcNow < deadline, "The result is still there.");
    }

    private ITestHarness Harness => service.Services.GetRequiredService<ITestHarness>();

    private Label LongLabel(params int[] slices) => service.AddLongLabel(service.AddPhantom(), slices);

    private Label Label(params int[] slices) => service.AddLabel(service.AddPhantom(), slices);

    private Task<QuantResult> MeasureAsync(int[] slices) => MeasureAsync(new StartQuant(Label(slices).Id, null, null, null, null));

    private Task<QuantResult> MeasureAsync(StartQuant request) => service.MeasureAsync(request);

    private async Task<int> CountConsumedAsync(Guid jobId, int expected)
    {
        var consumed = 0;
        await foreach (var _ in Harness.Consumed.SelectAsync<QuantifyLabel>(m => m.Context.Message.JobId == jobId))
        {
            if (++consumed == expected)
                break;
        }

        return consumed;
    }

    private static Mask OnePixel()
    {
        var labels = new byte[QuantServiceFactory.Phantom.Rows * QuantServiceFactory.Phantom.Columns];
        labels[0] = 1;
        return Mask.Encode(labels, QuantServiceFactory.Phantom.Rows, QuantServiceFactory.Phantom.Columns);
    }

    private static void AssertNear(double expected, double? actual) =>
        Assert.InRange(actual!.Value, expected * (1 - Rasterisation), expected * (1 + Rasterisation));
}
