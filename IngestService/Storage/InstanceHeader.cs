namespace Voxmark.IngestService.Storage;

/// <summary>What the index keeps of one DICOM file. The UIDs are valid; texts fit DICOM's own length limits.</summary>
public sealed record InstanceHeader(
    string StudyInstanceUid, string SeriesInstanceUid, string SopInstanceUid, string SopClassUid, string TransferSyntaxUid,
    string? PatientName, string? PatientId, string? PatientSex, string? PatientAge,
    DateOnly? PatientBirthDate, DateOnly? StudyDate, string? StudyTime, string? StudyId, string? StudyDescription,
    string? AccessionNumber, string? ReferringPhysicianName,
    string Modality, int? SeriesNumber, DateOnly? SeriesDate, string? SeriesTime, string? SeriesDescription,
    string? BodyPartExamined, int? InstanceNumber, int? Rows, int? Columns, int? BitsAllocated, int? NumberOfFrames)
{
    public string ObjectKey => $"dicom/{StudyInstanceUid}/{SeriesInstanceUid}/{SopInstanceUid}.dcm";
}
