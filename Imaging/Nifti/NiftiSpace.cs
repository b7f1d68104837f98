using System.Globalization;
using System.Text.Json;
using Voxmark.Imaging.Geometry;
using Voxmark.Imaging.Volumes;

namespace Voxmark.Imaging.Nifti;

/// <summary>How the slices of a series lie, as far as NIfTI-1 can say it.</summary>
/// <param name="Grid">Columns and rows in the patient; null when NIfTI is told no place at all.</param>
/// <param name="Step">From one slice to the next, mm, LPS; not along the slice direction for a tilted gantry, which only the
/// sform can express.</param>
/// <param name="SpacingMm">Along i, j, k. 1 where it is not known.</param>
/// <param name="Description">What is not as in a regular volume, at most 79 ASCII characters; empty for a volume.</param>
/// <param name="Comment">Goes into a header extension of kind "comment"; null for none.</param>
public sealed record NiftiSpace(
    int Columns, int Rows, int Slices, VoxelGrid? Grid, Vector3d Step, Vector3d SpacingMm, string Description, string? Comment)
{
    /// <summary>Some scanners round positions to 0.1 mm.</summary>
    private const double PositionToleranceMm = 0.1;

    public bool IsSheared => Grid is not null && (Step - (SpacingMm.Z * Grid.SliceDirection)).Length > PositionToleranceMm;

    /// <param name="grid">A regular volume: every spacing is known.</param>
    public static NiftiSpace Of(VoxelGrid grid) => new(
        grid.Columns, grid.Rows, grid.Slices, grid, grid.Spacing.Z * grid.SliceDirection, grid.Spacing, "", null);

    /// <summary>
    /// A volume, a single image and a tilted gantry are placed exactly. Anything else (gaps, several images at one position,
    /// images without a place) keeps its slices one after another, says that their distance means nothing, and lists in the
    /// comment which image each is and where it lies.
    /// </summary>
    public static NiftiSpace Of(VolumeHeader series)
    {
        if (series.IsVolume)
            return Of(series.Grid!);
        if (series is { Grid: { } single, Slices: 1 })
        {
            return single.Spacing.Z > 0
                ? Of(single) with { Description = "Single slice; its thickness is the third spacing" }
                : Of(single with { Spacing = new(single.Spacing.X, single.Spacing.Y, 1) }) with
                {
                    Description = "Single slice of unknown thickness, given as 1 mm",
                };
        }

        return series.Grid is { } grid && StepOf(series) is { } step
            ? new(
                series.Columns, series.Rows, series.Slices, grid with { Origin = series.SliceList[0].Origin!.Value }, step,
                new(grid.Spacing.X, grid.Spacing.Y, step.Length), Shear(grid, step), null)
            : Stack(series);
    }

    /// <returns>Null when the slices do not follow one another by equal steps, or do not say where they lie.</returns>
    private static Vector3d? StepOf(VolumeHeader series)
    {
        if (series.Slices < 2 || series.SliceList.Any(slice => slice.Origin is null))
            return null;
        var first = series.SliceList[0].Origin!.Value;
        var step = (1.0 / (series.Slices - 1)) * (series.SliceList[^1].Origin!.Value - first);
        var isEven = step.Length > PositionToleranceMm
            && Enumerable.Range(0, series.Slices).All(
                k => (series.SliceList[k].Origin!.Value - (first + (k * step))).Length <= PositionToleranceMm);
        return isEven ? step : null;
    }

    private static string Shear(VoxelGrid grid, Vector3d step)
    {
        var along = step.Dot(grid.SliceDirection);
        var sideways = (step - (along * grid.SliceDirection)).Length;
        if (sideways <= PositionToleranceMm)
            return "";
        var degrees = Math.Atan2(sideways, along) * 180 / Math.PI;
        return string.Create(
            CultureInfo.InvariantCulture, $"Slices shifted sideways (gantry tilt {degrees:0.##} deg): the sform is right, no qform");
    }

    private static NiftiSpace Stack(VolumeHeader series)
    {
        var spacing = new Vector3d(series.Grid?.Spacing.X ?? 1, series.Grid?.Spacing.Y ?? 1, 1);
        var slices = series.SliceList.Select((slice, k) => new
        {
            k, sopInstanceUid = slice.SopInstanceUid, frame = slice.Frame, positionMm = slice.PositionMm,
            originLpsMm = slice.Origin is { } origin ? new[] { origin.X, origin.Y, origin.Z } : null,
        });
        return new(
            series.Columns, series.Rows, series.Slices, null, new(0, 0, 1), spacing,
            "No volume: slices one after another, their places are in the comment",
            JsonSerializer.Serialize(new { problem = series.Problem, slices }));
    }
}
