#nullable disable
namespace FellowOakDicom.Network.Client;

/// <summary>Sends requests to one peer. Add them, then send: that opens an association, and releases it afterwards.</summary>
public interface IDicomClient
{
    string Host { get; }

    int Port { get; }

    string CallingAe { get; }

    string CalledAe { get; }

    DicomServiceOptions ServiceOptions { get; }

    DicomClientOptions ClientOptions { get; }

    /// <summary>Proposed beside what the requests need.</summary>
    List<DicomPresentationContext> AdditionalPresentationContexts { get; set; }

    bool IsSendRequired { get; }

    Task AddRequestAsync(DicomRequest dicomRequest);

    Task AddRequestsAsync(IEnumerable<DicomRequest> dicomRequests);

    /// <exception cref="DicomAssociationRejectedException">The peer wants no association.</exception>
    /// <exception cref="DicomAssociationAbortedException">The peer ended it.</exception>
    /// <exception cref="DicomNetworkException">The peer cannot be reached, or does not keep to the protocol.</exception>
    Task SendAsync(CancellationToken cancellationToken = default);
}

public class DicomClientOptions
{
    /// <summary>For the answer to the association request, milliseconds.</summary>
    public int AssociationRequestTimeoutInMs { get; set; } = 5000;

    public DicomClientOptions Clone() => (DicomClientOptions)MemberwiseClone();
}

public static class DicomClientFactory
{
    /// <exception cref="NotSupportedException">TLS was asked for.</exception>
    public static IDicomClient Create(string host, int port, bool useTls, string callingAe, string calledAe) => useTls
        ? throw new NotSupportedException("DICOM over TLS is not supported")
        : new DicomClient(host, port, callingAe, calledAe);
}
