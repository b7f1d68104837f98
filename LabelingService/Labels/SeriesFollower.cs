using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts;
using Voxmark.Imaging.Masks;
using Voxmark.Imaging.Volumes;
using Voxmark.LabelingService.Persistence;
using Voxmark.ServiceDefaults.Volumes;

namespace Voxmark.LabelingService.Labels;

/// <summary>
/// Takes labels along when their series has another volume (docs/adr/0010). Masks belong to images and stay with them; a
/// revision of the tool <c>series-changed</c> says that it happened, empties the images that are gone, so that no later
/// number counts them unseen, and gives those that are back what they had.
/// </summary>
internal sealed class SeriesFollower(LabelingDbContext db, SeriesVolumes volumes, RevisionLog log, LabelBinder binder)
{
    /// <summary>Nobody's hand.</summary>
    private static readonly Person s_author = new("voxmark", "Voxmark");

    /// <summary>Brings all labels of a series to its current volume, each in a transaction of its own. Safe to repeat.</summary>
    public async Task FollowAllAsync(string seriesInstanceUid, CancellationToken ct)
    {
        if (volumes.FindHeader(seriesInstanceUid) is not { } volume)
            return;
        await binder.BindSelectionsAsync(volume, ct);
        var behind = await db.Labels
            .Where(l => l.SeriesInstanceUid == seriesInstanceUid && l.VolumeId != volume.Id).Select(l => l.Id).ToListAsync(ct);
        foreach (var id in behind)
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            if (await db.LockAsync(id, ct) is { } label)
                await FollowAsync(label, volume, ct);
            await transaction.CommitAsync(ct);
        }
    }

    /// <param name="label">Its row locked by the caller, who commits.</param>
    public async Task FollowAsync(LabelSet label, VolumeHeader volume, CancellationToken ct)
    {
        if (label.VolumeId is null)
            await binder.BindAsync(label, volume, ct);
        if (label.VolumeId == volume.Id)
            return;
        if (label.HeadRevision == 0)
        {
            label.VolumeId = volume.Id;
            await db.SaveChangesAsync(ct);
            return;
        }

        var newest = await db.ChangesUntil(label.Id, label.HeadRevision).ToListAsync(ct);
        var nothing = Mask.Encode(new byte[volume.PixelsPerSlice], volume.Rows, volume.Columns);
        var gone = newest.Where(slice => !slice.IsEmpty && volume.SliceOf(slice.Image) is null)
            .Select(slice => new ImageMask(slice.Image, nothing)).ToList();
        var returned = await ReturnedAsync(label, newest, volume, ct);
        var parameters = JsonSerializer.Serialize(
            new { from = label.VolumeId, to = volume.Id, gone = gone.Count, returned = returned.Count });
        await log.AppendAsync(
            label,
            new RevisionDraft(Guid.NewGuid(), RevisionDraft.SeriesChanged, parameters, Model: null, s_author, Changes: []),
            [.. gone, .. returned], segments: null, volume, ct);
    }

    /// <summary>Images that were gone and are back, with what they carried, as far as their segments are still there.</summary>
    private async Task<List<ImageMask>> ReturnedAsync(
        LabelSet label, IReadOnlyList<SliceRevision> newest, VolumeHeader volume, CancellationToken ct)
    {
        var back = newest.Where(slice => slice.IsEmpty && volume.SliceOf(slice.Image) is not null).ToList();
        if (back.Count == 0)
            return [];
        var emptied = back.Select(slice => slice.Revision).Distinct().ToList();
        var emptiedByChange = await db.Revisions
            .Where(r => r.LabelId == label.Id && emptied.Contains(r.Number) && r.Tool == RevisionDraft.SeriesChanged)
            .Select(r => r.Number).ToListAsync(ct);
        var deleted = Enumerable.Range(1, 255).Except(label.Segments.Select(segment => segment.Number)).ToHashSet();
        var returned = new List<ImageMask>();
        foreach (var slice in back.Where(slice => emptiedByChange.Contains(slice.Revision)))
        {
            if (await db.MaskAtAsync(label.Id, slice.Image, slice.Revision - 1, ct) is { } mask)
                returned.Add(new(slice.Image, mask.Parse().On(volume).Without(deleted)));
        }

        return returned;
    }
}
