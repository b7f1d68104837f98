#nullable disable
namespace FellowOakDicom.Network;

/// <summary>Keep this (PS3.7 section 9.1.1).</summary>
public sealed class DicomCStoreRequest : DicomPriorityRequest
{
    public delegate void ResponseDelegate(DicomCStoreRequest request, DicomCStoreResponse response);

    public ResponseDelegate OnResponseReceived;

    public DicomCStoreRequest(DicomDataset command)
        : base(command)
    {
    }

    /// <exception cref="DicomDataException">The file has no SOP Class UID or SOP Instance UID.</exception>
    public DicomCStoreRequest(DicomFile file, DicomPriority priority = DicomPriority.Medium)
        : base(
            DicomCommandField.CStoreRequest, file.Dataset.GetSingleValue<DicomUID>(DicomTag.SOPClassUID), priority)
    {
        File = file;
        Dataset = file.Dataset;
        using var unvalidated = new UnvalidatedScope(Command);
        SOPInstanceUID = file.Dataset.GetSingleValue<DicomUID>(DicomTag.SOPInstanceUID);
    }

    /// <inheritdoc cref="DicomCStoreRequest(DicomFile, DicomPriority)"/>
    public DicomCStoreRequest(string fileName, DicomPriority priority = DicomPriority.Medium)
        : this(DicomFile.Open(fileName), priority)
    {
    }

    /// <summary>Of a received request: null when the service keeps the data set elsewhere.</summary>
    public DicomFile File { get; internal set; }

    public DicomUID SOPInstanceUID
    {
        get => Command.GetSingleValue<DicomUID>(DicomTag.AffectedSOPInstanceUID);
        private set => Command.AddOrUpdate(DicomTag.AffectedSOPInstanceUID, value);
    }

    public DicomTransferSyntax TransferSyntax => File is null ? null
        : File.FileMetaInfo.TryGetSingleValue(DicomTag.TransferSyntaxUID, out DicomTransferSyntax syntax) ? syntax
        : File.Dataset.InternalTransferSyntax;

    /// <summary>Proposed beside the file's own one.</summary>
    public DicomTransferSyntax[] AdditionalTransferSyntaxes { get; set; }

    protected internal override void PostResponse(DicomService service, DicomResponse response) =>
        OnResponseReceived?.Invoke(this, (DicomCStoreResponse)response);
}

public sealed class DicomCStoreResponse : DicomResponse
{
    public DicomCStoreResponse(DicomDataset command)
        : base(command)
    {
    }

    public DicomCStoreResponse(DicomCStoreRequest request, DicomStatus status)
        : base(request, status)
    {
        if (request.Command.TryGetSingleValue(DicomTag.AffectedSOPInstanceUID, out DicomUID uid))
        {
            using var unvalidated = new UnvalidatedScope(Command);
            Command.AddOrUpdate(DicomTag.AffectedSOPInstanceUID, uid);
        }
    }
}
