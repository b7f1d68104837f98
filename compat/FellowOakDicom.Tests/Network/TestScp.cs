using System.Collections.Concurrent;
using System.Text;
using FellowOakDicom;
using FellowOakDicom.Network;
using FellowOakDicom.Network.Pdu;
using Microsoft.Extensions.Logging;

namespace Voxmark.FellowOakDicom.Tests.Network;

/// <summary>What the services of one server saw.</summary>
internal sealed class Seen
{
    public ConcurrentQueue<DicomAssociation> Associations { get; } = [];

    public ConcurrentQueue<DicomFile> Files { get; } = [];

    public ConcurrentQueue<Exception?> Closed { get; } = [];

    public ConcurrentQueue<Exception> BrokenDatasets { get; } = [];

    /// <summary>Called instead of answering success.</summary>
    public Func<DicomCStoreRequest, DicomStatus>? Store { get; set; }
}

/// <summary>Accepts every context with the first transfer syntax, except from the calling AE BAD.</summary>
internal sealed class TestScp(INetworkStream stream, Encoding encoding, ILogger logger, DicomServiceDependencies dependencies)
    : DicomService(stream, encoding, logger, dependencies), IDicomServiceProvider, IDicomCEchoProvider, IDicomCStoreProvider
{
    private Seen Seen => (Seen)UserState;

    public static (IDicomServer Server, Seen Seen) Start(UpperLayerLimits? limits = null)
    {
        var seen = new Seen();
        var server = DicomServerFactory.Create<TestScp>("127.0.0.1", 0, userState: seen);
        Assert.Null(server.Exception);
        if (limits is not null)
            ((DicomServer<TestScp>)server).Limits = limits;
        return (server, seen);
    }

    public Task OnReceiveAssociationRequestAsync(DicomAssociation association)
    {
        Seen.Associations.Enqueue(association);
        if (association.CallingAE == "BAD")
            return SendAssociationRejectAsync(
                DicomRejectResult.Permanent, DicomRejectSource.ServiceUser, DicomRejectReason.CallingAENotRecognized);
        foreach (var context in association.PresentationContexts)
            context.SetResult(context.GetTransferSyntaxes().Count > 0
                ? DicomPresentationContextResult.Accept
                : DicomPresentationContextResult.RejectTransferSyntaxesNotSupported);
        return SendAssociationAcceptAsync(association);
    }

    public Task OnReceiveAssociationReleaseRequestAsync() => SendAssociationReleaseResponseAsync();

    public void OnReceiveAbort(DicomAbortSource source, DicomAbortReason reason)
    {
    }

    public void OnConnectionClosed(Exception exception) => Seen.Closed.Enqueue(exception);

    public Task<DicomCEchoResponse> OnCEchoRequestAsync(DicomCEchoRequest request) =>
        Task.FromResult(new DicomCEchoResponse(request, DicomStatus.Success));

    public Task<DicomCStoreResponse> OnCStoreRequestAsync(DicomCStoreRequest request)
    {
        Seen.Files.Enqueue(request.File);
        return Task.FromResult(new DicomCStoreResponse(request, Seen.Store?.Invoke(request) ?? DicomStatus.Success));
    }

    public Task OnCStoreRequestExceptionAsync(string tempFileName, Exception e)
    {
        Seen.BrokenDatasets.Enqueue(e);
        return Task.CompletedTask;
    }
}
