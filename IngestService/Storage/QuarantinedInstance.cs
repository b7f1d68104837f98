using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Voxmark.Contracts.Ingest;
using Voxmark.Imaging;

namespace Voxmark.IngestService.Storage;

/// <summary>A file that contradicts a stored one: kept, but part of no series.</summary>
public sealed class QuarantinedInstance
{
    public required string SopInstanceUid { get; init; }
    public required byte[] Sha256 { get; init; }
    public required string ObjectKey { get; init; }
    public required string Reason { get; init; }
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The study that it names; null for a file that was set aside because it was damaged.</summary>
    public string? StudyInstanceUid { get; init; }

    /// <summary>The patient that it names.</summary>
    public PatientIdentity? Patient { get; init; }
}

internal sealed class QuarantinedInstanceConfiguration : IEntityTypeConfiguration<QuarantinedInstance>
{
    public void Configure(EntityTypeBuilder<QuarantinedInstance> instance)
    {
        instance.ToTable("quarantine");
        instance.HasKey(i => new { i.SopInstanceUid, i.Sha256 });
        instance.Property(i => i.SopInstanceUid).HasMaxLength(Uid.MaxLength);
        instance.Property(i => i.StudyInstanceUid).HasMaxLength(Uid.MaxLength);
        instance.OwnsOne(i => i.Patient, patient => patient.ToJson());
        instance.HasIndex(i => i.StudyInstanceUid).HasFilter("study_instance_uid IS NOT NULL");
    }
}
