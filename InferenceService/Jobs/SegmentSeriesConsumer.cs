using MassTransit;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Inference;
using Voxmark.Imaging.Masks;
using Voxmark.Imaging.Volumes;
using Voxmark.InferenceService.Bundles;
using Voxmark.InferenceService.Persistence;
using Voxmark.ServiceDefaults.Objects;
using Voxmark.ServiceDefaults.Outbox;
using Voxmark.ServiceDefaults.Volumes;

namespace Voxmark.InferenceService.Jobs;

/// <summary>
/// Runs a model over slices of a series and leaves the masks in the object store. Safe to redeliver: a job that is over
/// stays as it is, another starts again and writes the same masks under the same key. The job succeeds only when
/// LabelingService has made a label of them.
/// </summary>
internal sealed partial class SegmentSeriesConsumer(
    InferenceDbContext db, BundleCatalog bundles, SeriesVolumes volumes, IObjects objects, TimeProvider clock,
    ILogger<SegmentSeriesConsumer> log) : IConsumer<SegmentSeries>
{
    private static readonly TimeSpan BetweenReports = TimeSpan.FromMilliseconds(250);

    public async Task Consume(ConsumeContext<SegmentSeries> context)
    {
        var (jobId, ct) = (context.Message.JobId, context.CancellationToken);
        var job = await db.Jobs.SingleAsync(j => j.Id == jobId, ct);
        if (job.IsOver)
            return;

        job.Run(clock.GetUtcNow());
        if (IsReported(job) && !await ReportAsync(job, context))
            return;

        using var volume = job.VolumeId is null ? null : volumes.Open(job.SeriesInstanceUid, job.VolumeId);
        var bundle = bundles.Find(job.Model);
        var problem =
            volume is null ? "The images of this series changed since the job was made. Start it again."
            : !volumes.AreIntact(volume, Enumerable.Range(job.FirstSlice, job.LastSlice - job.FirstSlice + 1))
                ? "The images of this series were damaged on the disk and are being prepared again. Start it again in a moment."
            : bundle?.Version != job.ModelVersion ? "The model was replaced since the job was made. Start it again."
            : null;
        if (problem is not null)
            await FailAsync(job, problem, ct);
        else
            await RunToItsEndAsync(job, bundle!, volume!, context);
    }

    private async Task RunToItsEndAsync(
        SegmentationJob job, Bundle bundle, SeriesVolume volume, ConsumeContext<SegmentSeries> context)
    {
        try
        {
            if (await RunAsync(job, bundle, volume, context) is { } masks)
                await HandOverAsync(job, bundle, masks, context.CancellationToken);
        }
        catch (UnusableModelException unusable)
        {
            // Repeated, it would answer the same.
            Unusable(job.Id, unusable.Message);
            await FailAsync(job, $"{unusable.Message} Tell an administrator.", context.CancellationToken);
        }
    }

    /// <summary>One slice is done before anybody could read that it has begun.</summary>
    private static bool IsReported(SegmentationJob job) => job.Total > 1;

    /// <returns>Masks of the slices on which the model found anything; null when the job was cancelled meanwhile.</returns>
    private async Task<List<SliceMask>?> RunAsync(
        SegmentationJob job, Bundle bundle, SeriesVolume volume, ConsumeContext<SegmentSeries> context)
    {
        using var activity = InferenceTelemetry.Activities.StartActivity("run model");
        using var unwanted = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        var run = bundles.RunnerOf(bundle).RunAsync(bundle, volume, job.FirstSlice, job.LastSlice, unwanted.Token);
        await using var slices = run.GetAsyncEnumerator(unwanted.Token);
        var masks = new List<SliceMask>();
        var start = clock.GetTimestamp();
        var reported = start;
        while (true)
        {
            var next = slices.MoveNextAsync().AsTask();
            try
            {
                while (await Task.WhenAny(next, Task.Delay(BetweenReports)) != next)
                {
                    if (!await ReportAsync(job, context))
                        return null;
                    reported = clock.GetTimestamp();
                }
            }
            finally
            {
                if (!next.IsCompleted)
                    await EndAsync(next, unwanted);
            }

            if (!await next)
            {
                InferenceTelemetry.Ran(job, clock.GetElapsedTime(start));
                return masks;
            }

            var (slice, mask) = slices.Current;
            if (!mask.IsEmpty)
                masks.Add(new SliceMask(slice, mask));

            job.Advance(slice - job.FirstSlice + 1, clock.GetUtcNow());
            if ((slice < job.LastSlice || !IsReported(job)) && clock.GetElapsedTime(reported) < BetweenReports)
                continue;
            if (!await ReportAsync(job, context))
                return null;
            reported = clock.GetTimestamp();
        }
    }

    /// <summary>Ends the run within the model, and waits until it has let go of the volume.</summary>
    private static async Task EndAsync(Task next, CancellationTokenSource unwanted)
    {
        await unwanted.CancelAsync();
        await next.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Progress, for those who watch. Looks at the same time whether the job is still wanted.</summary>
    private async Task<bool> ReportAsync(SegmentationJob job, ConsumeContext<SegmentSeries> context)
    {
        if (!await TrySaveAsync(job, context.CancellationToken))
            return false;
        await context.Publish(job.ToEvent(), context.CancellationToken);
        return true;
    }

    /// <returns>False when the job was cancelled meanwhile.</returns>
    private async Task<bool> TrySaveAsync(SegmentationJob job, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            Cancelled(job.Id);
            return false;
        }
    }

    private async Task HandOverAsync(SegmentationJob job, Bundle bundle, List<SliceMask> masks, CancellationToken ct)
    {
        var key = ObjectKeys.ModelMasks(job.Id);
        await objects.PutAsync(key, async stream => await stream.WriteAsync(SliceMasks.Encode(masks), ct));
        db.Publish(
            new SeriesSegmented(
                job.Id, job.SeriesInstanceUid, job.VolumeId, job.Model, job.ModelVersion, job.FirstSlice, job.LastSlice, key,
                job.Requester, clock.GetUtcNow(), bundle.Sha256, bundle.ForMeasurement, bundle.LabelsToContract()),
            clock);
        if (await TrySaveAsync(job, ct))
            Segmented(job.Id, job.Model, masks.Count, job.Total);
    }

    private async Task FailAsync(SegmentationJob job, string problem, CancellationToken ct)
    {
        job.Fail(problem, clock.GetUtcNow());
        db.Publish(job.ToEvent(), clock);
        if (await TrySaveAsync(job, ct))
            InferenceTelemetry.IsNow(job);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {JobId}: {Model} labelled {Labelled} of {Total} slices")]
    private partial void Segmented(Guid jobId, string model, int labelled, int total);

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {JobId} failed for good: {Reason}")]
    private partial void Unusable(Guid jobId, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {JobId} was cancelled")]
    private partial void Cancelled(Guid jobId);
}
