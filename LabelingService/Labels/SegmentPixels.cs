using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Masks;
using Voxmark.Imaging.Volumes;
using Voxmark.LabelingService.Persistence;

namespace Voxmark.LabelingService.Labels;

/// <summary>Pixels per segment, counted from the runs of stored masks: each distinct mask is read once.</summary>
internal static class SegmentPixels
{
    /// <summary>The mask without the pixels of some numbers.</summary>
    public static Mask Without(this Mask mask, IReadOnlySet<int> numbers)
    {
        var labels = mask.Decode();
        foreach (ref var label in labels.AsSpan())
        {
            if (numbers.Contains(label))
                label = 0;
        }

        return Mask.Encode(labels, mask.Rows, mask.Columns);
    }

    /// <summary>Pixels of each label number, 0 to 255.</summary>
    public static long[] Count(Mask mask)
    {
        var counts = new long[256];
        foreach (var run in mask.Runs)
            counts[run.Label] += run.Length;
        return counts;
    }

    /// <summary>What became of each segment in some revisions of a label, by revision.</summary>
    /// <param name="changed">All slices of those revisions.</param>
    public static async Task<Dictionary<int, List<SegmentChange>>> SegmentChangesAsync(
        this LabelingDbContext db, Guid labelId, IReadOnlyList<SliceRevision> changed, CancellationToken ct)
    {
        var before = await PreviousAsync(db, labelId, changed, ct);
        var counts = await CountAsync(db, [.. changed.Select(c => c.MaskHash), .. before.Values], ct);
        return changed.GroupBy(c => c.Revision).ToDictionary(revision => revision.Key, revision =>
        {
            var (was, became) = (new long[256], new long[256]);
            foreach (var slice in revision)
            {
                Add(became, counts[slice.MaskHash]);
                if (before.TryGetValue((slice.Image, slice.Revision), out var hash))
                    Add(was, counts[hash]);
            }

            return Enumerable.Range(1, 255).Where(number => was[number] != became[number])
                .Select(number => new SegmentChange(number, was[number], became[number])).ToList();
        });
    }

    /// <summary>Hash of the mask that each change found, by image and revision of the change; none for an untouched image.</summary>
    private static async Task<Dictionary<(ImageName Image, int Revision), string>> PreviousAsync(
        LabelingDbContext db, Guid labelId, IReadOnlyList<SliceRevision> changed, CancellationToken ct)
    {
        if (changed.Count == 0)
            return [];
        var (instances, frames, revisions) = (
            changed.Select(c => c.SopInstanceUid).ToArray(), changed.Select(c => c.Frame).ToArray(),
            changed.Select(c => c.Revision).ToArray());
        var found = await db.Database.SqlQuery<Previous>($"""
            SELECT c.sop_instance_uid, c.frame, c.revision, p.mask_hash
            FROM unnest({instances}, {frames}, {revisions}) AS c(sop_instance_uid, frame, revision)
            CROSS JOIN LATERAL (
                SELECT mask_hash FROM slice_revisions s
                WHERE s.label_id = {labelId} AND s.sop_instance_uid = c.sop_instance_uid AND s.frame = c.frame
                    AND s.revision < c.revision
                ORDER BY s.revision DESC LIMIT 1) AS p
            """).ToListAsync(ct);
        return found.ToDictionary(row => (new ImageName(row.SopInstanceUid, row.Frame), row.Revision), row => row.MaskHash);
    }

    private static async Task<Dictionary<string, long[]>> CountAsync(
        LabelingDbContext db, IEnumerable<string> hashes, CancellationToken ct)
    {
        var masks = await db.ReadMasksAsync(hashes, ct);
        return masks.ToDictionary(mask => mask.Key, mask => Count(mask.Value));
    }

    private static void Add(long[] sum, long[] counts)
    {
        for (var number = 0; number < sum.Length; number++)
            sum[number] += counts[number];
    }

    private sealed record Previous(string SopInstanceUid, int Frame, int Revision, string MaskHash);
}
