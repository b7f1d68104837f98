using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Masks;
using Voxmark.Imaging.Volumes;
using Voxmark.LabelingService.Persistence;
using Voxmark.ServiceDefaults.Outbox;

namespace Voxmark.LabelingService.Labels;

/// <summary>An image's mask as a revision leaves it.</summary>
internal readonly record struct ImageMask(ImageName Image, Mask Mask);

/// <summary>Writes revisions of labels whose rows the caller has locked; the caller commits.</summary>
internal sealed class RevisionLog(LabelingDbContext db, TimeProvider clock)
{
    /// <summary>Writes the masks that are new, the revision, its images and the event.</summary>
    /// <param name="draft">Its changes are left aside: <paramref name="masks"/> are what is written.</param>
    /// <param name="segments">As this revision leaves them, null when it does not change them.</param>
    /// <param name="volume">That the revision is made on.</param>
    public async Task<RevisionSaved> AppendAsync(
        LabelSet label, RevisionDraft draft, IReadOnlyList<ImageMask> masks, IReadOnlyList<Segment>? segments, VolumeHeader volume,
        CancellationToken ct)
    {
        await StoreMasksAsync(masks, ct);

        var now = clock.GetUtcNow();
        label.HeadRevision++;
        label.ChangedAt = now;
        label.VolumeId = volume.Id;
        label.Segments = segments ?? label.Segments;
        var slices = masks
            .Select(mask => new SliceRevision
            {
                LabelId = label.Id, SopInstanceUid = mask.Image.SopInstanceUid, Frame = mask.Image.Frame, Revision = label.HeadRevision,
                MaskHash = mask.Mask.Hash, IsEmpty = mask.Mask.IsEmpty,
            })
            .ToList();
        db.Add(new Revision
        {
            LabelId = label.Id, Number = label.HeadRevision, OperationId = draft.OperationId, SavedAt = now, VolumeId = volume.Id,
            SavedById = draft.SavedBy.Id, SavedBy = draft.SavedBy.Name,
            Tool = draft.Tool, Parameters = draft.Parameters, Model = draft.Model,
            Segments = segments,
        });
        db.AddRange(slices);
        db.Publish(
            new LabelRevised(
                label.Id, label.SeriesInstanceUid, label.HeadRevision, draft.Tool, draft.SavedBy, now, label.JobId, volume.Id),
            clock);
        await db.SaveChangesAsync(ct);
        return new(label.HeadRevision, now, slices.ToContract(volume), segments, volume.Id);
    }

    /// <summary>In the order of their hashes, so that two savers of the same masks never wait for one another.</summary>
    private Task<int> StoreMasksAsync(IReadOnlyList<ImageMask> changed, CancellationToken ct)
    {
        var masks = changed.Select(each => each.Mask).DistinctBy(mask => mask.Hash)
            .OrderBy(mask => mask.Hash, StringComparer.Ordinal).ToList();
        return db.Database.ExecuteSqlRawAsync(
            // One that was damaged where it is stored is whole again when somebody saves it again.
            """
            INSERT INTO masks AS stored (hash, bytes) SELECT * FROM unnest(@hashes, @bytes)
            ON CONFLICT (hash) DO UPDATE SET bytes = excluded.bytes WHERE stored.bytes <> excluded.bytes
            """,
            [
                new NpgsqlParameter("hashes", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = masks.Select(m => m.Hash).ToArray() },
                new NpgsqlParameter("bytes", NpgsqlDbType.Array | NpgsqlDbType.Bytea)
                {
                    Value = masks.Select(m => m.Bytes.ToArray()).ToArray(),
                },
            ],
            ct);
    }
}
