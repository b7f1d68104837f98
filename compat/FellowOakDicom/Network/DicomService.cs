#nullable disable
using System.Text;
using FellowOakDicom.Network.Pdu;
using Microsoft.Extensions.Logging;

namespace FellowOakDicom.Network;

/// <summary>
/// One connection of a server: derive from it and implement <see cref="IDicomServiceProvider"/> and the provider
/// interfaces of the operations that are offered; others are answered with Unrecognized Operation. Messages are handled
/// one after another. Whatever breaks the protocol ends in an A-ABORT.
/// </summary>
public abstract class DicomService : IDisposable
{
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(2);

    // The names are fo-dicom's.
#pragma warning disable SA1401, IDE1006
    protected Stream _dimseStream;
#pragma warning restore SA1401, IDE1006

    private readonly INetworkStream _network;
    private readonly Encoding _fallbackEncoding;
    private readonly CancellationTokenSource _stop = new();
    private TemporaryDicomFile _temporary;
    private PduReader _reader;
    private PduWriter _writer;
    private MessageReader _messages;
    private bool _isAccepted;
    private bool _isOver;

    protected DicomService(
        INetworkStream stream, Encoding fallbackEncoding, ILogger logger, DicomServiceDependencies dependencies)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(dependencies);
        _network = stream;
        _fallbackEncoding = fallbackEncoding ?? DicomEncoding.Default;
        Logger = logger ?? throw new ArgumentNullException(nameof(logger));
    }

    public ILogger Logger { get; set; }

    public DicomServiceOptions Options { get; set; } = new();

    public object UserState { get; set; }

    /// <summary>Null before the peer has asked for one.</summary>
    public DicomAssociation Association { get; internal set; }

    public bool IsConnected { get; private set; } = true;

    internal UpperLayerLimits Limits { get; set; } = new();

    /// <summary>Serves the peer until the connection ends. Never throws because of the peer.</summary>
    public virtual async Task RunAsync()
    {
        _reader = new PduReader(_network.AsStream(), Limits);
        _writer = new PduWriter(_network.AsStream(), Limits);
        Exception failure = null;
        try
        {
            await ReceiveAsync();
        }
        catch (ProtocolException exception)
        {
            failure = exception;
            await TryAbortAsync(DicomAbortSource.ServiceProvider, exception.Reason);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            await TryAbortAsync(DicomAbortSource.ServiceProvider, DicomAbortReason.NotSpecified);
        }
        catch (Exception exception)
        {
            failure = exception;
            await TryAbortAsync(DicomAbortSource.ServiceProvider, DicomAbortReason.NotSpecified);
        }

        IsConnected = false;
        DropDataset();
        (this as IDicomServiceProvider)?.OnConnectionClosed(failure);
        if (_network is SocketStream socket && failure is not (EndOfStreamException or IOException))
        {
            await socket.FinishAsync(LongestFarewell);
        }
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the association once the message that is being received or handled is answered.</summary>
    internal void RequestStop()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has just ended by itself.
        }
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            DropDataset();
            _network.Dispose();
            _stop.Dispose();
        }
    }

    protected Task SendAssociationAcceptAsync(DicomAssociation association)
    {
        Association = association;
        _isAccepted = true;
        return _writer.WriteAsync(PduType.AssociateAccept, AssociatePdu.WriteAccept(association, Options.MaxPDULength));
    }

    protected Task SendAssociationRejectAsync(
        DicomRejectResult result, DicomRejectSource source, DicomRejectReason reason)
    {
        _isOver = true;
        return _writer.WriteAsync(
            PduType.AssociateReject, new byte[] { 0, (byte)result, (byte)source, (byte)((int)reason & 0xf) });
    }

    protected Task SendAssociationReleaseResponseAsync()
    {
        _isOver = true;
        return _writer.WriteAsync(PduType.ReleaseResponse, new byte[4]);
    }

    protected Task SendAbortAsync(DicomAbortSource source, DicomAbortReason reason)
    {
        _isOver = true;
        return _writer.WriteAsync(PduType.Abort, new byte[] { 0, 0, (byte)source, (byte)reason });
    }

    protected Task SendResponseAsync(DicomResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return SendCommandAsync(response);
    }

    /// <summary>Sets <see cref="_dimseStream"/> to where a data set is written as it arrives; by default to a temporary
    /// file that begins with the file's meta information.</summary>
    /// <param name="file">Has its FileMetaInfo.</param>
    protected virtual void CreateCStoreReceiveStream(DicomFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        _temporary = new TemporaryDicomFile();
        _dimseStream = _temporary.Create();
        file.Save(_dimseStream);
    }

    /// <summary>What the provider gets as the request's file, once all of it is there; null when the stream was
    /// replaced and cannot be read.</summary>
    protected virtual DicomFile GetCStoreDicomFile()
    {
        if (_temporary is not null)
        {
            _dimseStream.Dispose();
            var file = DicomFile.Open(_temporary.Path, _fallbackEncoding);
            file.Source = _temporary;
            return file;
        }

        if (_dimseStream is not { CanSeek: true, CanRead: true })
        {
            return null;
        }

        _dimseStream.Seek(0, SeekOrigin.Begin);
        return DicomFile.Open(_dimseStream, _fallbackEncoding);
    }

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

    private async Task SendCommandAsync(DicomMessage message)
    {
        using var command = CommandWriter.Write(message.Command);
        await _writer.WriteFragmentsAsync(
            message.PresentationContext.ID, isCommand: true, command, Association.MaximumPDULength);
    }

    private async Task TryAbortAsync(DicomAbortSource source, DicomAbortReason reason)
    {
        try
        {
            if (!_isOver)
            {
                await SendAbortAsync(source, reason);
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or TimeoutException)
        {
            // It was the connection itself that broke.
        }
    }

    private void DropDataset()
    {
        _dimseStream?.Dispose();
        _dimseStream = null;
        _temporary = null;
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
