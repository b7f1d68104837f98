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

    public DbSet<SegmentationJob> Jobs => Set<SegmentationJob>();

    public DbSet<LevelProposal> LevelProposals => Set<LevelProposal>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(Schema);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(InferenceDbContext).Assembly);
        modelBuilder.AddOutbox();
    }
}
