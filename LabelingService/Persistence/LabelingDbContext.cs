using Microsoft.EntityFrameworkCore;
using Voxmark.LabelingService.Labels;
using Voxmark.LabelingService.Selections;
using Voxmark.LabelingService.Settings;
using Voxmark.ServiceDefaults.Outbox;

namespace Voxmark.LabelingService.Persistence;

public sealed class LabelingDbContext(DbContextOptions<LabelingDbContext> options) : DbContext(options)
{
    public const string ConnectionName = "labeling-db";
    public const string Schema = "labeling";

    public DbSet<SelectionRecord> Selections => Set<SelectionRecord>();

    public DbSet<LabelSet> Labels => Set<LabelSet>();

    public DbSet<Revision> Revisions => Set<Revision>();

    public DbSet<SliceRevision> SliceRevisions => Set<SliceRevision>();

    public DbSet<StoredMask> Masks => Set<StoredMask>();

    public DbSet<StoredSettings> Settings => Set<StoredSettings>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(Schema);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(LabelingDbContext).Assembly);
        modelBuilder.AddOutbox();
    }
}
