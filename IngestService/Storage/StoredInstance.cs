using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Voxmark.Imaging;
using Voxmark.ServiceDefaults.Persistence;

namespace Voxmark.IngestService.Storage;

public enum InstanceState
{
    /// <summary>Its file is on the way into the object store; nobody was told that it is here.</summary>
    Pending,

    /// <summary>Its file is durable.</summary>
    Stored,
}

/// <summary>A DICOM instance that we keep: the index row of one file.</summary>
public sealed class StoredInstance
{
    public required string SopInstanceUid { get; init; }
    public required string SeriesInstanceUid { get; init; }
    public required string SopClassUid { get; init; }
    public required string TransferSyntaxUid { get; init; }
    public int? InstanceNumber { get; init; }
    public int? Rows { get; init; }
    public int? Columns { get; init; }
    public int? BitsAllocated { get; init; }
    public int? NumberOfFrames { get; init; }

    /// <summary>Of the whole file as it was received.</summary>
    public required byte[] Sha256 { get; init; }
    public long SizeBytes { get; init; }
    public required string ObjectKey { get; init; }
    public InstanceState State { get; init; }
    public DateTimeOffset ReceivedAt { get; init; }

    public StoredSeries? Series { get; init; }
}

internal sealed class StoredInstanceConfiguration : IEntityTypeConfiguration<StoredInstance>
{
    public void Configure(EntityTypeBuilder<StoredInstance> instance)
    {
        instance.ToTable("instances");
        instance.HasKey(i => i.SopInstanceUid);
        instance.Property(i => i.SopInstanceUid).HasMaxLength(Uid.MaxLength);
        instance.Property(i => i.SeriesInstanceUid).HasMaxLength(Uid.MaxLength);
        instance.Property(i => i.SopClassUid).HasMaxLength(Uid.MaxLength);
        instance.Property(i => i.TransferSyntaxUid).HasMaxLength(Uid.MaxLength);
        instance.Property(i => i.State).IsName();
        instance.HasOne(i => i.Series).WithMany(series => series.Instances).HasForeignKey(i => i.SeriesInstanceUid);
        instance.HasIndex(i => i.ReceivedAt).HasFilter("state = 'Pending'");
    }
}
