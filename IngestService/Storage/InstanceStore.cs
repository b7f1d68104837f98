using Npgsql;
using Voxmark.Contracts.Ingest;
using Voxmark.IngestService.Persistence;
using Voxmark.ServiceDefaults.Objects;

namespace Voxmark.IngestService.Storage;

/// <summary>What became of a file.</summary>
/// <param name="Reason">A sentence for the user where it was not stored.</param>
/// <param name="Header">As it is indexed: in another study than it names where that one is another patient's.</param>
internal sealed record StoreOutcome(FileDisposition Disposition, string? Reason, InstanceHeader Header);

/// <summary>
/// Keeps DICOM files in two phases: pending row → durable object → stored row. A crash in between leaves a pending row,
/// which the sweeper mends; nobody was told yet that the file is here. What is stored already is looked at before its
/// sender is told so: where it is lost or damaged, the file that was just sent takes its place. Thread-safe.
/// </summary>
internal sealed class InstanceStore(InstanceIndex index, NpgsqlDataSource database, IObjects objects, TimeProvider clock)
{
    private static readonly (FileDisposition, string?) AlreadyThere = (FileDisposition.AlreadyThere, "The same file is here already.");

    private const string Mended = "The copy that was stored here was lost or damaged. This one took its place.";

    /// <param name="record">Is written too, whatever becomes of the file; null when it came by no upload.</param>
    public async Task<StoreOutcome> StoreAsync(ReceivedFile file, InstanceHeader header, UploadRecord? record, CancellationToken ct)
    {
        // Side by side: the row waits for one disk write, the file for another.
        var claiming = index.ClaimAsync(header, file, ct);
        await Task.WhenAll(claiming, Task.Run(file.Staged.Flush, CancellationToken.None));
        var (claim, holder) = await claiming;
        var named = header;
        if (claim == Claim.OtherPatient)
        {
            header = header.OfOwnStudy();
            (claim, holder) = await index.ClaimAsync(header, file, ct);
        }

        var key = claim == Claim.Claimed ? holder!.ObjectKey : await TakeOverAsync(file, header, claim, holder, ct);

        var (disposition, reason) = key is not null
            ? await AdoptAsync(file, header, key, holder!, record)
            : await RecordedAsync(await KeepApartAsync(file, header, named, claim, holder, ct), header, record);
        return new(disposition, reason, header);
    }

    private async Task<(FileDisposition Disposition, string? Reason)> AdoptAsync(
        ReceivedFile file, InstanceHeader header, string key, Holder holder, UploadRecord? record)
    {
        // From here on it is the store's business that the row and the object agree, not the sender's.
        await objects.CommitAsync(file.Staged, key);
        while (!await index.ConfirmAsync(header.SopInstanceUid, header.SeriesInstanceUid, file.Sha256, record, CancellationToken.None))
        {
            // Somebody else confirmed it; or the row was an old crash's, and the sweeper took it away just now.
            switch ((await index.ClaimAsync(header, file, CancellationToken.None)).Claim)
            {
                case Claim.Claimed:
                    continue;
                case Claim.AlreadyStored:
                    return await RecordedAsync(AlreadyThere, header, record);
                default:
                    throw new IOException("Another file took this one's place in the middle."); // the sender tries again
            }
        }

        return (FileDisposition.Stored, holder.State == InstanceState.Stored ? Mended : null);
    }

    /// <summary>Takes the place of a file that is not there, or not as it came.</summary>
    /// <returns>Where the new one shall lie; null when the place is well taken.</returns>
    private async Task<string?> TakeOverAsync(ReceivedFile file, InstanceHeader header, Claim claim, Holder? holder, CancellationToken ct)
    {
        if (holder is null || await objects.IsWholeAsync(holder.ObjectKey, holder.SizeBytes, holder.Sha256, ct))
            return null;
        var key = claim == Claim.AlreadyStored ? holder.ObjectKey : header.ObjectKeyOf(file.Sha256);
        if (!await index.TakeOverAsync(header, file, holder, key, ct))
            return null;
        if (key != holder.ObjectKey && holder.State == InstanceState.Stored && await objects.ExistsAsync(holder.ObjectKey, ct))
        {
            await SetAsideAsync(
                aside => objects.MoveAsync(holder.ObjectKey, aside), header, holder.Sha256,
                "It was damaged where it was stored. Another copy took its place.", null, ct);
        }

        return key;
    }

    private async Task<(FileDisposition, string?)> KeepApartAsync(
        ReceivedFile file, InstanceHeader header, InstanceHeader named, Claim claim, Holder? holder, CancellationToken ct) => claim switch
    {
        Claim.AlreadyStored => AlreadyThere,
        Claim.OtherContent when await IsSameDatasetAsync(file, holder!, ct) =>
            (FileDisposition.AlreadyThere, "The same image is here already."),
        Claim.OtherPatient => await QuarantineAsync(file, header, named, "It names another patient than the study it belongs to.", ct),
        Claim.OtherContent when header != named => await QuarantineAsync(
            file, header, named,
            "This image is here already as another patient's. Both are kept; an administrator can correct the study's patient.", ct),
        Claim.OtherContent => await QuarantineAsync(
            file, header, named, "Another image with the same identifier is stored here. Both are kept.", ct),
        _ => await QuarantineAsync(file, header, named, "Its series is stored here under another study. Both are kept.", ct),
    };

    private async Task<(FileDisposition Disposition, string? Reason)> RecordedAsync(
        (FileDisposition Disposition, string? Reason) outcome, InstanceHeader header, UploadRecord? record)
    {
        if (record is not null)
            await record.WriteAsync(database, outcome.Disposition, outcome.Reason, header, clock.GetUtcNow());
        return outcome;
    }

    /// <summary>The same image looks different as a file when it came another way: by C-STORE, from a CD.</summary>
    private async Task<bool> IsSameDatasetAsync(ReceivedFile file, Holder holder, CancellationToken ct)
    {
        if (!await objects.ExistsAsync(holder.ObjectKey, ct))
            return false;
        using var stored = await objects.LocalAsync(holder.ObjectKey, ct);
        return DatasetComparison.AreEqual(file.Path, stored.Path);
    }

    private async Task<(FileDisposition, string?)> QuarantineAsync(
        ReceivedFile file, InstanceHeader header, InstanceHeader named, string reason, CancellationToken ct)
    {
        await index.RetractAsync(header.StudyInstanceUid, header.SeriesInstanceUid, ct);
        await SetAsideAsync(aside => objects.CommitAsync(file.Staged, aside), header, file.Sha256, reason, named, ct);
        return (FileDisposition.Quarantined, reason);
    }

    /// <param name="put">Puts the file under the key that it is given.</param>
    /// <param name="named">As the file itself has it; null for a damaged one, which is no word on anything.</param>
    private async Task SetAsideAsync(
        Func<string, Task> put, InstanceHeader header, byte[] sha256, string reason, InstanceHeader? named, CancellationToken ct)
    {
        var key = ObjectKeys.Quarantined(header.SopInstanceUid, sha256);
        await put(key);
        await using var command = database.CreateCommand(
            """
            INSERT INTO quarantine (sop_instance_uid, sha256, object_key, reason, received_at, study_instance_uid, patient)
            VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING
            """,
            Sql.Text(header.SopInstanceUid), Sql.Bytes(sha256), Sql.Text(key), Sql.Text(reason), Sql.Time(clock.GetUtcNow()),
            Sql.Text(named?.StudyInstanceUid), Sql.Json(named?.Patient));
        await command.ExecuteNonQueryAsync(ct);
    }
}
