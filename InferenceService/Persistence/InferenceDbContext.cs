using Microsoft.EntityFrameworkCore;
using Voxmark.InferenceService.Jobs;
using Voxmark.InferenceService.Levels;
using Voxmark.ServiceDefaults.Outbox;

namespace Voxmark.InferenceService.Persistence;

/// <summary>Schema <c>inference</c>: the jobs of all workers, and the levels that they found.</summary>
public sealed class InferenceDbContext(DbContextOptions<InferenceDbContext> options) : DbContext(options)
{
    public const string Schema = "inference";
    public const string ConnectionName = "inference-db";

    private const int UidLength = 64; // DICOM VR UI

    public DbSet<SegmentationJob> Jobs => Set<SegmentationJob>();

    public DbSet<LevelProposal> LevelProposals => Set<LevelProposal>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(Schema);
        modelBuilder.AddOutbox();
        modelBuilder.Entity<SegmentationJob>(job =>
        {
            job.ToTable("jobs");
            job.Property(j => j.SeriesInstanceUid).HasMaxLength(UidLength);
            job.Property(j => j.VolumeId).HasMaxLength(UidLength);
            job.HasIndex(j => j.SeriesInstanceUid);
            job.Ignore(j => j.Requester);
            job.Property(j => j.State).HasConversion<string>().HasMaxLength(20).IsConcurrencyToken();
        });
        modelBuilder.ApplyConfiguration(new LevelProposalTable());
    }
}
