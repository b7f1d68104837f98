using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Voxmark.Contracts.Ingest;
using Voxmark.ServiceDefaults.Objects;

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
    public PatientIdentity Patient => new(PatientName, PatientId, PatientSex, PatientBirthDate);

    public string ObjectKey => ObjectKeys.Instance(StudyInstanceUid, SeriesInstanceUid, SopInstanceUid);

    /// <summary>For a file that takes the place of one of other content.</summary>
    public string ObjectKeyOf(byte[] sha256) => ObjectKeys.Instance(StudyInstanceUid, SeriesInstanceUid, SopInstanceUid, sha256);

    /// <summary>
    /// The same instance in a study of its own: its Study Instance UID is another patient's here, and nobody's images are shown
    /// under another name. All images that this patient has under the UID come into the same one. (UID: PS3.5 B.2.)
    /// </summary>
    public InstanceHeader OfOwnStudy()
    {
        var patient = PatientId ?? PatientName ?? $"{PatientBirthDate:yyyyMMdd}";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{StudyInstanceUid}\n{patient.ToUpperInvariant()}"));
        return this with { StudyInstanceUid = $"2.25.{new BigInteger(hash.AsSpan(0, 16), isUnsigned: true)}" };
    }
}
