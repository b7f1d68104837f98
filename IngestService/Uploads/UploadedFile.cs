using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Voxmark.Contracts.Ingest;
using Voxmark.Imaging;
using Voxmark.ServiceDefaults.Persistence;

namespace Voxmark.IngestService.Uploads;

/// <summary>What became of one file of an upload.</summary>
public sealed class UploadedFile
{
    public long Id { get; init; }
    public Guid UploadId { get; init; }
    public required string Name { get; init; }
    public FileDisposition Outcome { get; init; }
    public string? Reason { get; init; }
    public string? SeriesInstanceUid { get; init; }
    public string? SopInstanceUid { get; init; }
    public DateTimeOffset At { get; init; }
}

internal sealed class UploadedFileConfiguration : IEntityTypeConfiguration<UploadedFile>
{
    public void Configure(EntityTypeBuilder<UploadedFile> file)
    {
        file.ToTable("uploaded_files");
        file.Property(f => f.Outcome).IsName();
        file.Property(f => f.SeriesInstanceUid).HasMaxLength(Uid.MaxLength);
        file.Property(f => f.SopInstanceUid).HasMaxLength(Uid.MaxLength);
        file.HasOne<Upload>().WithMany().HasForeignKey(f => f.UploadId).OnDelete(DeleteBehavior.Cascade);
        file.HasIndex(f => f.UploadId);
    }
}
