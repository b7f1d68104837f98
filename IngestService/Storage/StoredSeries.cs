using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Voxmark.Contracts.Ingest;
using Voxmark.Imaging;
using Voxmark.ServiceDefaults.Persistence;

namespace Voxmark.IngestService.Storage;

/// <summary>A series, and what the last build of its volume found.</summary>
public sealed class StoredSeries
{
    public required string SeriesInstanceUid { get; init; }
    public required string StudyInstanceUid { get; init; }
    public required string Modality { get; set; }
    public int? SeriesNumber { get; set; }
    public DateOnly? SeriesDate { get; set; }
    public string? SeriesTime { get; set; }
    public string? SeriesDescription { get; set; }
    public string? BodyPartExamined { get; set; }

    public SeriesState State { get; set; }
    public string? Problem { get; set; }

    /// <summary>Stored instances; while <see cref="State"/> is Receiving, out of date.</summary>
    public int InstanceCount { get; set; }

    /// <summary>Slices of the volume object, 0 before there is one.</summary>
    public int SliceCount { get; set; }
    public double? SliceSpacingMm { get; set; }
    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>Builds that were begun since one came to its end: what fails again and again is given up.</summary>
    public int BuildAttempts { get; set; }

    /// <summary>What the volume takes on disk when there was no room for it; null otherwise.</summary>
    public long? RoomNeededBytes { get; set; }

    public PatientFacts Patient { get; set; } = new();
    public AcquisitionFacts Acquisition { get; set; } = new();

    public StoredStudy? Study { get; init; }
    public List<StoredInstance> Instances { get; } = [];
}

/// <summary>What the files say of the patient's size; kept as one JSON value.</summary>
public sealed class PatientFacts
{
    public double? HeightCm { get; set; }
    public double? WeightKg { get; set; }
    public string? Sex { get; set; }
    public string? Age { get; set; }
}

/// <summary>The protocol; kept as one JSON value.</summary>
public sealed class AcquisitionFacts
{
    public double? TubeVoltageKv { get; set; }
    public string? ContrastAgent { get; set; }
    public double? SliceThicknessMm { get; set; }
    public string? ConvolutionKernel { get; set; }
    public string? Manufacturer { get; set; }
    public string? ModelName { get; set; }
}

internal sealed class StoredSeriesConfiguration : IEntityTypeConfiguration<StoredSeries>
{
    public void Configure(EntityTypeBuilder<StoredSeries> series)
    {
        series.ToTable("series");
        series.HasKey(s => s.SeriesInstanceUid);
        series.Property(s => s.SeriesInstanceUid).HasMaxLength(Uid.MaxLength);
        series.Property(s => s.StudyInstanceUid).HasMaxLength(Uid.MaxLength);
        series.Property(s => s.State).IsName();
        series.OwnsOne(s => s.Patient, patient => patient.ToJson());
        series.OwnsOne(s => s.Acquisition, acquisition => acquisition.ToJson());
        series.HasOne(s => s.Study).WithMany(study => study.Series).HasForeignKey(s => s.StudyInstanceUid);
        series.HasIndex(s => new { s.Modality, s.StudyInstanceUid });
        series.HasIndex(s => s.ChangedAt).HasFilter("state = 'Receiving'");
    }
}
