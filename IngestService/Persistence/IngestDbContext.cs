using Microsoft.EntityFrameworkCore;
using Voxmark.IngestService.Corrections;
using Voxmark.IngestService.Deletions;
using Voxmark.IngestService.Storage;
using Voxmark.IngestService.Uploads;
using Voxmark.ServiceDefaults.Outbox;

namespace Voxmark.IngestService.Persistence;

public sealed class IngestDbContext(DbContextOptions<IngestDbContext> options) : DbContext(options)
{
    public const string Schema = "imaging";
    public const string ConnectionName = "ingest-db";

    public DbSet<StoredStudy> Studies => Set<StoredStudy>();
    public DbSet<StoredSeries> Series => Set<StoredSeries>();
    public DbSet<StoredInstance> Instances => Set<StoredInstance>();
    public DbSet<QuarantinedInstance> Quarantine => Set<QuarantinedInstance>();
    public DbSet<StoredCorrection> Corrections => Set<StoredCorrection>();
    public DbSet<Deletion> Deletions => Set<Deletion>();
    public DbSet<Upload> Uploads => Set<Upload>();
    public DbSet<UploadedFile> UploadedFiles => Set<UploadedFile>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(Schema);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(IngestDbContext).Assembly);
        modelBuilder.AddOutbox();
    }
}
