using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Voxmark.Contracts.Ingest;
using Voxmark.Imaging;

namespace Voxmark.IngestService.Storage;

/// <summary>A study as its files describe it (what one leaves empty, another may say), or as somebody corrected it.</summary>
public sealed class StoredStudy
{
    public required string StudyInstanceUid { get; init; }

    /// <summary>DICOM PN: component groups and carets as they came.</summary>
    public string? PatientName { get; set; }
    public string? PatientId { get; set; }
    public string? PatientSex { get; set; }
    public string? PatientAge { get; set; }
    public DateOnly? PatientBirthDate { get; set; }
    public DateOnly? StudyDate { get; set; }

    /// <summary><c>HHMMSS.FFFFFF</c>, or as much of it as is known.</summary>
    public string? StudyTime { get; set; }
    public string? StudyId { get; set; }
    public string? StudyDescription { get; set; }
    public string? AccessionNumber { get; set; }
    public string? ReferringPhysicianName { get; set; }

    /// <summary>What the study list is searched by, in lower case: the names once more without what separates their components.
    /// The database makes it of the others.</summary>
    public string SearchText { get; private set; } = "";

    /// <summary>When its content last changed: the order of the study list.</summary>
    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>Who the patient is was corrected by a person; the files say otherwise.</summary>
    public bool IsPatientCorrected { get; set; }

    public List<StoredSeries> Series { get; } = [];

    /// <summary>Name, id, sex and birth date as one.</summary>
    public PatientIdentity Patient
    {
        get => new(PatientName, PatientId, PatientSex, PatientBirthDate);
        set => (PatientName, PatientId, PatientSex, PatientBirthDate) = (value.Name, value.Id, value.Sex, value.BirthDate);
    }
}

internal sealed class StoredStudyConfiguration : IEntityTypeConfiguration<StoredStudy>
{
    public void Configure(EntityTypeBuilder<StoredStudy> study)
    {
        study.ToTable("studies");
        study.HasKey(s => s.StudyInstanceUid);
        study.Ignore(s => s.Patient);
        study.Property(s => s.IsPatientCorrected).HasDefaultValue(false); // rows are inserted by SQL too
        study.Property(s => s.StudyInstanceUid).HasMaxLength(Uid.MaxLength);
        study.HasIndex(s => new { s.ChangedAt, s.StudyInstanceUid });
        study.HasIndex(s => new { s.StudyDate, s.StudyInstanceUid });
        study.Property(s => s.SearchText).HasComputedColumnSql(
            """
            lower(coalesce(patient_name, '') || E'\n' || coalesce(patient_id, '') || E'\n' || coalesce(accession_number, '')
                || E'\n' || coalesce(study_description, '') || E'\n' || translate(coalesce(patient_name, ''), ' ^,.', ''))
            """,
            stored: true);

        // Parts of names and identifiers, whatever their case.
        foreach (var searched in (string[])[nameof(StoredStudy.PatientName), nameof(StoredStudy.PatientId),
            nameof(StoredStudy.AccessionNumber), nameof(StoredStudy.StudyDescription), nameof(StoredStudy.ReferringPhysicianName),
            nameof(StoredStudy.SearchText)])
            study.HasIndex(searched).HasMethod("gin").HasOperators("gin_trgm_ops");
    }
}
