using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Voxmark.IngestService.Storage;

/// <summary>A file that contradicts a stored one: kept, but part of no series.</summary>
public sealed class QuarantinedInstance
{
    public required string SopInstanceUid { get; init; }
    public required byte[] Sha256 { get; init; }
    public required string ObjectKey { get; init; }
    public required string Reason { get; init; }
    public DateTimeOffset ReceivedAt { get; init; }
}

internal sealed class QuarantinedInstanceConfiguration : IEntityTypeConfiguration<QuarantinedInstance>
{
    public void Configure(EntityTypeBuilder<QuarantinedInstance> instance)
    {
        instance.ToTable("quarantine");
        instance.HasKey(i => new { i.SopInstanceUid, i.Sha256 });
        instance.Property(i => i.SopInstanceUid).HasMaxLength(Uid.MaxLength);
    }
}
