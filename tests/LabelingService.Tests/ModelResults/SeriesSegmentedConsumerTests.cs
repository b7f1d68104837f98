using MassTransit.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Voxmark.Contracts.Inference;
using Voxmark.Contracts.Labeling;
using static Voxmark.LabelingService.Tests.LabelingServiceFactory;

namespace Voxmark.LabelingService.Tests.ModelResults;

public sealed class SeriesSegmentedConsumerTests(LabelingServiceFactory service) : IClassFixture<LabelingServiceFactory>
{
    [Fact]
    public async Task Consume_OfMasks_MakesALabelThatNamesModelAndJob()
    {
        var (job, harness) = (service.Segmented(service.AddSeries()), Harness);

        await harness.Bus.Publish(job);

        Assert.True(await harness.Published.Any<LabelRevised>(m => m.Context.Message.JobId == job.JobId));
        var summary = Assert.Single(await service.GetAsync<LabelSummary[]>($"/api/labels?seriesInstanceUid={job.SeriesInstanceUid}"));
        Assert.Equal(("model", 1, 2, 3, "Some annotator"),
            (summary.Origin, summary.HeadRevision, summary.FirstSlice, summary.LastSlice, summary.CreatedBy.Name));
        var label = await service.GetAsync<Label>($"/api/labels/{summary.Id}");
        Assert.Equal([2, 3], label.Slices.Select(s => s.Slice));
        Assert.Equal("muscle", label.Segments[0].Key);
        var revision = Assert.Single(await service.GetAsync<RevisionSummary[]>($"/api/labels/{summary.Id}/revisions"));
        Assert.Equal(("model", new ModelReference("hu-threshold", "1.0", job.JobId)), (revision.Tool, revision.Model));
        Assert.Equal(MaskOf(2, 4), await service.Annotator.GetByteArrayAsync($"/api/labels/{summary.Id}/slices/3"));
    }

    [Fact]
    public async Task Consume_OfTheSameJobTwice_MakesOneLabel()
    {
        var (job, harness) = (service.Segmented(service.AddSeries()), Harness);

        await Task.WhenAll(harness.Bus.Publish(job), harness.Bus.Publish(job));

        var consumed = 0;
        await foreach (var _ in harness.Consumed.SelectAsync<SeriesSegmented>(m => m.Context.Message.JobId == job.JobId))
        {
            if (++consumed == 2)
                break;
        }

        Assert.Equal(2, consumed);
        Assert.Single(await service.GetAsync<LabelSummary[]>($"/api/labels?seriesInstanceUid={job.SeriesInstanceUid}"));
    }

    [Fact] // the numbers of the L3 template the other way round, and one that no template knows
    public async Task Consume_OfABundle_TakesNumbersKeysAndNamesFromIt()
    {
        var job = service.Segmented(service.AddSeries()) with
        {
            Labels = [new(7, "spleen", "Spleen"), new(2, "muscle", "Muscle of the trunk"), new(1, "visceral-fat", "Visceral fat")],
        };

        var label = await service.LabelledByModelAsync(job);

        // ranges: the Alberta protocol; codes: DOMAIN 4.6
        Assert.Equal(
            [
                (1, "visceral-fat", "Visceral fat", SegmentCodes.VisceralFat, -150, -50),
                (2, "muscle", "Muscle of the trunk", SegmentCodes.SkeletalMuscle, -29, 150),
                (7, "spleen", "Spleen", null, null, null),
            ],
            label.Segments.Select(s => (s.Number, s.Key, s.Name, s.Code, s.MinHu, s.MaxHu)));
        Assert.Equal(3, label.Segments.Select(s => s.Colour).Distinct().Count());
    }

    [Fact]
    public async Task Consume_OfAModelOfStones_KnowsNoMuscle()
    {
        var job = service.Segmented(service.AddSeries()) with { Labels = [new(1, "stone", "Stone"), new(2, "kidney", "Kidney")] };

        var label = await service.LabelledByModelAsync(job);

        Assert.Equal([(SegmentCodes.Stone, 130), (SegmentCodes.Kidney, null)], label.Segments.Select(s => (s.Code, s.MinHu)));
    }

