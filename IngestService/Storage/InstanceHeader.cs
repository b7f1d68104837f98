namespace Voxmark.IngestService.Storage;

/// <summary>What the index keeps of one DICOM file. The UIDs are valid; texts fit DICOM's own length limits.</summary>
public sealed record InstanceHeader(
    string StudyInstanceUid, string SeriesInstanceUid, string SopInstanceUid, string SopClassUid, string TransferSyntaxUid,
    string? PatientName, string? PatientId, string? PatientSex, string? PatientAge,
    DateOnly? StudyDate, string? StudyDescription, string? AccessionNumber,
    string Modality, int? SeriesNumber, string? SeriesDescription, string? BodyPartExamined, int? InstanceNumber)
{
    public string ObjectKey => $"dicom/{StudyInstanceUid}/{SeriesInstanceUid}/{SopInstanceUid}.dcm";
}
