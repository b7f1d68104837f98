using System.Globalization;
using FellowOakDicom;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Ingest;
using Voxmark.IngestService.Dicom;
using Voxmark.IngestService.Persistence;

namespace Voxmark.IngestService.Corrections;

/// <summary>The correction of a study that holds now.</summary>
/// <param name="Id">Of the newest one: what was made for another id is out of date.</param>
internal sealed record ActiveCorrection(Guid Id, PatientIdentity Patient, DateTimeOffset CorrectedAt)
{
    /// <returns>Null for a study that nobody corrected.</returns>
    public static async Task<ActiveCorrection?> FindAsync(IngestDbContext db, string studyInstanceUid, CancellationToken ct) =>
        await db.Corrections.AsNoTracking()
            .Where(c => c.StudyInstanceUid == studyInstanceUid && c.WithdrawnAt == null)
            .OrderByDescending(c => c.CorrectedAt)
            .Select(c => new ActiveCorrection(c.Id, c.To, c.CorrectedAt)).FirstOrDefaultAsync(ct);

    /// <summary>
    /// Writes the patient into a data set on its way out, and what stood there into its Original Attributes Sequence
    /// (0400,0561) with the reason CORRECT (PS3.3 C.12.1.1.9).
    /// </summary>
    public void ApplyTo(DicomDataset dataset)
    {
        var before = new DicomDataset().NotValidated();
        foreach (var tag in (DicomTag[])[DicomTag.PatientName, DicomTag.PatientID, DicomTag.PatientSex, DicomTag.PatientBirthDate])
            before.AddOrUpdate(tag, dataset.Text(tag) ?? "");
        // The new name may have letters that the file's own character set lacks; every text is written as UTF-8 then.
        dataset.AddOrUpdate(DicomTag.SpecificCharacterSet, "ISO_IR 192");
        dataset.AddOrUpdate(DicomTag.PatientName, Patient.Name ?? "");
        dataset.AddOrUpdate(DicomTag.PatientID, Patient.Id ?? "");
        dataset.AddOrUpdate(DicomTag.PatientSex, Patient.Sex ?? "");
        dataset.AddOrUpdate(DicomTag.PatientBirthDate, Patient.BirthDate?.ToString("yyyyMMdd", CultureInfo.InvariantCulture) ?? "");

        var item = new DicomDataset().NotValidated();
        item.Add(DicomTag.SourceOfPreviousValues, "");
        item.Add(
            DicomTag.AttributeModificationDateTime,
            CorrectedAt.UtcDateTime.ToString("yyyyMMddHHmmss.ffffff", CultureInfo.InvariantCulture) + "+0000");
        item.Add(DicomTag.ModifyingSystem, "Voxmark");
        item.Add(DicomTag.ReasonForTheAttributeModification, "CORRECT");
        item.Add(new DicomSequence(DicomTag.ModifiedAttributesSequence, before));
        var earlier = dataset.TryGetSequence(DicomTag.OriginalAttributesSequence, out var sequence) ? sequence.Items.ToArray() : [];
        dataset.AddOrUpdate(new DicomSequence(DicomTag.OriginalAttributesSequence, [.. earlier, item]));
    }
}
