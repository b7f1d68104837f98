using System.Net.Sockets;
using FellowOakDicom.Network;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Voxmark.Contracts.Ingest;
using Voxmark.IngestService.Persistence;
using Voxmark.IngestService.Storage;
using Voxmark.IngestService.Uploads;

namespace Voxmark.IngestService.Dimse;

/// <summary>Takes what came by C-STORE the same way as an uploaded file, and says it in DIMSE status codes.</summary>
internal sealed partial class DimseReceiver(
    InstanceStore store, IngestDbContext db, TimeProvider clock, ILogger<DimseReceiver> log)
{
    /// <summary>Error Comment (0000,0902) is a VR of LO.</summary>
    private const int MaxCommentLength = 64;

    public async Task<(FileOutcome Outcome, DicomStatus Status)> ReceiveAsync(ReceivedFile file, ClaimedInstance claimed)
    {
        var name = $"{claimed.SopInstanceUid ?? "unnamed"}.dcm";
        var inspection = DicomInspection.Of(file.Path);
        if (inspection.Header is not { } header)
            return Rejected(DicomStatus.StorageCannotUnderstand, inspection.Refusal!);
        if (claimed.SopClassUid is { } sopClass && sopClass != header.SopClassUid)
            return Rejected(DicomStatus.StorageDataSetDoesNotMatchSOPClassError, "Its SOP class is not the one of the C-STORE command.");
        if (claimed.SopInstanceUid is { } instance && instance != header.SopInstanceUid)
            return Rejected(DicomStatus.StorageDataSetDoesNotMatchSOPClassError, "Its SOP instance is not the one of the C-STORE command.");
        try
        {
            var (disposition, reason) = await store.StoreAsync(file, header, CancellationToken.None);
            return (
                new(name, disposition, reason, header.StudyInstanceUid, header.SeriesInstanceUid, header.SopInstanceUid),
                disposition == FileDisposition.Quarantined
                    ? new DicomStatus(DicomStatus.StorageCoercionOfDataElements, "Set aside: other content is stored under its UID")
                    : DicomStatus.Success);
        }
        catch (Exception exception) when (exception is NpgsqlException or IOException or SocketException or TimeoutException)
        {
            NotStored(exception);
            return Rejected(DicomStatus.StorageStorageOutOfResources, "It cannot be stored now. Send it again later.");
        }

        (FileOutcome, DicomStatus) Rejected(DicomStatus status, string reason) => (
            new(FileName.Printable(name), FileDisposition.Rejected, reason, null, null, null),
            new DicomStatus(status, Comment(reason)));
    }

    /// <summary>Adds to the upload's records, which is made first when there is none yet.</summary>
    /// <returns>The upload; null when the database is away, and nothing was recorded.</returns>
    public async Task<Guid?> RecordAsync(Guid? upload, string createdBy, IEnumerable<FileOutcome> outcomes)
    {
        var now = clock.GetUtcNow();
        var id = upload ?? Guid.CreateVersion7(now);
        if (upload is null)
            db.Add(new Upload { Id = id, CreatedBy = createdBy, CreatedAt = now });
        db.AddRange(outcomes.Select(o => new UploadedFile
        {
            UploadId = id, Name = o.Name, Outcome = o.Outcome, Reason = o.Reason,
            SeriesInstanceUid = o.SeriesInstanceUid, SopInstanceUid = o.SopInstanceUid, At = now,
        }));
        try
        {
            await db.SaveChangesAsync();
            return id;
        }
        catch (Exception exception) when (exception is DbUpdateException or NpgsqlException)
        {
            NotRecorded(exception, createdBy);
            return null;
        }
    }

    private static string Comment(string reason) =>
        reason.Length <= MaxCommentLength ? reason : reason[..(MaxCommentLength - 3)] + "...";

    [LoggerMessage(Level = LogLevel.Error, Message = "A received image could not be stored")]
    private partial void NotStored(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "What {Sender} has sent is not recorded yet")]
    private partial void NotRecorded(Exception exception, string sender);
}
