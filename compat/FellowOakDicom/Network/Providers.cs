#nullable disable
namespace FellowOakDicom.Network;

/// <summary>Takes part in associations as the one that is called.</summary>
public interface IDicomServiceProvider
{
    /// <summary>Answer with SendAssociationAcceptAsync or SendAssociationRejectAsync.</summary>
    Task OnReceiveAssociationRequestAsync(DicomAssociation association);

    /// <summary>Answer with SendAssociationReleaseResponseAsync.</summary>
    Task OnReceiveAssociationReleaseRequestAsync();

    void OnReceiveAbort(DicomAbortSource source, DicomAbortReason reason);

    /// <summary>The last call, whatever ended the connection.</summary>
    /// <param name="exception">Null when nothing went wrong.</param>
    void OnConnectionClosed(Exception exception);
}

public interface IDicomCEchoProvider
{
    Task<DicomCEchoResponse> OnCEchoRequestAsync(DicomCEchoRequest request);
}

public interface IDicomCStoreProvider
{
    Task<DicomCStoreResponse> OnCStoreRequestAsync(DicomCStoreRequest request);

    /// <summary>A data set could not be received or read; the sender is told so.</summary>
    /// <param name="tempFileName">Where it is; null when the service keeps it elsewhere.</param>
    /// <param name="e">What went wrong.</param>
    Task OnCStoreRequestExceptionAsync(string tempFileName, Exception e);
}
