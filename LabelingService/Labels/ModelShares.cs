using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Masks;
using Voxmark.LabelingService.Persistence;

namespace Voxmark.LabelingService.Labels;

/// <summary>
/// Whose pixels a label holds: the history of each slice that a model drew on is gone through, and every pixel is the
/// model's until somebody changes it. What goes back (undo, redo, an old revision restored) gives pixels back to who had
/// them then.
/// </summary>
internal static class ModelShares
{
    private static readonly string[] GoingBack = ["undo", "redo", "restore", "series-changed"];

    internal static async Task<Results<Ok<IReadOnlyList<ModelShare>>, ProblemHttpResult>> GetAsync(
        Guid id, int? revision, LabelingDbContext db, CancellationToken ct)
    {
        if (await db.Labels.AsNoTracking().SingleOrDefaultAsync(l => l.Id == id, ct) is not { } label)
            return LabelProblems.NotHere();
        if (LabelProblems.NoSuchRevision(label, revision) is { } problem)
            return problem;

        return TypedResults.Ok(await CountAsync(db, id, revision ?? label.HeadRevision, ct));
    }

    private static async Task<IReadOnlyList<ModelShare>> CountAsync(LabelingDbContext db, Guid labelId, int revision, CancellationToken ct)
    {
        var revisions = await db.Revisions.AsNoTracking()
            .Where(r => r.LabelId == labelId && r.Number <= revision)
            .Select(r => new { r.Number, r.Tool, r.Model }).ToDictionaryAsync(r => r.Number, ct);
        // The job is left aside: each of a model's runs is the model's.
        var models = revisions.Values.Where(r => r.Model is not null).Select(r => r.Model! with { JobId = null }).Distinct().ToList();
        if (models.Count == 0)
            return [];

        var changes = await db.SliceRevisions.AsNoTracking()
            .Where(s => s.LabelId == labelId && s.Revision <= revision).OrderBy(s => s.Revision).ToListAsync(ct);
        var pixels = new long[models.Count + 1];
        foreach (var slice in changes.GroupBy(s => s.Image).Where(slice => slice.Any(s => revisions[s.Revision].Model is not null)))
        {
            var masks = await db.ReadMasksAsync(slice.Select(s => s.MaskHash), ct);
            var owners = new SliceOwners();
            foreach (var change in slice)
            {
                var (tool, model) = (revisions[change.Revision].Tool, revisions[change.Revision].Model);
                var owner = model is null ? 0 : models.IndexOf(model with { JobId = null }) + 1;
                owners.Change(masks[change.MaskHash], (byte)Math.Min(owner, byte.MaxValue), GoingBack.Contains(tool));
            }

            owners.AddTo(pixels);
        }

        return [.. models.Select((model, n) => new ModelShare(model, pixels[n + 1])).Where(share => share.PixelCount > 0)
            .OrderBy(share => share.Model.Id, StringComparer.Ordinal)];
    }

    /// <summary>The pixels of one slice and who drew each: 0 a person, else the model of that number.</summary>
    private sealed class SliceOwners
    {
        private readonly List<(Mask Labels, Mask Owners)> _past = [];
        private byte[] _labels = [];
        private byte[] _owners = [];

        /// <param name="owner">Who changed it.</param>
        /// <param name="goesBack">It makes the slice as it was before, at least in part.</param>
        public void Change(Mask mask, byte owner, bool goesBack)
        {
            if (_past.Count == 0)
                (_labels, _owners) = (new byte[mask.Rows * mask.Columns], new byte[mask.Rows * mask.Columns]);
            else
                mask = mask.Resize(_past[0].Labels.Rows, _past[0].Labels.Columns); // the volume around the image may have grown
            var labels = mask.Decode();

            var changed = new List<int>();
            for (var pixel = 0; pixel < labels.Length; pixel++)
            {
                if (labels[pixel] == _labels[pixel])
                    continue;
                changed.Add(pixel);
                _owners[pixel] = labels[pixel] == 0 ? (byte)0 : owner;
            }

            if (goesBack)
                GiveBack(changed, labels);
            _labels = labels;
            _past.Add((mask, Mask.Encode(_owners, mask.Rows, mask.Columns)));
        }

        public void AddTo(long[] pixels)
        {
            foreach (var owner in _owners)
                pixels[owner]++;
        }

        /// <summary>Each pixel to who had it when it last was as it is now.</summary>
        private void GiveBack(List<int> changed, byte[] labels)
        {
            for (var n = _past.Count - 1; n >= 0 && changed.Count > 0; n--)
            {
                var (then, owners) = (_past[n].Labels.Decode(), _past[n].Owners.Decode());
                changed.RemoveAll(pixel =>
                {
                    if (then[pixel] != labels[pixel])
                        return false;
                    _owners[pixel] = owners[pixel];
                    return true;
                });
            }
        }
    }
}
