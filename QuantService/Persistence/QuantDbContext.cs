using Microsoft.EntityFrameworkCore;
using Voxmark.QuantService.BodyComposition;
using Voxmark.QuantService.Jobs;
using Voxmark.QuantService.Patients;
using Voxmark.ServiceDefaults.Outbox;

namespace Voxmark.QuantService.Persistence;

/// <summary>Schema <c>quant</c>: measuring jobs and their results, and what people chose for them.</summary>
public sealed class QuantDbContext(DbContextOptions<QuantDbContext> options) : DbContext(options)
{
    public const string Schema = "quant";
    public const string ConnectionName = "quant-db";

    public DbSet<QuantificationJob> Jobs => Set<QuantificationJob>();

    public DbSet<StoredResult> Results => Set<StoredResult>();

    public DbSet<TypedPatientValues> PatientValues => Set<TypedPatientValues>();

    public DbSet<KeptReference> ReferenceSlices => Set<KeptReference>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(Schema);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(QuantDbContext).Assembly);
        modelBuilder.AddOutbox();
    }
}
