using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Voxmark.Contracts;
using Voxmark.Contracts.Inference;
using Voxmark.Imaging;
using Voxmark.Imaging.Volumes;
using Voxmark.InferenceService.Bundles;
using Voxmark.ServiceDefaults.Jobs;
using Voxmark.ServiceDefaults.Persistence;

namespace Voxmark.InferenceService.Jobs;

/// <summary>What was asked for, and how far it is. The state moves forward only.</summary>
public sealed class SegmentationJob : IJob
{
    public Guid Id { get; init; }
    public required string SeriesInstanceUid { get; init; }

    /// <summary>The volume to be read; null for jobs of before that was noted.</summary>
    public string? VolumeId { get; init; }

    public required string Model { get; init; }
    public required string ModelVersion { get; init; }

    /// <summary>0-based, feet to head.</summary>
    public int FirstSlice { get; init; }

    /// <summary>Inclusive.</summary>
    public int LastSlice { get; init; }

    public JobState State { get; private set; }

    /// <summary>Slices that the model has seen.</summary>
    public int Done { get; private set; }

    public Guid? LabelId { get; private set; }

    /// <summary>Why it failed, for the user.</summary>
    public string? Problem { get; private set; }

    public required string RequestedById { get; init; }
    public required string RequestedBy { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ChangedAt { get; private set; }

    public int Total => LastSlice - FirstSlice + 1;

    public bool IsOver => State >= JobState.Succeeded;

    public Person Requester => new(RequestedById, RequestedBy);

    public static SegmentationJob For(
        VolumeHeader series, Bundle model, int firstSlice, int lastSlice, Person requestedBy, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        SeriesInstanceUid = series.SeriesInstanceUid,
        VolumeId = series.Id,
        Model = model.Id,
        ModelVersion = model.Version,
        FirstSlice = firstSlice,
        LastSlice = lastSlice,
        RequestedById = requestedBy.Id,
        RequestedBy = requestedBy.Name,
        CreatedAt = now,
        ChangedAt = now,
    };

    /// <summary>Also of a job that ran before: a redelivered one starts again.</summary>
    public void Run(DateTimeOffset now) => (State, Done, ChangedAt) = (JobState.Running, 0, now);

    public void Advance(int done, DateTimeOffset now) => (Done, ChangedAt) = (done, now);

    public void Succeed(Guid labelId, DateTimeOffset now) => (State, LabelId, ChangedAt) = (JobState.Succeeded, labelId, now);

    public void Fail(string problem, DateTimeOffset now) => (State, Problem, ChangedAt) = (JobState.Failed, problem, now);

    public void Cancel(DateTimeOffset now) => (State, ChangedAt) = (JobState.Cancelled, now);

    public SegmentSeries ToCommand() => new(Id, SeriesInstanceUid, VolumeId, Model, FirstSlice, LastSlice, Requester);

    public object ToEvent() => new InferenceJobChanged(Id, SeriesInstanceUid, State, Done, Total, LabelId, Problem, Requester);

    public InferenceJob ToContract() => new(
        Id, SeriesInstanceUid, VolumeId, Model, ModelVersion, FirstSlice, LastSlice, State, Done, Total, LabelId, Problem, Requester,
        CreatedAt, ChangedAt);
}

internal sealed class SegmentationJobConfiguration : IEntityTypeConfiguration<SegmentationJob>
{
    public void Configure(EntityTypeBuilder<SegmentationJob> job)
    {
        job.ToTable("jobs");
        job.Property(j => j.SeriesInstanceUid).HasMaxLength(Uid.MaxLength);
        job.Property(j => j.VolumeId).HasMaxLength(VolumeHeader.MaxIdLength);
        job.HasIndex(j => j.SeriesInstanceUid);
        job.Ignore(j => j.Requester);
        job.Property(j => j.State).IsName().IsConcurrencyToken();
    }
}
