using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Voxmark.Contracts.Ingest;
using Voxmark.Imaging;

namespace Voxmark.IngestService.Corrections;

/// <summary>What somebody said of a study's patient in place of what its files say. Never deleted by itself, only withdrawn.</summary>
public sealed class StoredCorrection
{
    public Guid Id { get; init; }
    public required string StudyInstanceUid { get; init; }

    /// <summary>As the study stood before.</summary>
    public required PatientIdentity From { get; init; }
    public required PatientIdentity To { get; init; }
    public string? Reason { get; init; }
    public required string CorrectedById { get; init; }
    public required string CorrectedBy { get; init; }
    public DateTimeOffset CorrectedAt { get; init; }
    public string? WithdrawnById { get; set; }
    public string? WithdrawnBy { get; set; }
    public DateTimeOffset? WithdrawnAt { get; set; }

    /// <summary>The deletion of its study that took it along; null for a study that is there.</summary>
    public Guid? DeletionId { get; set; }

    public PatientCorrection ToContract() => new(
        Id, From, To, Reason, new(CorrectedById, CorrectedBy), CorrectedAt,
        WithdrawnById is null ? null : new(WithdrawnById, WithdrawnBy!), WithdrawnAt);
}

internal sealed class StoredCorrectionConfiguration : IEntityTypeConfiguration<StoredCorrection>
{
    public void Configure(EntityTypeBuilder<StoredCorrection> correction)
    {
        correction.ToTable("patient_corrections");
        correction.Property(c => c.Id).ValueGeneratedNever();
        correction.Property(c => c.StudyInstanceUid).HasMaxLength(Uid.MaxLength);
        correction.OwnsOne(c => c.From, from => from.ToJson("patient_before")); // FROM and TO are words of SQL
        correction.OwnsOne(c => c.To, to => to.ToJson("patient_after"));
        correction.Property(c => c.Reason).HasMaxLength(CorrectionRules.MaxReasonLength);
        correction.HasIndex(c => new { c.StudyInstanceUid, c.CorrectedAt });
        correction.HasIndex(c => c.DeletionId).HasFilter("deletion_id IS NOT NULL");
        correction.HasQueryFilter(c => c.DeletionId == null);
    }
}
