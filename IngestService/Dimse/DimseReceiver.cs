using System.Net.Sockets;
using FellowOakDicom.Network;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Voxmark.Contracts.Access;
using Voxmark.Contracts.Ingest;
using Voxmark.IngestService.Persistence;
using Voxmark.IngestService.Storage;
using Voxmark.IngestService.Uploads;
using Voxmark.ServiceDefaults.Outbox;
using Voxmark.ServiceDefaults.Problems;

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
            var (disposition, reason, stored) = await store.StoreAsync(file, header, null, CancellationToken.None);
            IngestTelemetry.Received("c-store", disposition);
            return (
                new(name, disposition, reason, stored.StudyInstanceUid, stored.SeriesInstanceUid, stored.SopInstanceUid),
                disposition == FileDisposition.Quarantined
                    ? new DicomStatus(DicomStatus.StorageCoercionOfDataElements, "Set aside: other content is stored under its UID")
                    : DicomStatus.Success);
        }
        catch (Exception exception) when (DiskFailure.IsIn(exception))
        {
            NotStored(exception);
            return Rejected(DicomStatus.StorageStorageOutOfResources, "The disk is full. Send it again later.");
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

    /// <summary>Adds to the upload's records, which is made first when there is none yet, and to the audit trail.</summary>
    /// <returns>The upload; null when the database is away, and nothing was recorded.</returns>
    public async Task<Guid?> RecordAsync(Guid? upload, DimseSender sender, IReadOnlyList<FileOutcome> outcomes)
    {
        var now = clock.GetUtcNow();
        var id = upload ?? Guid.CreateVersion7(now);
        if (upload is null)
            db.Add(new Upload { Id = id, CreatedBy = $"dimse:{sender.CallingAe}", CreatedAt = now });
        db.AddRange(outcomes.Select(o => new UploadedFile
        {
            UploadId = id, Name = o.Name, Outcome = o.Outcome, Reason = o.Reason,
            SeriesInstanceUid = o.SeriesInstanceUid, SopInstanceUid = o.SopInstanceUid, At = now,
        }));
        foreach (var equal in outcomes.GroupBy(o => (o.StudyInstanceUid, o.SeriesInstanceUid, Status: StatusOf(o.Outcome))))
            Audit(sender, equal.Key.StudyInstanceUid, equal.Key.SeriesInstanceUid, equal.Count(), equal.Key.Status);
        return await TrySaveAsync(sender) ? id : null;
    }

    /// <summary>Notes in the audit trail that somebody unknown was turned away.</summary>
    public Task RecordRefusalAsync(DimseSender sender)
    {
        Audit(sender, null, null, 0, StatusCodes.Status403Forbidden);
        return TrySaveAsync(sender);
    }

    private void Audit(DimseSender sender, string? study, string? series, int images, int status)
    {
        var now = clock.GetUtcNow();
        db.Publish(new ImagesExchanged(
            Guid.CreateVersion7(now), now, "image.receive", sender.CallingAe, sender.Address, study, series, images, status), clock);
    }

    private static int StatusOf(FileDisposition outcome) => outcome switch
    {
        FileDisposition.Rejected => StatusCodes.Status422UnprocessableEntity,
        FileDisposition.Quarantined => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status200OK,
    };

    private async Task<bool> TrySaveAsync(DimseSender sender)
    {
        try
        {
            await db.SaveChangesAsync();
            return true;
        }
        catch (Exception exception) when (exception is DbUpdateException or NpgsqlException)
        {
            NotRecorded(exception, sender.CallingAe);
            return false;
        }
    }

    private static string Comment(string reason) =>
        reason.Length <= MaxCommentLength ? reason : reason[..(MaxCommentLength - 3)] + "...";

    [LoggerMessage(Level = LogLevel.Error, Message = "A received image could not be stored")]
    private partial void NotStored(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "What {Sender} has sent is not recorded yet")]
    private partial void NotRecorded(Exception exception, string sender);
}
