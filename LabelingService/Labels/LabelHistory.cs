using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Masks;
using Voxmark.LabelingService.Persistence;

namespace Voxmark.LabelingService.Labels;

/// <summary>Reads of a label as it was at a revision.</summary>
internal static class LabelHistory
{
    /// <summary>The newest change of each slice up to a revision; slices that were emptied are among them.</summary>
    public static IQueryable<SliceRevision> ChangesUntil(this LabelingDbContext db, Guid labelId, int revision) =>
        db.SliceRevisions.FromSql($"""
            SELECT DISTINCT ON ("Slice") * FROM labeling.slice_revisions
            WHERE "LabelId" = {labelId} AND "Revision" <= {revision}
            ORDER BY "Slice", "Revision" DESC
            """).AsNoTracking();

    /// <summary>The slices that carried any label at a revision, ascending.</summary>
    public static IQueryable<SliceRevision> SlicesAt(this LabelingDbContext db, Guid labelId, int revision) =>
        db.ChangesUntil(labelId, revision).Where(slice => !slice.IsEmpty).OrderBy(slice => slice.Slice);

    /// <summary>Their masks, ascending.</summary>
    public static async Task<List<SliceMask>> MasksAtAsync(
        this LabelingDbContext db, Guid labelId, int revision, CancellationToken ct)
    {
        var rows = await db.SlicesAt(labelId, revision)
            .Join(db.Masks, slice => slice.MaskHash, mask => mask.Hash, (slice, mask) => new { slice.Slice, Mask = mask })
            .OrderBy(row => row.Slice)
            .ToListAsync(ct);
        return [.. rows.Select(row => new SliceMask(row.Slice, row.Mask.Parse()))];
    }

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

    /// <summary>One slice's mask, null when it carried no label at that revision.</summary>
    public static async Task<StoredMask?> MaskAtAsync(
        this LabelingDbContext db, Guid labelId, int slice, int revision, CancellationToken ct) =>
        await db.SliceRevisions.AsNoTracking()
            .Where(s => s.LabelId == labelId && s.Slice == slice && s.Revision <= revision)
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
