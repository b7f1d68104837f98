using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Voxmark.Imaging.Nifti;
using Voxmark.LabelingService.Persistence;
using Voxmark.LabelingService.Series;
using Voxmark.ServiceDefaults.Problems;
using Voxmark.ServiceDefaults.Storage;

namespace Voxmark.LabelingService.Labels;

/// <summary>A label at a revision as a NIfTI-1 file on the series' own grid.</summary>
internal static class NiftiExport
{
    public static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> GetAsync(
        Guid id, int? revision, LabelingDbContext db, SeriesVolumes volumes, CancellationToken ct)
    {
        if (await db.Labels.AsNoTracking().SingleOrDefaultAsync(l => l.Id == id, ct) is not { } label)
            return LabelProblems.NotHere();
        if (LabelProblems.NoSuchRevision(label, revision) is { } problem)
            return problem;
        if (volumes.FindHeader(label.SeriesInstanceUid) is not { } series)
            return SeriesProblems.NotHere();
        if (!series.IsVolume || series.Grid is not { Spacing.Z: > 0 } grid)
            return Problem.Unreadable($"This series is no regular volume, so NIfTI cannot place its voxels. {series.Problem}".TrimEnd());
        if ((series.Rows, series.Columns, series.Slices) != (label.Rows, label.Columns, label.SeriesSlices))
            return Problem.Unreadable("The series has grown since this label was made, so its slices no longer match.");

        var shown = revision ?? label.HeadRevision;
        var masks = await db.MasksAtAsync(id, shown, ct);
        return TypedResults.Stream(
            stream => NiftiLabelWriter.WriteGzipAsync(stream, grid, masks, ct),
            NiftiLabelWriter.ContentType, fileDownloadName: $"label-{id:N}-r{shown}.nii.gz");
    }
}
