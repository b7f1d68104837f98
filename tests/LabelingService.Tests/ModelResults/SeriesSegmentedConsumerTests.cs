using MassTransit;
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

    [Fact]
    public async Task Consume_OfMasksThatDoNotFit_FaultsAndStoresNothing()
    {
        var (job, harness) = (service.Segmented(service.AddSeries(rows: 7)), Harness);

        await harness.Bus.Publish(job);

        Assert.True(await harness.Published.Any<Fault<SeriesSegmented>>(m => m.Context.Message.Message.JobId == job.JobId));
        Assert.False(await service.InDatabaseAsync(db => db.Labels.AnyAsync(l => l.JobId == job.JobId)));
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
