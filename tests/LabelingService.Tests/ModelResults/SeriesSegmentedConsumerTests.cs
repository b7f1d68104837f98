using MassTransit;
using MassTransit.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Voxmark.Contracts.Inference;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Masks;
using static Voxmark.LabelingService.Tests.LabelingServiceFactory;

namespace Voxmark.LabelingService.Tests.ModelResults;

public sealed class SeriesSegmentedConsumerTests(LabelingServiceFactory service) : IClassFixture<LabelingServiceFactory>
{
    [Fact]
    public async Task Consume_OfMasks_MakesALabelThatNamesModelAndJob()
    {
        var (job, harness) = (Segmented(service.AddSeries()), Harness);

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
        var (job, harness) = (Segmented(service.AddSeries()), Harness);

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
        var (job, harness) = (Segmented(service.AddSeries(rows: 7)), Harness);

        await harness.Bus.Publish(job);

        Assert.True(await harness.Published.Any<Fault<SeriesSegmented>>(m => m.Context.Message.Message.JobId == job.JobId));
        Assert.False(await service.InDatabaseAsync(db => db.Labels.AnyAsync(l => l.JobId == job.JobId)));
    }

    private ITestHarness Harness => service.Services.GetRequiredService<ITestHarness>();

    /// <summary>A job whose masks, slices 2 and 3, lie in the object store.</summary>
    private SeriesSegmented Segmented(string seriesInstanceUid)
    {
        var job = Guid.NewGuid();
        var key = $"inference/{job:N}.masks";
        var path = Path.Combine(service.StoreRoot, key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, SliceMasks.Encode([new(2, Parse(MaskOf(1, 7))), new(3, Parse(MaskOf(2, 4)))]));
        return new(job, seriesInstanceUid, "hu-threshold", "1.0", 2, 3, key, new("annotator-id", "Some annotator"), DateTimeOffset.UtcNow);
    }

    private static Mask Parse(byte[] bytes) => Mask.TryParse(bytes, out var mask, out var problem) ? mask : throw new InvalidDataException(problem);
}
