using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Masks;
using Voxmark.Imaging.Volumes;
using Voxmark.LabelingService.Persistence;

namespace Voxmark.LabelingService.Labels;

/// <summary>
/// Compares two revisions of a label. Slices are told apart by the hashes of their masks; only masks that differ are laid
/// over one another, run by run, and none is decoded. All images count, also those that are no longer in the series.
/// </summary>
internal static class RevisionComparer
{
    public static async Task<RevisionComparison> CompareAsync(
        this LabelingDbContext db, Guid labelId, int from, int to, VolumeHeader volume, CancellationToken ct)
    {
        var before = await db.SlicesAt(labelId, from).ToDictionaryAsync(s => new ImageName(s.SopInstanceUid, s.Frame), s => s.MaskHash, ct);
        var after = await db.SlicesAt(labelId, to).ToDictionaryAsync(s => new ImageName(s.SopInstanceUid, s.Frame), s => s.MaskHash, ct);
        var masks = await db.ReadMasksAsync([.. before.Values, .. after.Values], ct);

        var total = new Overlap();
        var differences = new List<SliceDifference>();
        foreach (var image in before.Keys.Union(after.Keys).OrderBy(image => volume.SliceOf(image) ?? int.MaxValue))
        {
            var (was, became) = (before.GetValueOrDefault(image), after.GetValueOrDefault(image));
            var overlap = Overlap.Of(was is null ? null : masks[was].On(volume), became is null ? null : masks[became].On(volume));
            total.Add(overlap);
            if (was != became && volume.SliceOf(image) is { } slice)
                differences.Add(new(slice, overlap.ToContract(onlyChanged: true)));
        }

        return new(from, to, total.ToContract(onlyChanged: false), differences);
    }

    /// <summary>Pixels per label number in the one mask, in the other, and in both.</summary>
    private sealed class Overlap
    {
        private readonly long[] _from = new long[256];
        private readonly long[] _to = new long[256];
        private readonly long[] _both = new long[256];

        /// <param name="from">Null for a slice without labels, as <paramref name="to"/>.</param>
        public static Overlap Of(Mask? from, Mask? to)
        {
            var overlap = new Overlap();
            if (from is not null)
                Count(from, overlap._from);
            if (to is not null)
                Count(to, overlap._to);
            if (from is not null && ReferenceEquals(from, to))
                overlap._from.CopyTo(overlap._both, 0);
            else if (from is not null && to is not null)
                CountCommon(from, to, overlap._both);
            return overlap;
        }

        public void Add(Overlap other)
        {
            for (var number = 0; number < _from.Length; number++)
            {
                _from[number] += other._from[number];
                _to[number] += other._to[number];
                _both[number] += other._both[number];
            }
        }

        public IReadOnlyList<SegmentOverlap> ToContract(bool onlyChanged) =>
        [
            .. Enumerable.Range(1, 255)
                .Where(n => _from[n] + _to[n] > 0 && !(onlyChanged && _from[n] == _both[n] && _to[n] == _both[n]))
                .Select(n => new SegmentOverlap(n, _from[n], _to[n], _both[n], 2.0 * _both[n] / (_from[n] + _to[n]))),
        ];

        private static void Count(Mask mask, long[] counts)
        {
            foreach (var run in mask.Runs)
                counts[run.Label] += run.Length;
        }

        /// <summary>Both masks cover the same slice, so their runs end together.</summary>
        private static void CountCommon(Mask from, Mask to, long[] counts)
        {
            var a = from.Runs;
            var b = to.Runs;
            uint leftA = 0, leftB = 0;
            while (true)
            {
                if (leftA == 0)
                {
                    if (!a.MoveNext())
                        return;
                    leftA = a.Current.Length;
                }

                if (leftB == 0)
                {
                    if (!b.MoveNext())
                        return;
                    leftB = b.Current.Length;
                }

                var common = Math.Min(leftA, leftB);
                if (a.Current.Label == b.Current.Label)
                    counts[a.Current.Label] += common;
                leftA -= common;
                leftB -= common;
            }
        }
    }
}
