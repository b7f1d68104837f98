using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Voxmark.Contracts;
using Voxmark.Contracts.Ingest;
using Voxmark.Contracts.Quant;
using Voxmark.Imaging;
using Voxmark.QuantService.Persistence;

namespace Voxmark.QuantService.Patients;

/// <summary>A value as somebody typed it.</summary>
internal sealed record TypedValue(double Value, Person By, DateTimeOffset At)
{
    public ByHand ToByHand() => new(By, At);
}

/// <summary>What people typed about the patient of a study. One row a study: all of its labels are measured with it.</summary>
public sealed class TypedPatientValues
{
    /// <summary>Values are shown and compared with one decimal.</summary>
    private const double Same = 0.05;

    public required string StudyInstanceUid { get; init; }

    public double? HeightCm { get; init; }
    public string? HeightById { get; init; }
    public string? HeightBy { get; init; }
    public DateTimeOffset? HeightAt { get; init; }

    public double? WeightKg { get; init; }
    public string? WeightById { get; init; }
    public string? WeightBy { get; init; }
    public DateTimeOffset? WeightAt { get; init; }

    internal TypedValue? Height => HeightCm is { } value ? new(value, new Person(HeightById!, HeightBy!), HeightAt!.Value) : null;

    internal TypedValue? Weight => WeightKg is { } value ? new(value, new Person(WeightById!, WeightBy!), WeightAt!.Value) : null;

    /// <returns>The study's, with nothing typed where nobody did.</returns>
    internal static async Task<TypedPatientValues> FindAsync(QuantDbContext db, string studyInstanceUid, CancellationToken ct) =>
        await db.PatientValues.AsNoTracking().SingleOrDefaultAsync(v => v.StudyInstanceUid == studyInstanceUid, ct)
        ?? new TypedPatientValues { StudyInstanceUid = studyInstanceUid };

    /// <summary>With other values in their places. Who types what was typed before changes nothing, and what the images say
    /// is theirs, whoever types it.</summary>
    internal TypedPatientValues With(double? heightCm, double? weightKg, PatientValues images, Person by, DateTimeOffset now)
    {
        var height = Typed(heightCm, Height, images.HeightCm, by, now);
        var weight = Typed(weightKg, Weight, images.WeightKg, by, now);
        return new()
        {
            StudyInstanceUid = StudyInstanceUid,
            HeightCm = height?.Value, HeightById = height?.By.Id, HeightBy = height?.By.Name, HeightAt = height?.At,
            WeightKg = weight?.Value, WeightById = weight?.By.Id, WeightBy = weight?.By.Name, WeightAt = weight?.At,
        };
    }

    /// <summary>Keeps them, at once: two who type at the same time are no failure, the later one stays.</summary>
    internal Task KeepAsync(QuantDbContext db, CancellationToken ct) => db.Database.ExecuteSqlAsync($"""
        INSERT INTO patient_values
            (study_instance_uid, height_cm, height_by_id, height_by, height_at, weight_kg, weight_by_id, weight_by, weight_at)
        VALUES ({StudyInstanceUid}, {HeightCm}, {HeightById}, {HeightBy}, {HeightAt}, {WeightKg}, {WeightById}, {WeightBy}, {WeightAt})
        ON CONFLICT (study_instance_uid) DO UPDATE SET
            height_cm = EXCLUDED.height_cm, height_by_id = EXCLUDED.height_by_id,
            height_by = EXCLUDED.height_by, height_at = EXCLUDED.height_at,
            weight_kg = EXCLUDED.weight_kg, weight_by_id = EXCLUDED.weight_by_id,
            weight_by = EXCLUDED.weight_by, weight_at = EXCLUDED.weight_at
        """, ct);

    private static TypedValue? Typed(double? value, TypedValue? before, double? inImages, Person by, DateTimeOffset now) =>
        value is not { } typed || Math.Abs(typed - inImages ?? double.MaxValue) < Same ? null
        : before is not null && Math.Abs(typed - before.Value) < Same ? before
        : new TypedValue(typed, by, now);
}

internal sealed class TypedPatientValuesConfiguration : IEntityTypeConfiguration<TypedPatientValues>
{
    public void Configure(EntityTypeBuilder<TypedPatientValues> values)
    {
        values.ToTable("patient_values");
        values.HasKey(v => v.StudyInstanceUid);
        values.Property(v => v.StudyInstanceUid).HasMaxLength(Uid.MaxLength);
    }
}
