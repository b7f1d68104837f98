using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Voxmark.Contracts.Ingest;
using Voxmark.Imaging;
using Voxmark.ServiceDefaults.Persistence;

namespace Voxmark.IngestService.Deletions;

/// <summary>
/// A study, or one series of it, that an administrator took out of the archive. Its rows went at once, so that nothing
/// finds it; its files stay until <see cref="DueAt"/>, and by them it can be brought back.
/// </summary>
public sealed class Deletion
{
    public Guid Id { get; init; }
    public required string StudyInstanceUid { get; init; }

    /// <summary>Null when the whole study went.</summary>
    public string? SeriesInstanceUid { get; init; }

    /// <summary>Whose images they were, for the person who looks for them; null once they are gone for good.</summary>
    public string? PatientName { get; set; }
    public string? PatientId { get; set; }
    public string? Description { get; set; }
    public DateOnly? StudyDate { get; init; }
    public int ImageCount { get; init; }
    public required string DeletedById { get; init; }
    public required string DeletedBy { get; init; }
    public DateTimeOffset DeletedAt { get; init; }
    public DateTimeOffset DueAt { get; init; }
    public DeletionState State { get; set; }

    /// <summary>When it was brought back, or gone for good.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Empty once it has ended.</summary>
    public List<DeletedInstance> Instances { get; } = [];

    public DeletedImages ToContract() =>
        new(Id, StudyInstanceUid, SeriesInstanceUid, PatientName, PatientId, Description, StudyDate, ImageCount,
            new(DeletedById, DeletedBy), DeletedAt, DueAt, State, EndedAt);
}

/// <summary>A stored file without a row of its own.</summary>
public sealed class DeletedInstance
{
    public Guid DeletionId { get; init; }
    public required string SopInstanceUid { get; init; }
    public required string SeriesInstanceUid { get; init; }
    public required string ObjectKey { get; init; }
}

internal sealed class DeletionConfiguration : IEntityTypeConfiguration<Deletion>
{
    public void Configure(EntityTypeBuilder<Deletion> deletion)
    {
        deletion.ToTable("deletions");
        deletion.Property(d => d.Id).ValueGeneratedNever();
        deletion.Property(d => d.StudyInstanceUid).HasMaxLength(Uid.MaxLength);
        deletion.Property(d => d.SeriesInstanceUid).HasMaxLength(Uid.MaxLength);
        deletion.Property(d => d.State).IsName();
        deletion.HasMany(d => d.Instances).WithOne().HasForeignKey(i => i.DeletionId).OnDelete(DeleteBehavior.Cascade);
        deletion.HasIndex(d => new { d.DeletedAt, d.Id });
        deletion.HasIndex(d => d.DueAt).HasFilter("state = 'Deleted'");
    }
}

internal sealed class DeletedInstanceConfiguration : IEntityTypeConfiguration<DeletedInstance>
{
    public void Configure(EntityTypeBuilder<DeletedInstance> instance)
    {
        instance.ToTable("deleted_instances");
        instance.HasKey(i => new { i.DeletionId, i.SopInstanceUid });
        instance.Property(i => i.SopInstanceUid).HasMaxLength(Uid.MaxLength);
        instance.Property(i => i.SeriesInstanceUid).HasMaxLength(Uid.MaxLength);
    }
}
