using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Voxmark.Gateway.Audit;

/// <summary>A row that the audit trail's table refuses, kept as text so that nothing that happened is lost.</summary>
public sealed class ShelvedAuditEvent
{
    public Guid Id { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>The <see cref="AuditEvent"/> as JSON.</summary>
    public required string Row { get; init; }

    /// <summary>What the database said.</summary>
    public required string Failure { get; init; }

    internal static ShelvedAuditEvent From(AuditEvent happened, Exception why) =>
        new() { Id = happened.Id, At = happened.At, Row = JsonSerializer.Serialize(happened), Failure = why.GetType().Name };
}

internal sealed class ShelvedAuditEventConfiguration : IEntityTypeConfiguration<ShelvedAuditEvent>
{
    public void Configure(EntityTypeBuilder<ShelvedAuditEvent> shelved)
    {
        shelved.ToTable("audit_shelf");
        shelved.Property(s => s.Id).ValueGeneratedNever();
        shelved.Property(s => s.Failure).HasMaxLength(200);
    }
}
