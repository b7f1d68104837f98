using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Voxmark.Contracts;
using Voxmark.Contracts.Inference;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Masks;
using Voxmark.InferenceService.Bundles;
using Voxmark.ServiceDefaults.Outbox;
using Voxmark.ServiceDefaults.Volumes;

namespace Voxmark.InferenceService.Tests.Jobs;

/// <summary>Jobs from the request over the masks to the label that LabelingService makes of them.</summary>
public sealed class SegmentSeriesConsumerTests(InferenceServiceFactory service) : IClassFixture<InferenceServiceFactory>
{
    [Fact] // Slice k holds k pixels above 0 HU, the first ones.
    public async Task Consume_OfARange_LeavesTheMasksOfItsSlicesInTheStore()
    {
        var segmented = await SegmentAsync(service.AddSeries(), first: 2, last: 4);

        Assert.Equal([(2, 2), (3, 3), (4, 4)], MasksOf(segmented).Select(m => (m.Slice, m.Mask.Decode().Count(label => label == 1))));
        Assert.Equal([1, 1, 0, 0, 0, 0], MasksOf(segmented)[0].Mask.Decode());
    }

    [Fact]
    public async Task Consume_OfASliceWithoutAnything_LeavesItOut() =>
        Assert.Equal([1], MasksOf(await SegmentAsync(service.AddSeries(), first: 0, last: 1)).Select(m => m.Slice));

    [Fact] // value = 2 · voxel - 1024
    public async Task Consume_OfScaledVoxels_GivesTheModelHounsfieldUnits()
    {
        var segmented = await SegmentAsync(service.AddSeries(slope: 2, intercept: -1024), first: 3, last: 3);

        Assert.Equal(3, Assert.Single(MasksOf(segmented)).Mask.Decode().Count(label => label == 1));
    }

    [Fact]
    public async Task Consume_OfAJob_NamesModelVersionRangeAndRequester()
    {
        var segmented = await SegmentAsync(service.AddSeries(), first: 1, last: 2);

        Assert.Equal((InferenceServiceFactory.Model, 1, 2, "Some annotator"),
            (segmented.Model, segmented.FirstSlice, segmented.LastSlice, segmented.RequestedBy.Name));
        Assert.Equal(ShippedBundles.Catalog().Find(InferenceServiceFactory.Model)!.Version, segmented.ModelVersion);
    }

    [Fact]
    public async Task Consume_OfAJob_SaysWhichBundleRanAndWhatItsNumbersMean()
    {
        var bundle = ShippedBundles.Catalog().Find(InferenceServiceFactory.Model)!;

        var segmented = await SegmentAsync(service.AddSeries(), first: 1, last: 1);

        Assert.Equal((bundle.Sha256, false), (segmented.ModelSha256, segmented.ForMeasurement));
        Assert.Equal([(1, "muscle"), (2, "subcutaneous-fat")], segmented.Labels!.Select(label => (label.Number, label.Key)));
    }

    [Fact]
    public async Task ModelResultRefused_EndsTheJobWithTheReason()
    {
        var segmented = await SegmentAsync(service.AddSeries(), first: 1, last: 1);

        await service.Harness.Bus.Publish(new ModelResultRefused(segmented.JobId, "The masks do not fit."));

        var job = await service.JobWhenAsync(segmented.JobId, j => j.State != JobState.Running);
        Assert.Equal((JobState.Failed, "The masks do not fit."), (job.State, job.Problem));
    }

    [Fact]
    public async Task Consume_OfAJob_IsStillRunningUntilALabelIsMadeOfIt()
    {
        var segmented = await SegmentAsync(service.AddSeries(), first: 1, last: 3);

        var job = await service.JobAsync(segmented.JobId);

        Assert.Equal((JobState.Running, 3, null), (job.State, job.Done, job.LabelId));
    }

    [Fact]
    public async Task LabelRevised_ByTheJob_EndsItWithTheLabel()
    {
        var segmented = await SegmentAsync(service.AddSeries(), first: 1, last: 3);
        var label = Guid.NewGuid();

        await service.Harness.Bus.Publish(Revised(label, segmented.JobId));

        var job = await service.JobWhenAsync(segmented.JobId, j => j.State != JobState.Running);
        Assert.Equal((JobState.Succeeded, label), (job.State, job.LabelId));
        Assert.True(await service.Harness.Published.Any<InferenceJobChanged>(
            m => m.Context.Message is { State: JobState.Succeeded } changed && changed.JobId == job.Id && changed.LabelId == label));
    }

