using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Masks;
using Voxmark.Imaging.Volumes;
using Voxmark.LabelingService.Persistence;

namespace Voxmark.LabelingService.Labels;

/// <summary>Reads of a label as it was at a revision.</summary>
internal static class LabelHistory
{
    /// <summary>Takes a label's row until the transaction ends.</summary>
    public static async Task<LabelSet?> LockAsync(this LabelingDbContext db, Guid labelId, CancellationToken ct)
    {
        var locked = await db.Labels
            .FromSql($"SELECT * FROM labels WHERE id = {labelId} FOR UPDATE").ToListAsync(ct);
        return locked.SingleOrDefault();
    }

    /// <summary>The newest change of each image up to a revision; images that were emptied are among them.</summary>
    public static IQueryable<SliceRevision> ChangesUntil(this LabelingDbContext db, Guid labelId, int revision) =>
        db.SliceRevisions.FromSql($"""
            SELECT DISTINCT ON (sop_instance_uid, frame) * FROM slice_revisions
            WHERE label_id = {labelId} AND revision <= {revision}
            ORDER BY sop_instance_uid, frame, revision DESC
            """).AsNoTracking();

    /// <summary>The images that carried any label at a revision.</summary>
    public static IQueryable<SliceRevision> SlicesAt(this LabelingDbContext db, Guid labelId, int revision) =>
        db.ChangesUntil(labelId, revision).Where(slice => !slice.IsEmpty);

    /// <summary>The masks of those that are in a volume, in its order.</summary>
    public static async Task<List<SliceMask>> MasksAtAsync(
        this LabelingDbContext db, Guid labelId, int revision, VolumeHeader volume, CancellationToken ct)
    {
        var rows = await db.SlicesAt(labelId, revision)
            .Join(
                db.Masks, slice => slice.MaskHash, mask => mask.Hash,
                (slice, mask) => new { slice.SopInstanceUid, slice.Frame, Mask = mask })
            .ToListAsync(ct);
        return
        [
            .. from row in rows
               let index = volume.SliceOf(new(row.SopInstanceUid, row.Frame))
               where index is not null
               orderby index
               select new SliceMask(index.Value, row.Mask.Parse().On(volume)),
        ];
    }

    /// <summary>A mask on the rows and columns of a volume: images smaller than the largest lie at its top left.</summary>
    public static Mask On(this Mask mask, VolumeHeader volume) => mask.Resize(volume.Rows, volume.Columns);

    /// <summary>The volume that a revision was made on; null where that was not noted and can no longer be told.</summary>
    public static async Task<string?> VolumeOfAsync(this LabelingDbContext db, LabelSet label, int revision, CancellationToken ct) =>
        revision == 0 ? label.FirstVolumeId
        : revision == label.HeadRevision ? label.VolumeId
        : await db.Revisions.Where(r => r.LabelId == label.Id && r.Number == revision).Select(r => r.VolumeId).SingleAsync(ct);

    /// <summary>The list of segments as it was at a revision.</summary>
    public static async Task<IReadOnlyList<Segment>> SegmentsAtAsync(
        this LabelingDbContext db, LabelSet label, int revision, CancellationToken ct) =>
        revision == label.HeadRevision
            ? label.Segments
            : await db.Revisions.AsNoTracking()
                .Where(r => r.LabelId == label.Id && r.Number <= revision && r.Segments != null)
                .OrderByDescending(r => r.Number).Select(r => r.Segments).FirstOrDefaultAsync(ct) ?? label.FirstSegments;

    /// <summary>Every segment that a label ever had by its number, each as it was last.</summary>
    public static async Task<IReadOnlyDictionary<int, Segment>> SegmentsEverAsync(
        this LabelingDbContext db, LabelSet label, CancellationToken ct)
    {
        var lists = await db.Revisions.AsNoTracking()
            .Where(r => r.LabelId == label.Id && r.Segments != null).OrderBy(r => r.Number).Select(r => r.Segments!)
            .ToListAsync(ct);
        return lists.Prepend(label.FirstSegments).SelectMany(list => list)
            .GroupBy(segment => segment.Number).ToDictionary(of => of.Key, of => of.Last());
    }

    /// <summary>One image's mask, null when it carried no label at that revision.</summary>
    public static async Task<StoredMask?> MaskAtAsync(
        this LabelingDbContext db, Guid labelId, ImageName image, int revision, CancellationToken ct) =>
        await db.SliceRevisions.AsNoTracking()
            .Where(s => s.LabelId == labelId
                && s.SopInstanceUid == image.SopInstanceUid && s.Frame == image.Frame && s.Revision <= revision)
            .OrderByDescending(s => s.Revision)
            .Take(1)
            .Where(s => !s.IsEmpty)
            .Join(db.Masks, s => s.MaskHash, mask => mask.Hash, (_, mask) => mask)
            .SingleOrDefaultAsync(ct);

    /// <summary>Stored masks by hash; each is read once however often it is asked for.</summary>
    public static Task<Dictionary<string, Mask>> ReadMasksAsync(
        this LabelingDbContext db, IEnumerable<string> hashes, CancellationToken ct)
    {
        var distinct = hashes.Distinct().ToList();
        return db.Masks.AsNoTracking().Where(mask => distinct.Contains(mask.Hash))
            .ToDictionaryAsync(mask => mask.Hash, mask => mask.Parse(), ct);
    }
}
