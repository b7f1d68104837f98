using System.Diagnostics;
using FellowOakDicom.Network;
using Voxmark.Contracts.Ingest;
using Voxmark.IngestService.Storage;

namespace Voxmark.IngestService.Dimse;

/// <summary>Who sends: the AE title as it names itself, and its IP address.</summary>
internal sealed record DimseSender(string CallingAe, string Address);

/// <summary>What the sender's command said of the data set that followed it.</summary>
internal sealed record ClaimedInstance(string? SopClassUid, string? SopInstanceUid);

/// <summary>
/// One association as the database knows it: an upload by <c>dimse:AE</c> with a record of each file. Records of stored
/// files wait for a few others, a second at most while more come; those of files that were not stored are written before the
/// sender is answered.
/// </summary>
internal sealed class DimseAssociation(DimsePeers peers, DimseSender sender)
{
    private const int RecordsAtATime = 100;

    private static readonly TimeSpan RecordsWait = TimeSpan.FromSeconds(1);

    private readonly List<FileOutcome> _records = [];
    private long _writtenAt = Stopwatch.GetTimestamp();
    private Guid? _upload;

    public DimseSender Sender => sender;

    public string CallingAe => sender.CallingAe;

    public int Received { get; private set; }

    public async Task<DicomStatus> StoreAsync(ReceivedFile file, ClaimedInstance claimed)
    {
        Received++;
        await using var scope = peers.Scopes.CreateAsyncScope();
        var receiver = scope.ServiceProvider.GetRequiredService<DimseReceiver>();
        var (outcome, status) = await receiver.ReceiveAsync(file, claimed);
        _records.Add(outcome);
        if (outcome is { Outcome: FileDisposition.Stored or FileDisposition.AlreadyThere, SeriesInstanceUid: { } series })
            peers.Touch(series);

        if (outcome.Outcome is FileDisposition.Rejected or FileDisposition.Quarantined || _records.Count >= RecordsAtATime
            || Stopwatch.GetElapsedTime(_writtenAt) > RecordsWait)
            await WriteRecordsAsync(receiver);
        return status;
    }

    public Task RecordFailureAsync(string reason)
    {
        Received++;
        _records.Add(new FileOutcome($"{Received}.dcm", FileDisposition.Rejected, reason, null, null, null));
        return WriteRecordsAsync();
    }

    public async Task WriteRecordsAsync()
    {
        await using var scope = peers.Scopes.CreateAsyncScope();
        await WriteRecordsAsync(scope.ServiceProvider.GetRequiredService<DimseReceiver>());
    }

    private async Task WriteRecordsAsync(DimseReceiver receiver)
    {
        if (_records.Count == 0)
            return;
        if (await receiver.RecordAsync(_upload, sender, _records) is not { } upload)
            return; // with the next ones
        _upload = upload;
        _records.Clear();
        _writtenAt = Stopwatch.GetTimestamp();
    }
}
