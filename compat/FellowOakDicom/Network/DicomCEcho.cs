#nullable disable
namespace FellowOakDicom.Network;

/// <summary>Are you there? (PS3.7 section 9.1.5)</summary>
public sealed class DicomCEchoRequest : DicomRequest
{
    public delegate void ResponseDelegate(DicomCEchoRequest request, DicomCEchoResponse response);

    public ResponseDelegate OnResponseReceived;

    public DicomCEchoRequest(DicomDataset command)
        : base(command)
    {
    }

    public DicomCEchoRequest()
        : base(DicomCommandField.CEchoRequest, DicomUID.Verification)
    {
    }

    protected internal override void PostResponse(DicomService service, DicomResponse response) =>
        OnResponseReceived?.Invoke(this, (DicomCEchoResponse)response);
}

public sealed class DicomCEchoResponse : DicomResponse
{
    public DicomCEchoResponse(DicomDataset command)
        : base(command)
    {
    }

    public DicomCEchoResponse(DicomCEchoRequest request, DicomStatus status)
        : base(request, status)
    {
    }
}
