using FellowOakDicom;
using Voxmark.Imaging;
using Voxmark.IngestService.Dicom;

namespace Voxmark.IngestService.Storage;

/// <summary>Whether a received file is a DICOM instance that we keep: its header, or the reason why not.</summary>
internal sealed record DicomInspection(InstanceHeader? Header, string? Refusal)
{
    private const string NotDicom = "Not a DICOM file.";
    private const string MediaStorageDirectory = "1.2.840.10008.1.3.10";

    /// <summary>Whatever the file makes a reader throw is this file's outcome, at every way in.</summary>
    public static DicomInspection Of(string path)
    {
        if (new FileInfo(path).Length == 0)
            return Refuse("The file is empty.");
        DicomFile file;
        try
        {
            file = DicomFiles.Open(path);
        }
        catch (Exception e) when (FileFaults.IsOfTheFile(e))
        {
            return Refuse(e is DicomFileException { File.Dataset: { } read } && read.Contains(DicomTag.SOPInstanceUID)
                ? "The file is damaged. Send it again."
                : NotDicom);
        }

        try
        {
            return Of(path, file);
        }
        catch (Exception e) when (FileFaults.IsOfTheFile(e))
        {
            return Refuse("Its content contradicts itself, so it cannot be read.");
        }
    }

    private static DicomInspection Of(string path, DicomFile file)
    {
        var dataset = file.Dataset;
        var sopClass = dataset.Text(DicomTag.SOPClassUID) ?? file.FileMetaInfo?.Text(DicomTag.MediaStorageSOPClassUID);
        if (sopClass == MediaStorageDirectory || file.FileMetaInfo?.Text(DicomTag.MediaStorageSOPClassUID) == MediaStorageDirectory)
            return Refuse("A DICOMDIR only lists other files. Send those.");
        if (file.Format != DicomFileFormat.DICOM3 && sopClass is null)
            return Refuse(NotDicom);

        return RefusalOfUids(dataset, sopClass) ?? RefusalOfPixels(path, file) ?? new(HeaderOf(file, sopClass!), null);
    }

    private static DicomInspection? RefusalOfUids(DicomDataset dataset, string? sopClass)
    {
        (string Name, string? Value)[] uids =
        [
            ("SOP Class UID", sopClass),
            ("SOP Instance UID", dataset.Text(DicomTag.SOPInstanceUID)),
            ("Study Instance UID", dataset.Text(DicomTag.StudyInstanceUID)),
            ("Series Instance UID", dataset.Text(DicomTag.SeriesInstanceUID)),
        ];
        foreach (var (name, value) in uids)
        {
            if (value is null)
                return Refuse($"It has no {name}.");
            if (!Uid.IsValid(value))
                return Refuse($"Its {name} is not a valid identifier.");
        }

        return null;
    }

    private static DicomInspection? RefusalOfPixels(string path, DicomFile file) =>
        PixelDataCheck.Refusal(path, file) is { } refusal ? Refuse(refusal) : null;

    private static InstanceHeader HeaderOf(DicomFile file, string sopClass)
    {
        var dataset = file.Dataset;
        return new(
            dataset.Text(DicomTag.StudyInstanceUID)!, dataset.Text(DicomTag.SeriesInstanceUID)!,
            dataset.Text(DicomTag.SOPInstanceUID)!, sopClass, dataset.InternalTransferSyntax.UID.UID,
            NameSearch.Stored(dataset.Text(DicomTag.PatientName)), dataset.Text(DicomTag.PatientID), dataset.Text(DicomTag.PatientSex),
            dataset.Text(DicomTag.PatientAge), dataset.Date(DicomTag.PatientBirthDate),
            dataset.Date(DicomTag.StudyDate), dataset.Time(DicomTag.StudyTime), dataset.Text(DicomTag.StudyID),
            dataset.Text(DicomTag.StudyDescription), dataset.Text(DicomTag.AccessionNumber),
            dataset.Text(DicomTag.ReferringPhysicianName), dataset.Text(DicomTag.Modality) ?? "OT",
            dataset.Integer(DicomTag.SeriesNumber), dataset.Date(DicomTag.SeriesDate), dataset.Time(DicomTag.SeriesTime),
            dataset.Text(DicomTag.SeriesDescription), dataset.Text(DicomTag.BodyPartExamined),
            dataset.Integer(DicomTag.InstanceNumber), dataset.Unsigned(DicomTag.Rows), dataset.Unsigned(DicomTag.Columns),
            dataset.Unsigned(DicomTag.BitsAllocated), dataset.Integer(DicomTag.NumberOfFrames));
    }

    private static DicomInspection Refuse(string reason) => new(null, reason);
}
