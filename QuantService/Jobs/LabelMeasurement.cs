using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts;
using Voxmark.Contracts.Labeling;
using Voxmark.Contracts.Quant;
using Voxmark.QuantService.BodyComposition;
using Voxmark.QuantService.Patients;
using Voxmark.QuantService.Persistence;
using Voxmark.ServiceDefaults.Clients;
using Voxmark.ServiceDefaults.Outbox;
using Voxmark.ServiceDefaults.Volumes;

namespace Voxmark.QuantService.Jobs;

/// <summary>Measures what a job names. What a user can cause ends the job with a sentence; outages throw, and the job is as
/// it was.</summary>
internal sealed class LabelMeasurement(
    QuantDbContext db, LabelingClient labeling, IngestClient ingest, SeriesVolumes volumes, TimeProvider clock)
{
    private const string StillPrepared =
        "The images of this series are still being prepared. Measure again when the series can be opened.";

    private static readonly Person Nobody = new("", "");

    /// <param name="Typed">What the patient's values are from then on.</param>
    /// <param name="Reference">Where the label is measured from then on.</param>
    private sealed record Measured(QuantResult Result, TypedPatientValues Typed, KeptReference Reference);

    /// <summary>Adds the result, the job's new state and the event to the context; the caller commits them together. What
    /// the job chose for later measurements (height, weight, reference slice) is kept at once.</summary>
    /// <param name="label">At the job's revision; null when it is gone.</param>
    public async Task EndAsync(QuantificationJob job, Label? label, CancellationToken ct)
    {
        using var activity = QuantTelemetry.Activities.StartActivity("measure label");
        var start = clock.GetTimestamp();
        var (measured, problem) = label is null ? (null, "The label is no longer there.") : await MeasureAsync(job, label, ct);
        var now = clock.GetUtcNow();
        if (measured is not null)
        {
            if (job is { HeightCm: not null } or { WeightKg: not null })
                await measured.Typed.KeepAsync(db, ct);
            await measured.Reference.KeepAsync(db, ct);
            db.Add(StoredResult.From(measured.Result, job.Id));
            job.Succeed(measured.Result.Id, now);
        }
        else
        {
            job.Fail(problem!, now);
        }

        QuantTelemetry.Measured(job, clock.GetElapsedTime(start));
        db.Publish(job.ToEvent(), clock);
    }

    /// <summary>What a job would give. Nothing is kept, and nobody has measured.</summary>
    public async Task<(QuantResult? Result, string? Problem)> PreviewAsync(QuantificationJob job, Label label, CancellationToken ct)
    {
        var (measured, problem) = await MeasureAsync(job, label, ct);
        var result = measured?.Result;
        return (
            result is null ? null : result with { Id = Guid.Empty, Provenance = result.Provenance with { MeasuredBy = Nobody } },
            problem);
    }

    private async Task<(Measured? Measured, string? Problem)> MeasureAsync(QuantificationJob job, Label label, CancellationToken ct)
    {
        if (label.VolumeId is null || volumes.FindHeader(label.SeriesInstanceUid, label.VolumeId) is null)
            return (null, StillPrepared);
        if (label.Lost is { Count: > 0 } || (label.RevisionVolumeId is { } own && own != label.VolumeId))
        {
            return (null, $"The images of the series changed since revision {label.Revision}, and what it was made on "
                + "is no longer kept, so its numbers cannot be given. Measure the newest revision.");
        }

        var (detail, models, masks) = (
            ingest.FindSeriesAsync(label.SeriesInstanceUid, ct), labeling.ReadModelsAsync(label.Id, label.Revision, ct),
            labeling.ReadMasksAsync(label, ct));
        await Task.WhenAll(detail, models, masks);
        if (await detail is not { } found)
            return (null, "The series of this label is no longer there.");
        using var volume = volumes.Open(label.SeriesInstanceUid, label.VolumeId)!;
        if (!volumes.AreIntact(volume, (await masks).Select(mask => mask.Slice)))
            return (null, StillPrepared);

        var now = clock.GetUtcNow();
        var before = await TypedPatientValues.FindAsync(db, found.Study.StudyInstanceUid, ct);
        var typed = before.With(
            job.HeightCm ?? before.HeightCm, job.WeightKg ?? before.WeightKg, found.Patient, job.Requester, now);
        var reference = await db.ReferenceSlices.AsNoTracking().SingleOrDefaultAsync(r => r.LabelId == label.Id, ct);
        var input = new LabelOnSeries(label, await models, await masks, found, typed, reference);
        var request = new MeasureRequest(job.Requester, job.Reference);
        return Quantification.TryMeasure(input, volume, request, now, out var result, out var problem)
            ? (new Measured(result, typed, KeptReference.Of(result, volume.Header, now)), null)
            : (null, problem);
    }
}
