using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Voxmark.Imaging.Nifti;
using Voxmark.LabelingService.Persistence;
using Voxmark.ServiceDefaults.Problems;
using Voxmark.ServiceDefaults.Volumes;

namespace Voxmark.LabelingService.Labels;

/// <summary>A label at a revision as a NIfTI-1 file on the series' own grid.</summary>
internal static class NiftiExport
{
    /// <param name="volumeId">The volume whose grid it is to be on; null for the series as it is. A revision with images that
    /// are no longer there is given on the volume that it was made on.</param>
    public static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> GetAsync(
        Guid id, int? revision, string? volumeId, LabelingDbContext db, SeriesVolumes volumes, CancellationToken ct)
    {
        if (await db.Labels.AsNoTracking().SingleOrDefaultAsync(l => l.Id == id, ct) is not { } label)
            return LabelProblems.NotHere();
        if (LabelProblems.NoSuchRevision(label, revision) is { } problem)
            return problem;
        if (!volumes.TryFindKept(label.SeriesInstanceUid, volumeId, out var volume, out var changed))
            return changed;

        var shown = revision ?? label.HeadRevision;
        var images = (await db.SlicesAt(id, shown).ToListAsync(ct)).Select(slice => slice.Image).ToList();
        if (images.Any(image => volume.SliceOf(image) is null)
            && await db.VolumeOfAsync(label, shown, ct) is { } own && volumes.FindHeader(label.SeriesInstanceUid, own) is { } kept)
            volume = kept;
        if (images.Count(image => volume.SliceOf(image) is null) is > 0 and var lost)
            return Problem.Unreadable(
                "labelled-images-gone",
                $"{lost} of the images that carry labels at this revision are no longer in the series. Take the newest revision.");

        var masks = await db.MasksAtAsync(id, shown, volume, ct);
        return TypedResults.Stream(
            stream => NiftiLabelWriter.WriteGzipAsync(stream, NiftiSpace.Of(volume), masks, ct),
            NiftiLabelWriter.ContentType, fileDownloadName: $"label-{id:N}-r{shown}.nii.gz");
    }
}
