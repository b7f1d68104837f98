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
public abstract partial class DicomService : IDisposable
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
}
