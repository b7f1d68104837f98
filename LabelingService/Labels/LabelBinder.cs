using Microsoft.EntityFrameworkCore;
using Voxmark.Imaging.Volumes;
using Voxmark.LabelingService.Persistence;
using Voxmark.ServiceDefaults.Volumes;

namespace Voxmark.LabelingService.Labels;

/// <summary>
/// Names the images of what a former release kept by slice index alone. It can be told as long as the series still has as
/// many slices, and slices of that size; what cannot be told stays without names, and is said to be lost.
/// </summary>
internal sealed class LabelBinder(LabelingDbContext db, SeriesVolumes volumes)
{
    /// <param name="label">Its row locked by the caller, who commits. It has no volume afterwards if its images cannot be told.</param>
    public async Task BindAsync(LabelSet label, VolumeHeader volume, CancellationToken ct)
    {
        if ((label.SeriesSlices, label.Rows, label.Columns) != (volume.Slices, volume.Rows, volume.Columns))
            return;
        var instances = volume.SliceList.Select(s => s.SopInstanceUid).ToArray();
        var frames = volume.SliceList.Select(s => s.Frame).ToArray();
        await db.Database.ExecuteSqlAsync($"""
            UPDATE slice_revisions AS s SET sop_instance_uid = n.instance, frame = n.frame
            FROM unnest({instances}, {frames}) WITH ORDINALITY AS n(instance, frame, place)
            WHERE s.label_id = {label.Id} AND s.sop_instance_uid = '' AND s.frame = n.place - 1
            """, ct);
        await db.Revisions.Where(r => r.LabelId == label.Id && r.VolumeId == null)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.VolumeId, volume.Id), ct);
        if (label.FirstSlice > 0 || label.LastSlice < volume.Slices - 1)
            label.Area = volume.Images(label.FirstSlice, label.LastSlice);
        label.FirstVolumeId = label.VolumeId = volume.Id;
        await volumes.KeepAsync(volume.SeriesInstanceUid, volume.Id);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>A selection says nothing of how many slices there were: the labels of its series do.</summary>
    public async Task BindSelectionsAsync(VolumeHeader volume, CancellationToken ct)
    {
        var unnamed = await db.Selections
            .Where(s => s.SeriesInstanceUid == volume.SeriesInstanceUid && s.VolumeId == null && s.LastSlice < volume.Slices)
            .ToListAsync(ct);
        if (unnamed.Count == 0)
            return;
        var counts = await db.Labels.Where(l => l.SeriesInstanceUid == volume.SeriesInstanceUid)
            .Select(l => l.SeriesSlices).Distinct().ToListAsync(ct);
        if (counts is not [var count] || count != volume.Slices)
            return;
        foreach (var selection in unnamed)
            (selection.VolumeId, selection.Images) = (volume.Id, volume.Images(selection.FirstSlice, selection.LastSlice));
        await db.SaveChangesAsync(ct);
    }
}
