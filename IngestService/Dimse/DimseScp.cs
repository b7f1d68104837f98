using System.Text;
using FellowOakDicom;
using FellowOakDicom.Network;
using Voxmark.IngestService.Storage;

namespace Voxmark.IngestService.Dimse;

/// <summary>One connection from a modality or an archive. Its requests come one after another.</summary>
internal sealed partial class DimseScp(INetworkStream stream, Encoding fallbackEncoding, ILogger log, DicomServiceDependencies dependencies)
    : DicomService(stream, fallbackEncoding, log, dependencies), IDicomServiceProvider, IDicomCEchoProvider, IDicomCStoreProvider
{
    private readonly ILogger _log = log;
    private readonly INetworkStream _stream = stream;
    private ITimer? _idle;
    private DimseAssociation? _association;
    private ReceivingStream? _receiving;
    private ReceivedFile? _received;

    private DimsePeers Peers => (DimsePeers)UserState;

    public override async Task RunAsync()
    {
        if (!Peers.TryConnect(_stream.RemoteHost))
        {
            Crowded(_stream.RemoteHost);
            _stream.Dispose();
            return;
        }

        try
        {
            await base.RunAsync();
        }
        finally
        {
            Peers.Disconnect(_stream.RemoteHost);
        }
    }

    public async Task OnReceiveAssociationRequestAsync(DicomAssociation association)
    {
        var sender = new DimseSender(Printable(association.CallingAE), association.RemoteHost);
        if (await Peers.EnterAsync(sender, association.CalledAE) is { } refusal)
        {
            Refused(sender.CallingAe, sender.Address, refusal.Reason);
            if (refusal.Result == DicomRejectResult.Permanent)
                await Peers.RecordRefusalAsync(sender);
            await SendAssociationRejectAsync(refusal.Result, refusal.Source, refusal.Reason);
            return;
        }

        _association = new DimseAssociation(Peers, sender);
        _idle = Peers.Clock.CreateTimer(_ => _ = AbortIdleAsync(), null, Idle, Timeout.InfiniteTimeSpan);
        foreach (var context in association.PresentationContexts)
            Contexts.Answer(context);
        await SendAssociationAcceptAsync(association);
    }

    public async Task OnReceiveAssociationReleaseRequestAsync()
    {
        await _association!.WriteRecordsAsync();
        await SendAssociationReleaseResponseAsync();
    }

    public void OnReceiveAbort(DicomAbortSource source, DicomAbortReason reason) => Aborted(_association?.CallingAe, reason);

    public void OnConnectionClosed(Exception exception)
    {
        _received?.Dispose();
        _idle?.Dispose();
        if (_association is null)
            return;
        Peers.Leave(_association.Sender);
        if (exception is null)
            Ended(_association.CallingAe, _association.Received);
        else
            Broken(_association.CallingAe, _association.Received, exception.Message);
        _ = _association.WriteRecordsAsync(); // after an abort nobody waits for them
    }

    public Task<DicomCEchoResponse> OnCEchoRequestAsync(DicomCEchoRequest request)
    {
        _idle!.Change(Idle, Timeout.InfiniteTimeSpan);
        return Task.FromResult(new DicomCEchoResponse(request, DicomStatus.Success));
    }

    public async Task<DicomCStoreResponse> OnCStoreRequestAsync(DicomCStoreRequest request)
    {
        using var file = _received!;
        _received = null;
        var status = await _association!.StoreAsync(file, Claimed(request));
        _idle!.Change(Idle, Timeout.InfiniteTimeSpan);
        return new DicomCStoreResponse(request, status);
    }

    public async Task OnCStoreRequestExceptionAsync(string tempFileName, Exception e)
    {
        _received?.Dispose();
        _received = null;
        _idle!.Change(Idle, Timeout.InfiniteTimeSpan);
        NotReceived(_association!.CallingAe, e.Message);
        await _association.RecordFailureAsync(e is FileTooLargeException ? e.Message : "It could not be received. Send it again.");
    }

    protected override void CreateCStoreReceiveStream(DicomFile file)
    {
        _idle!.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan); // a data set takes as long as it takes
        // The file is named after nobody: the same image from two senders is the same file.
        file.FileMetaInfo.Remove(DicomTag.SourceApplicationEntityTitle);
        _dimseStream = _receiving = new ReceivingStream(Peers.Objects.Stage(), Peers.Options.MaxFileBytes);
        file.Save(_receiving);
    }

    /// <summary>The file is inspected where uploads are: no second reading here.</summary>
    protected override DicomFile? GetCStoreDicomFile()
    {
        _received = _receiving!.Complete();
        return null;
    }

    private TimeSpan Idle => TimeSpan.FromSeconds(Peers.Options.IdleSeconds);

    private async Task AbortIdleAsync()
    {
        try
        {
            await SendAbortAsync(DicomAbortSource.ServiceProvider, DicomAbortReason.NotSpecified);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or TimeoutException)
        {
            // it has gone by itself
        }

        _stream.Dispose();
    }

    private static ClaimedInstance Claimed(DicomCStoreRequest request) => new(
        request.SOPClassUID?.UID,
        request.Command.TryGetSingleValue(DicomTag.AffectedSOPInstanceUID, out DicomUID uid) ? uid.UID : null);

    private static string Printable(string aeTitle) => string.Concat(aeTitle.Trim().Select(c => c is >= ' ' and < '\x7f' ? c : '_'));

    [LoggerMessage(Level = LogLevel.Warning, Message = "AE {CallingAe} at {Host} was turned away: {Reason}")]
    private partial void Refused(string callingAe, string host, DicomRejectReason reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "AE {CallingAe} aborted: {Reason}")]
    private partial void Aborted(string? callingAe, DicomAbortReason reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Too many connections from {Host}: one more was closed")]
    private partial void Crowded(string host);

    [LoggerMessage(Level = LogLevel.Information, Message = "AE {CallingAe} has gone after {Count} images")]
    private partial void Ended(string callingAe, int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "The association with AE {CallingAe} broke after {Count} images: {Reason}")]
    private partial void Broken(string callingAe, int count, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An image from AE {CallingAe} could not be received: {Reason}")]
    private partial void NotReceived(string callingAe, string reason);
}
