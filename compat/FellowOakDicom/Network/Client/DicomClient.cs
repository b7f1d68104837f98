#nullable disable
using System.Net.Sockets;
using FellowOakDicom.Imaging.Codec;
using FellowOakDicom.IO.Writer;
using FellowOakDicom.Network.Pdu;

namespace FellowOakDicom.Network.Client;

/// <summary>One request after another over one association.</summary>
internal sealed class DicomClient(string host, int port, string callingAe, string calledAe) : IDicomClient
{
    private readonly Queue<DicomRequest> _requests = [];

    public string Host => host;

    public int Port => port;

    public string CallingAe => callingAe;

    public string CalledAe => calledAe;

    public DicomServiceOptions ServiceOptions { get; } = new();

    public DicomClientOptions ClientOptions { get; } = new();

    public List<DicomPresentationContext> AdditionalPresentationContexts { get; set; } = [];

    public bool IsSendRequired => _requests.Count > 0;

    private UpperLayerLimits Limits => new()
    {
        Artim = TimeSpan.FromMilliseconds(ClientOptions.AssociationRequestTimeoutInMs),
        Idle = ServiceOptions.RequestTimeout ?? TimeSpan.FromMinutes(10),
    };

    public Task AddRequestAsync(DicomRequest dicomRequest)
    {
        ArgumentNullException.ThrowIfNull(dicomRequest);
        if (dicomRequest is not (DicomCEchoRequest or DicomCStoreRequest))
        {
            throw new NotSupportedException($"{dicomRequest.GetType().Name} is not supported");
        }

        _requests.Enqueue(dicomRequest);
        return Task.CompletedTask;
    }

    public async Task AddRequestsAsync(IEnumerable<DicomRequest> dicomRequests)
    {
        foreach (var request in dicomRequests)
        {
            await AddRequestAsync(request);
        }
    }

    public async Task SendAsync(CancellationToken cancellationToken = default)
    {
        if (!IsSendRequired)
        {
            return;
        }

        try
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(host, port, cancellationToken);
            using var stream = new SocketStream(socket, ServiceOptions.TcpNoDelay);
            await SendAsync(stream, cancellationToken);
        }
        catch (Exception exception) when (exception is SocketException or IOException or TimeoutException)
        {
            throw new DicomNetworkException($"The peer cannot be reached, or hung up: {exception.Message}", exception);
        }
    }

    private async Task SendAsync(SocketStream stream, CancellationToken ct)
    {
        var reader = new PduReader(stream.AsStream(), Limits);
        var writer = new PduWriter(stream.AsStream(), Limits);
        var association = Proposal();
        await writer.WriteAsync(
            PduType.AssociateRequest, AssociatePdu.WriteRequest(association, ServiceOptions.MaxPDULength));
        var answer = await NextAsync(reader, Limits.Artim, ct);
        if (answer.Type != PduType.AssociateAccept)
        {
            throw Unexpected(answer);
        }

        AssociatePdu.ReadAccept(await reader.ReadBodyAsync(answer, UpperLayerLimits.LongestAssociatePdu), association);
        DicomResponse response = null;
        var messages = new MessageReader(reader, association, _ => Stream.Null, received =>
        {
            response = received.Message as DicomResponse;
            return Task.CompletedTask;
        });
        while (_requests.TryPeek(out var request))
        {
            await SendAsync(request, association, writer);
            for (response = null; response?.RequestMessageID != request.MessageID;)
            {
                await messages.ReadAsync(Expect(PduType.Data, await NextAsync(reader, Limits.Idle, ct)));
            }

            _requests.Dequeue();
            request.PostResponse(null, response);
        }

        await writer.WriteAsync(PduType.ReleaseRequest, new byte[4]);
        Expect(PduType.ReleaseResponse, await NextAsync(reader, Limits.Idle, ct));
    }

    private DicomAssociation Proposal()
    {
        var association = new DicomAssociation(callingAe, calledAe) { RemoteHost = host, RemotePort = port };
        foreach (var context in AdditionalPresentationContexts)
        {
            association.PresentationContexts.Add(
                context.AbstractSyntax, context.UserRole, context.ProviderRole, [.. context.GetTransferSyntaxes()]);
        }

        foreach (var request in _requests)
        {
            association.PresentationContexts.AddFromRequest(request);
        }

        return association;
    }

    private static async Task SendAsync(DicomRequest request, DicomAssociation association, PduWriter writer)
    {
        var file = (request as DicomCStoreRequest)?.File;
        var accepted = association.PresentationContexts
            .Where(context => context.AbstractSyntax == request.SOPClassUID
                && context.Result == DicomPresentationContextResult.Accept)
            .OrderBy(context => context.AcceptedTransferSyntax == file?.Dataset.InternalTransferSyntax ? 0 : 1)
            .FirstOrDefault()
            ?? throw new DicomNetworkException($"The peer takes no {request.SOPClassUID}");
        request.PresentationContext = accepted;
        using (var command = CommandWriter.Write(request.Command))
        {
            await writer.WriteFragmentsAsync(accepted.ID, isCommand: true, command, association.MaximumPDULength);
        }

        if (request.HasDataset)
        {
            var syntax = accepted.AcceptedTransferSyntax;
            var dataset = request.Dataset.InternalTransferSyntax == syntax ? request.Dataset : request.Dataset.Clone(syntax);
            using var content = DatasetBytes(dataset, syntax);
            await writer.WriteFragmentsAsync(accepted.ID, isCommand: false, content, association.MaximumPDULength);
        }
    }

    private static MemoryStream DatasetBytes(DicomDataset dataset, DicomTransferSyntax syntax)
    {
        var bytes = new MemoryStream();
        var meta = new DicomFileMetaInformation { TransferSyntax = syntax };
        new DicomFileWriter(meta, dataset, DicomWriteOptions.Default).WriteBody(bytes);
        bytes.Position = 0;
        return bytes;
    }

    /// <exception cref="DicomAssociationRejectedException">That is what came.</exception>
    /// <exception cref="DicomAssociationAbortedException">That is what came.</exception>
    private static async Task<PduHeader> NextAsync(PduReader reader, TimeSpan patience, CancellationToken ct)
    {
        if (await reader.ReadHeaderAsync(patience, ct) is not { } pdu)
        {
            throw new EndOfStreamException("the connection was closed");
        }

        if (pdu.Type is not (PduType.AssociateReject or PduType.Abort))
        {
            if (pdu.Type is PduType.ReleaseResponse)
            {
                await reader.ReadBodyAsync(pdu, 4);
            }

            return pdu;
        }

        var body = await reader.ReadBodyAsync(pdu, 4);
        if (body.Length != 4)
        {
            throw Unexpected(pdu);
        }

        throw pdu.Type == PduType.Abort
            ? new DicomAssociationAbortedException((DicomAbortSource)body[2], (DicomAbortReason)body[3])
            : new DicomAssociationRejectedException(
                (DicomRejectResult)body[1], (DicomRejectSource)body[2], (DicomRejectReason)((body[2] << 4) | body[3]));
    }

    private static PduHeader Expect(PduType type, PduHeader pdu) => pdu.Type == type ? pdu : throw Unexpected(pdu);

    private static DicomNetworkException Unexpected(PduHeader pdu) => new($"The peer answered with {pdu.Type}");
}
