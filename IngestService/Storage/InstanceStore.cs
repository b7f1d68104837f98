using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Ingest;
using Voxmark.IngestService.Persistence;
using Voxmark.ServiceDefaults.Storage;

namespace Voxmark.IngestService.Storage;

/// <summary>
/// Keeps DICOM files in two phases: pending row → durable object → stored row. A crash in between leaves a pending row,
/// which the sweeper mends; nobody was told yet that the file is here.
/// </summary>
internal sealed class InstanceStore(InstanceIndex index, IngestDbContext db, ObjectStore objects, TimeProvider clock)
{
    /// <returns>What became of the file, and a sentence for the user where it was not stored.</returns>
    public async Task<(FileDisposition Disposition, string? Reason)> StoreAsync(
        ReceivedFile file, InstanceHeader header, CancellationToken ct)
    {
        switch (await index.ClaimAsync(header, file, ct))
        {
            case Claim.AlreadyStored:
                return (FileDisposition.AlreadyThere, "The same file is here already.");
            case Claim.OtherContent when IsSameDataset(file, header):
                return (FileDisposition.AlreadyThere, "The same image is here already.");
            case Claim.OtherContent:
                return await QuarantineAsync(file, header, "Another image with the same identifier is stored here. Both are kept.", ct);
            case Claim.OtherStudy:
                return await QuarantineAsync(file, header, "Its series is stored here under another study. Both are kept.", ct);
        }

        // From here on it is the store's business that the row and the object agree, not the sender's.
        file.Flush();
        objects.Adopt(file.Path, header.ObjectKey);
        while (!await index.ConfirmAsync(header.SopInstanceUid, header.SeriesInstanceUid, CancellationToken.None))
        {
            // Somebody else confirmed it; or the row was an old crash's, and the sweeper took it away just now.
            switch (await index.ClaimAsync(header, file, CancellationToken.None))
            {
                case Claim.Claimed:
                    continue;
                case Claim.AlreadyStored:
                    return (FileDisposition.AlreadyThere, "The same file is here already.");
                default:
                    throw new IOException("Another file took this one's place in the middle."); // the sender tries again
            }
        }

        return (FileDisposition.Stored, null);
    }

    /// <summary>The same image looks different as a file when it came another way: by C-STORE, from a CD.</summary>
    private bool IsSameDataset(ReceivedFile file, InstanceHeader header) =>
        objects.Exists(header.ObjectKey) && DatasetComparison.AreEqual(file.Path, objects.PathOf(header.ObjectKey));

    private async Task<(FileDisposition, string?)> QuarantineAsync(
        ReceivedFile file, InstanceHeader header, string reason, CancellationToken ct)
    {
        await index.RetractAsync(header, ct);
        var key = $"quarantine/{header.SopInstanceUid}/{Convert.ToHexStringLower(file.Sha256)}.dcm";
        file.Flush();
        objects.Adopt(file.Path, key);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO imaging.quarantine ("SopInstanceUid", "Sha256", "ObjectKey", "Reason", "ReceivedAt")
            VALUES ({header.SopInstanceUid}, {file.Sha256}, {key}, {reason}, {clock.GetUtcNow()}) ON CONFLICT DO NOTHING
            """, ct);
        return (FileDisposition.Quarantined, reason);
    }
}
