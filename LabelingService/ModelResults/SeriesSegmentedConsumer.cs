using MassTransit;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Voxmark.Contracts.Inference;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Masks;
using Voxmark.Imaging.Volumes;
using Voxmark.LabelingService.Labels;
using Voxmark.LabelingService.Persistence;
using Voxmark.LabelingService.Templates;
using Voxmark.ServiceDefaults.Storage;

namespace Voxmark.LabelingService.ModelResults;

/// <summary>
/// Makes a label of a model's masks (docs/adr/0002), on the images of the volume that the model read. Safe to redeliver: the job id is unique among labels, and its
/// masks are read before anything is written.
/// </summary>
internal sealed partial class SeriesSegmentedConsumer(
    LabelingDbContext db, RevisionWriter writer, SeriesVolumes volumes, ObjectStore store, TimeProvider clock,
    ILogger<SeriesSegmentedConsumer> log) : IConsumer<SeriesSegmented>
{
    /// <summary>The models that are served label body composition.</summary>
    private const string Template = SegmentTemplates.BodyComposition;

    public async Task Consume(ConsumeContext<SeriesSegmented> context)
    {
        var (job, ct) = (context.Message, context.CancellationToken);
        if (await db.Labels.AnyAsync(l => l.JobId == job.JobId, ct))
            return;

        var volume = (job.VolumeId is null ? null : volumes.FindHeader(job.SeriesInstanceUid, job.VolumeId))
            ?? throw new InvalidDataException($"The volume that job {job.JobId} read is no longer kept.");
        var label = Describe(job, volume);
        var draft = new RevisionDraft(
            OperationId: job.JobId, Tool: "model", Parameters: null, new ModelReference(job.Model, job.ModelVersion, job.JobId),
            job.RequestedBy, await ReadMasksAsync(job.MasksKey, ct));
        if (draft.WhatDoesNotFit(label.Segments, volume) is { } problem)
            throw new InvalidDataException($"The masks of job {job.JobId} do not fit: {problem}");

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

    private LabelSet Describe(SeriesSegmented job, VolumeHeader series)
    {
        var template = SegmentTemplates.Find(Template)!;
        var now = clock.GetUtcNow();
        return new LabelSet
        {
            Id = Guid.CreateVersion7(now),
            SeriesInstanceUid = job.SeriesInstanceUid,
            Name = $"{template.Name} ({job.Model} {job.ModelVersion})",
            FirstVolumeId = series.Id,
            VolumeId = series.Id,
            Area = job.FirstSlice > 0 || job.LastSlice < series.Slices - 1 ? series.Images(job.FirstSlice, job.LastSlice) : null,
            FirstSlice = job.FirstSlice,
            LastSlice = job.LastSlice,
            SeriesSlices = series.Slices,
            Rows = series.Rows,
            Columns = series.Columns,
            Template = template.Key,
            FirstSegments = template.Segments,
            Segments = template.Segments,
            Origin = LabelOrigins.Model,
            JobId = job.JobId,
            CreatedById = job.RequestedBy.Id,
            CreatedBy = job.RequestedBy.Name,
            CreatedAt = now,
            ChangedAt = now,
        };
    }

    private async Task<List<MaskChange>> ReadMasksAsync(string key, CancellationToken ct)
    {
        await using var stored = store.OpenRead(key);
        var bytes = new byte[stored.Length];
        await stored.ReadExactlyAsync(bytes, ct);
        return SliceMasks.TryParse(bytes, out var masks, out var problem)
            ? [.. masks.Select(item => new MaskChange(item.Slice, BaseRevision: 0, item.Mask))]
            : throw new InvalidDataException($"The masks at {key} cannot be read: {problem}");
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {JobId} became label {LabelId}")]
    private partial void Labelled(Guid jobId, Guid labelId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {JobId} is a label already")]
    private partial void AlreadyLabelled(Guid jobId);
}

internal sealed class SeriesSegmentedConsumerDefinition : ConsumerDefinition<SeriesSegmentedConsumer>
{
    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<SeriesSegmentedConsumer> consumerConfigurator,
        IRegistrationContext context) =>
        endpointConfigurator.UseMessageRetry(retry =>
        {
            retry.Exponential(4, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(1));
            retry.Ignore<InvalidDataException>(); // masks that do not fit will not fit later
        });
}

internal static class ModelResultsRegistration
{
    public static void AddModelResults(this IBusRegistrationConfigurator bus) =>
        bus.AddConsumer<SeriesSegmentedConsumer, SeriesSegmentedConsumerDefinition>();
}