    [Fact] // the bundle may be gone by the time that anybody asks
    public async Task Consume_OfAModelOnTrial_KeepsThatWithWhatItDrew()
    {
        var job = service.Segmented(service.AddSeries()) with { ForMeasurement = false, ModelSha256 = "ab12" };
        var noted = new ModelReference(job.Model, job.ModelVersion, job.JobId, "ab12", ForMeasurement: false);

        var label = await service.LabelledByModelAsync(job);

        Assert.Equal(noted, Assert.Single(await service.GetAsync<RevisionSummary[]>($"/api/labels/{label.Id}/revisions")).Model);
        Assert.Equal(
            [new ModelShare(noted with { JobId = null }, 11)], await service.GetAsync<ModelShare[]>($"/api/labels/{label.Id}/models"));
    }

    [Fact] // whoever saves names the run only; what was noted of it comes with it
    public async Task Save_OfWhatAModelOnTrialDrew_KeepsThatToo()
    {
        var job = service.Segmented(service.AddSeries()) with { ForMeasurement = false, ModelSha256 = "ab12" };
        await service.LabelledByModelAsync(job);
        var mine = await service.CreateLabelAsync(job.SeriesInstanceUid);

        await ReadAsync<RevisionSaved>(await service.SaveAsync(
            mine.Id,
            Save(new SliceChange(2, 0, MaskOf(1, 7))) with { Tool = "model", Model = new(job.Model, job.ModelVersion, job.JobId) }));

        var share = Assert.Single(await service.GetAsync<ModelShare[]>($"/api/labels/{mine.Id}/models"));
        Assert.Equal((false, "ab12", 7), (share.Model.ForMeasurement, share.Model.Sha256, share.PixelCount));
    }

    [Fact]
    public async Task Consume_OfMasksThatDoNotFit_SaysWhyAndStoresNothing() =>
        Assert.Contains(
            "5 × 4 pixels, the series 5 × 7", await RefusalAsync(service.Segmented(service.AddSeries(rows: 7))), StringComparison.Ordinal);

    [Fact]
    public async Task Consume_OfNumbersThatNobodyNamed_SaysWhyAndStoresNothing() =>
        Assert.StartsWith(
            "The model ran before an update",
            await RefusalAsync(service.Segmented(service.AddSeries()) with { Labels = null }), StringComparison.Ordinal);

    [Fact]
    public async Task Consume_OfAVolumeThatIsGone_SaysWhyAndStoresNothing() =>
        Assert.StartsWith(
            "The images that the model read", await RefusalAsync(service.Segmented(service.AddSeries(), "gone")), StringComparison.Ordinal);

    private async Task<string> RefusalAsync(SeriesSegmented job)
    {
        await Harness.Bus.Publish(job);

        Assert.True(await Harness.Published.Any<ModelResultRefused>(m => m.Context.Message.JobId == job.JobId));
        Assert.False(await service.InDatabaseAsync(db => db.Labels.AnyAsync(l => l.JobId == job.JobId)));
        return Harness.Published.Select<ModelResultRefused>(m => m.Context.Message.JobId == job.JobId).First().Context.Message.Problem;
    }

    [Fact] // an image came at the feet while the model ran
    public async Task Consume_OfMasksOnAnOlderVolume_LabelsTheImagesThatTheModelRead()
    {
        var series = NewSeries();
        var read = await service.PutSeriesAsync(series, "bcdef");
        var job = service.Segmented(series, read);
        await service.PutSeriesAsync(series, "abcdef");

        var label = await service.LabelledByModelAsync(job);

        Assert.Equal([(3, ImageOf('d')), (4, ImageOf('e'))], label.Slices.Select(slice => (slice.Slice, slice.SopInstanceUid)));
        var revisions = await service.GetAsync<RevisionSummary[]>($"/api/labels/{label.Id}/revisions");
        Assert.Equal([("series-changed", label.VolumeId), ("model", read)], revisions.Select(r => (r.Tool, r.VolumeId)));
    }

    private ITestHarness Harness => service.Services.GetRequiredService<ITestHarness>();
}
