using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Voxmark.Contracts;
using Voxmark.Contracts.Quant;
using Voxmark.Imaging;
using Voxmark.Imaging.Volumes;
using Voxmark.ServiceDefaults.Jobs;
using Voxmark.ServiceDefaults.Persistence;

namespace Voxmark.QuantService.Jobs;

/// <summary>What was asked for, and how far it is. The state moves forward only.</summary>
public sealed class QuantificationJob : IJob
{
    public Guid Id { get; init; }
    public Guid LabelId { get; init; }

    /// <summary>Fixed when the job is made, so that it measures what its maker saw.</summary>
    public int Revision { get; init; }

    /// <summary>As typed; null takes the DICOM value.</summary>
    public double? HeightCm { get; init; }

    /// <inheritdoc cref="HeightCm"/>
    public double? WeightKg { get; init; }

    /// <summary>With <see cref="ReferenceFrame"/>, the image whose areas are reported; null for the middle labelled one.</summary>
    public string? ReferenceSopInstanceUid { get; init; }

    /// <summary>0-based frame of that instance.</summary>
    public int? ReferenceFrame { get; init; }

    public ImageName? Reference => ReferenceSopInstanceUid is null ? null : new(ReferenceSopInstanceUid, ReferenceFrame ?? 0);

    public JobState State { get; private set; }
    public Guid? ResultId { get; private set; }

    /// <summary>Why it failed, for the user.</summary>
    public string? Problem { get; private set; }

    public required string RequestedById { get; init; }
    public required string RequestedBy { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ChangedAt { get; private set; }

    public bool IsOver => State >= JobState.Succeeded;

    public Person Requester => new(RequestedById, RequestedBy);

    public static QuantificationJob For(
        StartQuant request, int revision, ImageName? reference, Person requestedBy, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        LabelId = request.LabelId,
        Revision = revision,
        HeightCm = request.HeightCm,
        WeightKg = request.WeightKg,
        ReferenceSopInstanceUid = reference?.SopInstanceUid,
        ReferenceFrame = reference?.Frame,
        RequestedById = requestedBy.Id,
        RequestedBy = requestedBy.Name,
        CreatedAt = now,
        ChangedAt = now,
    };

    public void Succeed(Guid resultId, DateTimeOffset now) =>
        (State, ResultId, ChangedAt) = (JobState.Succeeded, resultId, now);

    public void Fail(string problem, DateTimeOffset now) =>
        (State, Problem, ChangedAt) = (JobState.Failed, problem, now);

    public QuantJob ToContract() => new(Id, LabelId, State, ResultId, Problem, Requester, CreatedAt);

    public object ToEvent() => new QuantJobChanged(Id, LabelId, State, ResultId, Problem, Requester);
}

internal sealed class QuantificationJobConfiguration : IEntityTypeConfiguration<QuantificationJob>
{
    public void Configure(EntityTypeBuilder<QuantificationJob> job)
    {
        job.ToTable("jobs");
        job.Ignore(j => j.Requester);
        job.Property(j => j.State).IsName().IsConcurrencyToken();
        job.Property(j => j.ReferenceSopInstanceUid).HasMaxLength(Uid.MaxLength);
        job.Ignore(j => j.Reference);
    }
}