    [Fact]
    public async Task LabelRevised_ByAPerson_EndsNoJob()
    {
        var segmented = await SegmentAsync(service.AddSeries(), first: 1, last: 1);
        var label = Guid.NewGuid();

        await service.Harness.Bus.Publish(Revised(label, jobId: null));

        Assert.True(await service.Harness.Consumed.Any<LabelRevised>(m => m.Context.Message.LabelId == label));
        Assert.Equal(JobState.Running, (await service.JobAsync(segmented.JobId)).State);
    }

    [Fact]
    public async Task Consume_OfAJobThatIsOver_DoesNotRunTheModelAgain()
    {
        var segmented = await SegmentAsync(service.AddSeries(), first: 1, last: 1);
        await service.Harness.Bus.Publish(Revised(Guid.NewGuid(), segmented.JobId));
        await service.JobWhenAsync(segmented.JobId, j => j.State == JobState.Succeeded);
        File.Delete(PathOf(segmented));

        await service.Harness.Bus.Publish(new SegmentSeries(
            segmented.JobId, segmented.SeriesInstanceUid, segmented.VolumeId, segmented.Model, 1, 1, new("", "")));

        var consumed = 0;
        await foreach (var _ in service.Harness.Consumed.SelectAsync<SegmentSeries>(m => m.Context.Message.JobId == segmented.JobId))
        {
            if (++consumed == 2)
                break;
        }

        Assert.Equal(2, consumed);
        Assert.False(File.Exists(PathOf(segmented)));
    }

    [Fact] // The worker died after the first delivery: the job is Running and nothing was handed over.
    public async Task Consume_OfARedeliveredJob_StartsAgain()
    {
        var uid = service.AddSeries();
        var bundle = ShippedBundles.Catalog().Find(InferenceServiceFactory.Model)!;
        var jobId = await service.InDatabaseAsync(async db =>
        {
            var series = service.Services.GetRequiredService<SeriesVolumes>().FindHeader(uid)!;
            var job = InferenceService.Jobs.SegmentationJob.For(
                series, bundle, 1, 2, new("annotator-id", "Some annotator"), DateTimeOffset.UtcNow);
            job.Run(DateTimeOffset.UtcNow);
            job.Advance(1, DateTimeOffset.UtcNow);
            db.Add(job);
            db.Publish(job.ToCommand(), TimeProvider.System);
            await db.SaveChangesAsync();
            return job.Id;
        });

        Assert.True(await service.Harness.Published.Any<SeriesSegmented>(m => m.Context.Message.JobId == jobId));
        Assert.Equal(2, (await service.JobAsync(jobId)).Done);
    }

    [Fact]
    public async Task Consume_WhenTheModelThrowsOnce_IsTriedAgain()
    {
        var thrown = 0;
        service.Model2d.BeforeSlice = () =>
        {
            if (Interlocked.Exchange(ref thrown, 1) == 0)
                throw new InvalidOperationException("Out of luck.");
        };

        await SegmentAsync(service.AddSeries(), first: 1, last: 1);

        Assert.Equal(1, thrown);
    }

    [Fact] // slice k of the volume that was asked for has k pixels; of the one that the series has by now it has k − 1
    public async Task Consume_WhenTheSeriesChangedMeanwhile_ReadsTheVolumeThatTheJobNames()
    {
        var uid = service.AddSeries();
        using var goOn = new ManualResetEventSlim();
        service.Model2d.BeforeSlice = () => goOn.Wait(TimeSpan.FromSeconds(30));
        var job = await service.StartAsync(new StartInference(uid, InferenceServiceFactory.Model, 2, 3));
        var (before, _) = await service.GrowAsync(uid);
        service.Model2d.BeforeSlice = null;
        goOn.Set();

        var segmented = await HandedOverAsync(job);

        Assert.Equal((before, before), (job.VolumeId, segmented.VolumeId));
        Assert.Equal([(2, 2), (3, 3)], MasksOf(segmented).Select(m => (m.Slice, m.Mask.Decode().Count(label => label == 1))));
    }

