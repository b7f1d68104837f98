using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Voxmark.Contracts.Ingest;
using Voxmark.Imaging;
using Voxmark.ServiceDefaults.Persistence;

namespace Voxmark.IngestService.Integrity;

/// <summary>A stored file that was not there, or not as it came, when it was last looked at.</summary>
public sealed class DamagedObject
{
    public required string ObjectKey { get; init; }
    public required string SopInstanceUid { get; init; }
    public required string SeriesInstanceUid { get; init; }
    public DamageKind Kind { get; set; }
    public DateTimeOffset FoundAt { get; init; }
}

/// <summary>How far the scrub has come: one row, that every replica moves on.</summary>
public sealed class ScrubProgress
{
    public int Id { get; init; }

    /// <summary>The series that was taken last, in the order of UIDs; empty between two rounds.</summary>
    public required string Cursor { get; set; }
    public DateTimeOffset? RoundStartedAt { get; set; }
    public int FilesChecked { get; set; }
    public DateTimeOffset? LastRoundEndedAt { get; set; }
}

internal sealed class DamagedObjectConfiguration : IEntityTypeConfiguration<DamagedObject>
{
    public void Configure(EntityTypeBuilder<DamagedObject> damaged)
    {
        damaged.ToTable("damaged_objects");
        damaged.HasKey(d => d.ObjectKey);
        damaged.Property(d => d.SopInstanceUid).HasMaxLength(Uid.MaxLength);
        damaged.Property(d => d.SeriesInstanceUid).HasMaxLength(Uid.MaxLength);
        damaged.Property(d => d.Kind).IsName();
    }
}

internal sealed class ScrubProgressConfiguration : IEntityTypeConfiguration<ScrubProgress>
{
    public void Configure(EntityTypeBuilder<ScrubProgress> progress)
    {
        progress.ToTable("scrub");
        progress.Property(p => p.Id).ValueGeneratedNever();
        progress.Property(p => p.Cursor).HasMaxLength(Uid.MaxLength);
        progress.HasData(new ScrubProgress { Id = 1, Cursor = "" });
    }
}
