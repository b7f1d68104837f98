using Voxmark.Contracts.Labeling;
using Voxmark.Contracts.Quant;
using Voxmark.QuantService.BodyComposition;
using Voxmark.QuantService.Persistence;
using Voxmark.ServiceDefaults.Outbox;
using Voxmark.ServiceDefaults.Storage;

namespace Voxmark.QuantService.Jobs;

/// <summary>Measures what a job names. What a user can cause ends the job with a sentence; outages throw, and the job is as
/// it was.</summary>
internal sealed class LabelMeasurement(
    QuantDbContext db, LabelsClient labels, SeriesClient series, SeriesVolumes volumes, TimeProvider clock)
{
    /// <summary>Adds the result, the job's new state and the event to the context; the caller commits them together.</summary>
    /// <param name="label">At the job's revision; null when it is gone.</param>
    public async Task EndAsync(QuantificationJob job, Label? label, CancellationToken ct)
    {
        var (result, problem) = label is null ? (null, "The label is no longer there.") : await MeasureAsync(job, label, ct);
        var now = clock.GetUtcNow();
        if (result is not null)
        {
            db.Add(StoredResult.From(result, job.Id));
            job.Succeed(result.Id, now);
        }
        else
        {
            job.Fail(problem!, now);
        }

        db.Publish(job.ToEvent(), clock);
    }

    private async Task<(QuantResult? Result, string? Problem)> MeasureAsync(QuantificationJob job, Label label, CancellationToken ct)
    {
        if (label.VolumeId is null || volumes.FindHeader(label.SeriesInstanceUid, label.VolumeId) is null)
            return (null, "The images of this series are still being prepared. Measure again when the series can be opened.");
        if (label.Lost is { Count: > 0 } || (label.RevisionVolumeId is { } own && own != label.VolumeId))
            return (null, $"The images of the series changed since revision {label.Revision}, and what it was made on is no longer kept, so its numbers cannot be given. Measure the newest revision.");
        var (detail, revisions, masks) = (
            series.FindAsync(label.SeriesInstanceUid, ct), labels.RevisionsAsync(label.Id, ct), labels.MasksAsync(label, ct));
        await Task.WhenAll(detail, revisions, masks);
        if (await detail is not { } found)
            return (null, "The series of this label is no longer there.");
        using var volume = volumes.Open(label.SeriesInstanceUid, label.VolumeId)!;

        var input = new LabelOnSeries(label, await revisions, await masks, found);
        return Quantification.TryMeasure(input, volume, job, clock.GetUtcNow(), out var result, out var problem)
            ? (result, null)
            : (null, problem);
    }
}