    [Fact]
    public async Task Consume_WhenTheModelIsNotWhatItsBundleSays_FailsAtOnceAndSaysWhy()
    {
        var runs = 0;
        service.Model2d.BeforeSlice = () =>
        {
            Interlocked.Increment(ref runs);
            throw new UnusableModelException(new Sentence("other", "The model answered something else."));
        };

        var job = await service.StartAsync(new StartInference(service.AddSeries(), InferenceServiceFactory.Model, 1, 1));
        var ended = await service.JobWhenAsync(job.Id, j => j.State > JobState.Running);
        service.Model2d.BeforeSlice = null;

        Assert.StartsWith("The model answered something else.", ended.Problem, StringComparison.Ordinal);
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task Consume_WhenTheVolumeIsGone_FailsWithASentence()
    {
        var uid = service.AddSeries();
        using var goOn = new ManualResetEventSlim();
        service.Model2d.BeforeSlice = () => goOn.Wait(TimeSpan.FromSeconds(30));
        await service.StartAsync(new StartInference(service.AddSeries(), InferenceServiceFactory.Model, 1, 1)); // keeps the worker
        var job = await service.StartAsync(new StartInference(uid, InferenceServiceFactory.Model, 1, 1));
        File.Delete(Path.Combine(service.StoreRoot, "volumes", $"{uid}.vxv"));
        service.Model2d.BeforeSlice = null;
        goOn.Set();

        var ended = await service.JobWhenAsync(job.Id, j => j.State > JobState.Running);

        Assert.Equal("The images of this series changed since the job was made. Start it again.", ended.Problem);
    }

    [Fact]
    public async Task Fault_OfTheModel_FailsTheJobWithASentence()
    {
        var segmented = await SegmentAsync(service.AddSeries(), first: 1, last: 1);

        await service.Harness.Bus.Publish<Fault<SegmentSeries>>(
            new
            {
                Message = new SegmentSeries(
                    segmented.JobId, segmented.SeriesInstanceUid, segmented.VolumeId, segmented.Model, 1, 1, new("", "")),
            });

        var job = await service.JobWhenAsync(segmented.JobId, j => j.State != JobState.Running);
        Assert.Equal(JobState.Failed, job.State);
        Assert.StartsWith("The model failed on these images", job.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fault_OfKeepingTheResult_FailsTheJobWithASentence()
    {
        var segmented = await SegmentAsync(service.AddSeries(), first: 1, last: 1);

        await service.Harness.Bus.Publish<Fault<SeriesSegmented>>(new { Message = segmented });

        var job = await service.JobWhenAsync(segmented.JobId, j => j.State != JobState.Running);
        Assert.StartsWith("The model ran, but its result could not be kept", job.Problem, StringComparison.Ordinal);
    }

    /// <summary>Runs a job until its masks are in the store.</summary>
    private async Task<SeriesSegmented> SegmentAsync(string uid, int first, int last)
    {
        var job = await service.StartAsync(new StartInference(uid, InferenceServiceFactory.Model, first, last));
        return await HandedOverAsync(job);
    }

    private async Task<SeriesSegmented> HandedOverAsync(InferenceJob job)
    {
        await foreach (var published in service.Harness.Published.SelectAsync<SeriesSegmented>(m => m.Context.Message.JobId == job.Id))
            return published.Context.Message;
        throw new InvalidOperationException($"The masks did not come: {await service.JobAsync(job.Id)}");
    }

    private string PathOf(SeriesSegmented segmented) => Path.Combine(service.StoreRoot, segmented.MasksKey);

    private IReadOnlyList<SliceMask> MasksOf(SeriesSegmented segmented) =>
        SliceMasks.TryParse(File.ReadAllBytes(PathOf(segmented)), out var masks, out var problem)
            ? masks
            : throw new InvalidDataException(problem);

    private static LabelRevised Revised(Guid labelId, Guid? jobId) =>
        new(labelId, "2.25.1", 1, "model", new("annotator-id", "Some annotator"), DateTimeOffset.UtcNow, jobId);
}
