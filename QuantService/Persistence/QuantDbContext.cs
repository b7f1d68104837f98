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

    private const int UidLength = 64; // DICOM VR UI

    public DbSet<QuantificationJob> Jobs => Set<QuantificationJob>();

    public DbSet<StoredResult> Results => Set<StoredResult>();

    public DbSet<TypedPatientValues> PatientValues => Set<TypedPatientValues>();

    public DbSet<KeptReference> ReferenceSlices => Set<KeptReference>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(Schema);
        modelBuilder.AddOutbox();

        modelBuilder.Entity<QuantificationJob>(job =>
        {
            job.ToTable("jobs");
            job.Ignore(j => j.Requester);
            job.Property(j => j.State).HasConversion<string>().HasMaxLength(20).IsConcurrencyToken();
            job.Property(j => j.ReferenceSopInstanceUid).HasMaxLength(UidLength);
            job.Ignore(j => j.Reference);
        });

        modelBuilder.Entity<StoredResult>(result =>
        {
            result.ToTable("results");
            result.HasIndex(r => r.JobId).IsUnique();
            result.HasIndex(r => new { r.LabelId, r.MeasuredAt });
            result.Property(r => r.SeriesInstanceUid).HasMaxLength(UidLength);
            result.Property(r => r.Document).HasColumnType("jsonb");
            result.HasMany(r => r.Segments).WithOne().HasForeignKey(s => s.ResultId);
        });

        modelBuilder.Entity<StoredSegment>(segment =>
        {
            segment.ToTable("segments");
            segment.HasKey(s => new { s.ResultId, s.Number });
            segment.HasIndex(s => s.Code);
        });

        modelBuilder.Entity<TypedPatientValues>(values =>
        {
            values.ToTable("patient_values");
            values.HasKey(v => v.StudyInstanceUid);
            values.Property(v => v.StudyInstanceUid).HasMaxLength(UidLength);
        });

        modelBuilder.Entity<KeptReference>(reference =>
        {
            reference.ToTable("reference_slices");
            reference.HasKey(r => r.LabelId);
            reference.Property(r => r.SopInstanceUid).HasMaxLength(UidLength);
        });
    }
}
