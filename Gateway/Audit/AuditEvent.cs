using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Voxmark.Imaging;

namespace Voxmark.Gateway.Audit;

/// <summary>A row of the audit trail; <c>Contracts.Access.AuditRow</c> says what the columns mean. Never changed.</summary>
public sealed record AuditEvent
{
    /// <summary>Version 7: rows sort by the time they were written.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public DateTimeOffset At { get; init; }
    public Guid? UserId { get; init; }
    public string? UserName { get; init; }
    public required string Via { get; init; }
    public string? Source { get; init; }
    public required string Action { get; init; }
    public string? StudyInstanceUid { get; init; }
    public string? SeriesInstanceUid { get; init; }
    public string? SopInstanceUid { get; init; }
    public string? Subject { get; init; }
    public string? Slices { get; init; }
    public int Count { get; init; } = 1;
    public int Status { get; init; }
}

internal sealed class AuditEventConfiguration : IEntityTypeConfiguration<AuditEvent>
{
    public void Configure(EntityTypeBuilder<AuditEvent> row)
    {
        row.ToTable("audit");
        row.HasKey(r => r.Id);
        row.Property(r => r.Id).ValueGeneratedNever();
        row.Property(r => r.UserName).HasMaxLength(256);
        row.Property(r => r.Via).HasMaxLength(16);
        row.Property(r => r.Source).HasMaxLength(80);
        row.Property(r => r.Action).HasMaxLength(64);
        row.Property(r => r.StudyInstanceUid).HasMaxLength(Uid.MaxLength);
        row.Property(r => r.SeriesInstanceUid).HasMaxLength(Uid.MaxLength);
        row.Property(r => r.SopInstanceUid).HasMaxLength(Uid.MaxLength);
        row.Property(r => r.Subject).HasMaxLength(80);
        row.HasIndex(r => new { r.At, r.Id });
        row.HasIndex(r => new { r.UserName, r.At });
        row.HasIndex(r => new { r.Action, r.At });
        row.HasIndex(r => r.StudyInstanceUid);
        row.HasIndex(r => r.SeriesInstanceUid);
        row.HasIndex(r => r.Subject);
    }
}
