#nullable disable
using FellowOakDicom.Network.Pdu;

namespace FellowOakDicom.Network;

// What the peer sends, and what is answered.
public abstract partial class DicomService
{
    private async Task ReceiveAsync()
    {
        while (!_isOver)
        {
            var patience = !_isAccepted ? Limits.Artim : _messages.IsWithinMessage ? Limits.Stall : Limits.Idle;
            var stop = _messages is { IsWithinMessage: true } ? CancellationToken.None : _stop.Token;
            if (await _reader.ReadHeaderAsync(patience, stop) is not { } pdu)
            {
                return; // the peer hung up
            }

            switch (pdu.Type)
            {
                case PduType.AssociateRequest when Association is null:
                    await ReceiveAssociationAsync(pdu);
                    break;
                case PduType.Data when _isAccepted && pdu.Length > Options.MaxPDULength:
                    throw new ProtocolException(DicomAbortReason.InvalidPDUParameter, "The PDU is longer than was agreed");
                case PduType.Data when _isAccepted:
                    await _messages.ReadAsync(pdu);
                    break;
                case PduType.ReleaseRequest when _isAccepted:
                    await _reader.ReadBodyAsync(pdu, 4);
                    await ((IDicomServiceProvider)this).OnReceiveAssociationReleaseRequestAsync();
                    break;
                case PduType.Abort:
                    await ReceiveAbortAsync(pdu);
                    break;
                default:
                    throw new ProtocolException(DicomAbortReason.UnexpectedPDU, $"{pdu.Type} cannot come here");
            }
        }
    }

    private async Task ReceiveAssociationAsync(PduHeader pdu)
    {
        var body = await _reader.ReadBodyAsync(pdu, UpperLayerLimits.LongestAssociatePdu).AsTask().WaitAsync(Limits.Artim);
        var request = AssociatePdu.ReadRequest(body);
        Association = request.Association;
        Association.RemoteHost = _network.RemoteHost;
        Association.RemotePort = _network.RemotePort;
        Association.Options = Options;
        _messages = new MessageReader(_reader, Association, OpenDataset, HandleAsync);
        if (!request.IsVersion1)
        {
            await SendAssociationRejectAsync(
                DicomRejectResult.Permanent, DicomRejectSource.ServiceProviderACSE, DicomRejectReason.ProtocolVersionNotSupported);
        }
        else if (request.ApplicationContext != AssociatePdu.ApplicationContext)
        {
            await SendAssociationRejectAsync(
                DicomRejectResult.Permanent, DicomRejectSource.ServiceUser, DicomRejectReason.ApplicationContextNotSupported);
        }
        else
        {
            await ((IDicomServiceProvider)this).OnReceiveAssociationRequestAsync(Association);
        }
    }

    private async Task ReceiveAbortAsync(PduHeader pdu)
    {
        var body = await _reader.ReadBodyAsync(pdu, 4);
        _isOver = true;
        if (body.Length == 4)
        {
            ((IDicomServiceProvider)this).OnReceiveAbort((DicomAbortSource)body[2], (DicomAbortReason)body[3]);
        }
    }

    private Stream OpenDataset(DicomMessage message)
    {
        if (message is not DicomCStoreRequest || this is not IDicomCStoreProvider)
        {
            return _dimseStream = Stream.Null;
        }

        var file = new DicomFile();
        var meta = file.FileMetaInfo;
        meta.MediaStorageSOPClassUID = message.PresentationContext.AbstractSyntax;
        if (message.Command.TryGetSingleValue(DicomTag.AffectedSOPInstanceUID, out DicomUID uid))
        {
            meta.MediaStorageSOPInstanceUID = uid;
        }

        meta.TransferSyntax = message.PresentationContext.AcceptedTransferSyntax;
        meta.SourceApplicationEntityTitle = Association.CallingAE;
        CreateCStoreReceiveStream(file);
        return _dimseStream;
    }

    private async Task HandleAsync(ReceivedMessage received)
    {
        try
        {
            await (received.Message switch
            {
                DicomCStoreRequest store when this is IDicomCStoreProvider provider => StoreAsync(store, received, provider),
                DicomCEchoRequest echo when this is IDicomCEchoProvider provider => EchoAsync(echo, provider),
                { Type: DicomCommandField.CCancelRequest } => Task.CompletedTask, // of what is answered already
                { } message when DicomMessage.IsRequest(message.Type) => SendCommandAsync(new UnrecognizedResponse(message)),
                _ => throw new ProtocolException(DicomAbortReason.UnexpectedPDUParameter, "There is no question to this answer"),
            });
        }
        finally
        {
            DropDataset();
        }
    }

    private async Task EchoAsync(DicomCEchoRequest request, IDicomCEchoProvider provider) =>
        await SendCommandAsync(await provider.OnCEchoRequestAsync(request));

    private async Task StoreAsync(DicomCStoreRequest request, ReceivedMessage received, IDicomCStoreProvider provider)
    {
        var failure = received.Failure;
        if (received.Dataset is null && failure is null)
        {
            var missing = new DicomStatus(DicomStatus.StorageCannotUnderstand, "There is no data set");
            await SendCommandAsync(new DicomCStoreResponse(request, missing));
            return;
        }

        try
        {
            if (failure is null && GetCStoreDicomFile() is { } file)
            {
                request.File = file;
                request.Dataset = file.Dataset;
            }
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        if (failure is null)
        {
            await SendCommandAsync(await provider.OnCStoreRequestAsync(request));
            return;
        }

        var status = failure is DicomException
            ? new DicomStatus(DicomStatus.StorageCannotUnderstand, "The data set cannot be read")
            : new DicomStatus(DicomStatus.StorageStorageOutOfResources, "The data set cannot be kept");
        await provider.OnCStoreRequestExceptionAsync(_temporary?.Path, failure);
        await SendCommandAsync(new DicomCStoreResponse(request, status));
    }

    /// <summary>To a request that no provider answers.</summary>
    private sealed class UnrecognizedResponse : DicomResponse
    {
        public UnrecognizedResponse(DicomMessage request)
            : base(new DicomDataset())
        {
            PresentationContext = request.PresentationContext;
            Type = (DicomCommandField)(0x8000 | (int)request.Type);
            if (request.SOPClassUID is { } sopClass)
            {
                SOPClassUID = sopClass;
            }

            RequestMessageID = request.Command.GetSingleValue<ushort>(DicomTag.MessageID);
            Status = DicomStatus.UnrecognizedOperation;
            Dataset = null;
        }
    }
}
