#nullable disable
namespace FellowOakDicom;

/// <summary>Group 0002: what a file holds and in which transfer syntax (PS3.10 section 7.1).</summary>
public class DicomFileMetaInformation : DicomDataset
{
    public DicomFileMetaInformation()
    {
        ValidateItems = false;
    }

    /// <summary>What belongs before a data set in a file.</summary>
    /// <exception cref="DicomDataException">The data set has no SOP Class UID or SOP Instance UID.</exception>
    public DicomFileMetaInformation(DicomDataset dataset)
    {
        ValidateItems = dataset.ValidateItems;
        Version = [0x00, 0x01];
        MediaStorageSOPClassUID = Required(dataset, DicomTag.SOPClassUID);
        MediaStorageSOPInstanceUID = Required(dataset, DicomTag.SOPInstanceUID);
        TransferSyntax = dataset.InternalTransferSyntax;
        ImplementationClassUID = DicomImplementation.ClassUID;
        ImplementationVersionName = DicomImplementation.Version;
    }

    /// <summary>The same, written by this library.</summary>
    public DicomFileMetaInformation(DicomFileMetaInformation metaInfo)
    {
        ValidateItems = metaInfo.ValidateItems;
        metaInfo.CopyTo(
            this, DicomTag.MediaStorageSOPClassUID, DicomTag.MediaStorageSOPInstanceUID, DicomTag.TransferSyntaxUID,
            DicomTag.SourceApplicationEntityTitle, DicomTag.SendingApplicationEntityTitle,
            DicomTag.ReceivingApplicationEntityTitle, DicomTag.PrivateInformationCreatorUID, DicomTag.PrivateInformation);
        Version = [0x00, 0x01];
        ImplementationClassUID = DicomImplementation.ClassUID;
        ImplementationVersionName = DicomImplementation.Version;
    }

    public byte[] Version
    {
        get => GetValues<byte>(DicomTag.FileMetaInformationVersion);
        set => AddOrUpdate(DicomTag.FileMetaInformationVersion, value);
    }

    public DicomUID MediaStorageSOPClassUID
    {
        get => GetSingleValue<DicomUID>(DicomTag.MediaStorageSOPClassUID);
        set => AddOrUpdate(DicomTag.MediaStorageSOPClassUID, value);
    }

    public DicomUID MediaStorageSOPInstanceUID
    {
        get => GetSingleValue<DicomUID>(DicomTag.MediaStorageSOPInstanceUID);
        set => AddOrUpdate(DicomTag.MediaStorageSOPInstanceUID, value);
    }

    public DicomTransferSyntax TransferSyntax
    {
        get => GetSingleValue<DicomTransferSyntax>(DicomTag.TransferSyntaxUID);
        set => AddOrUpdate(DicomTag.TransferSyntaxUID, value.UID);
    }

    public DicomUID ImplementationClassUID
    {
        get => GetSingleValue<DicomUID>(DicomTag.ImplementationClassUID);
        set => AddOrUpdate(DicomTag.ImplementationClassUID, value);
    }

    public string ImplementationVersionName
    {
        get => GetSingleValueOrDefault<string>(DicomTag.ImplementationVersionName, null);
        set => AddOrUpdate(DicomTag.ImplementationVersionName, value);
    }

    public string SourceApplicationEntityTitle
    {
        get => GetSingleValueOrDefault<string>(DicomTag.SourceApplicationEntityTitle, null);
        set => AddOrUpdate(DicomTag.SourceApplicationEntityTitle, value);
    }

    public string SendingApplicationEntityTitle
    {
        get => GetSingleValueOrDefault<string>(DicomTag.SendingApplicationEntityTitle, null);
        set => AddOrUpdate(DicomTag.SendingApplicationEntityTitle, value);
    }

    public string ReceivingApplicationEntityTitle
    {
        get => GetSingleValueOrDefault<string>(DicomTag.ReceivingApplicationEntityTitle, null);
        set => AddOrUpdate(DicomTag.ReceivingApplicationEntityTitle, value);
    }

    public override string ToString() => "DICOM File Meta Info";

    protected override void ValidateTag(DicomTag tag)
    {
        if (tag.Group != 2)
        {
            throw new DicomDataException($"Tag with group ID {tag.Group} is not allowed in meta information.");
        }
    }

    private static DicomUID Required(DicomDataset dataset, DicomTag tag) =>
        dataset.TryGetSingleValue(tag, out DicomUID uid)
            ? uid
            : throw new DicomDataException($"Tag: {tag} not found in dataset, or not a single UID");
}
