using MassTransit;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Voxmark.Contracts.Inference;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Masks;
using Voxmark.Imaging.Volumes;
using Voxmark.LabelingService.Labels;
using Voxmark.LabelingService.Persistence;
using Voxmark.ServiceDefaults.Objects;
using Voxmark.ServiceDefaults.Outbox;
using Voxmark.ServiceDefaults.Volumes;

namespace Voxmark.LabelingService.ModelResults;

/// <summary>
/// Makes a label of a model's masks (docs/adr/0002), on the images of the volume that the model read, with the segments
/// that its bundle names. What no label can be made of is answered, and not tried again. Safe to redeliver: the job id is
/// unique among labels, and its masks are read before anything is written.
/// </summary>
internal sealed partial class SeriesSegmentedConsumer(
    LabelingDbContext db, RevisionWriter writer, SeriesVolumes volumes, IObjects objects, TimeProvider clock,
    ILogger<SeriesSegmentedConsumer> log) : IConsumer<SeriesSegmented>
{
    public async Task Consume(ConsumeContext<SeriesSegmented> context)
    {
        var (job, ct) = (context.Message, context.CancellationToken);
        if (await db.Labels.AnyAsync(l => l.JobId == job.JobId, ct))
            return;

        var volume = job.VolumeId is null ? null : volumes.FindHeader(job.SeriesInstanceUid, job.VolumeId);
        var masks = await ReadMasksAsync(job.MasksKey, ct);
        if (volume is null || job.Labels is null || masks is null)
        {
            await RefuseAsync(
                job,
                volume is null ? "The images that the model read are no longer kept. Start it again."
                : masks is null ? "The model's masks cannot be read any more. Start it again."
                : "The model ran before an update, and what its numbers mean was not noted. Start it again.", ct);
            return;
        }

        var label = Describe(job, ModelSegments.Of(job.Labels), volume);
        var draft = new RevisionDraft(
            OperationId: job.JobId, Tool: "model", Parameters: null,
            new ModelReference(job.Model, job.ModelVersion, job.JobId, job.ModelSha256, job.ForMeasurement), job.RequestedBy, masks);
        if (draft.WhatDoesNotFit(label.Segments, volume) is { } problem)
        {
            await RefuseAsync(job, problem.Text, ct);
            return;
        }

        try
        {
            await writer.CreateAsync(label, draft, volume, ct);
            Labelled(job.JobId, label.Id);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // The same message, handled by another replica a moment before.
            AlreadyLabelled(job.JobId);
        }
    }

    private async Task RefuseAsync(SeriesSegmented job, string problem, CancellationToken ct)
    {
        Refused(job.JobId, problem);
        db.Publish(new ModelResultRefused(job.JobId, problem), clock);
        await db.SaveChangesAsync(ct);
    }

    private LabelSet Describe(SeriesSegmented job, IReadOnlyList<Segment> segments, VolumeHeader series)
    {
        var now = clock.GetUtcNow();
        return new LabelSet
        {
            Id = Guid.CreateVersion7(now),
            SeriesInstanceUid = job.SeriesInstanceUid,
            Name = $"{job.Model} {job.ModelVersion}",
            FirstVolumeId = series.Id,
            VolumeId = series.Id,
            Area = job.FirstSlice > 0 || job.LastSlice < series.Slices - 1 ? series.Images(job.FirstSlice, job.LastSlice) : null,
            FirstSlice = job.FirstSlice,
            LastSlice = job.LastSlice,
            SeriesSlices = series.Slices,
            Rows = series.Rows,
            Columns = series.Columns,
            Template = "",
            FirstSegments = segments,
            Segments = segments,
            Origin = LabelOrigins.Model,
            JobId = job.JobId,
            CreatedById = job.RequestedBy.Id,
            CreatedBy = job.RequestedBy.Name,
            CreatedAt = now,
            ChangedAt = now,
        };
    }

    /// <returns>Null when they are damaged.</returns>
    private async Task<List<MaskChange>?> ReadMasksAsync(string key, CancellationToken ct)
    {
        using var stored = await objects.LocalAsync(key, ct);
        var bytes = await File.ReadAllBytesAsync(stored.Path, ct);
        return SliceMasks.TryParse(bytes, out var masks, out _)
            ? [.. masks.Select(item => new MaskChange(item.Slice, BaseRevision: 0, item.Mask))]
            : null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {JobId} became no label: {Reason}")]
    private partial void Refused(Guid jobId, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {JobId} became label {LabelId}")]
    private partial void Labelled(Guid jobId, Guid labelId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {JobId} is a label already")]
    private partial void AlreadyLabelled(Guid jobId);
}
