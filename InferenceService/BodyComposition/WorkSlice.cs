using OpenCvSharp;
using Voxmark.Imaging.Volumes;

namespace Voxmark.InferenceService.BodyComposition;

/// <summary>One slice in HU, turned as the patient lies on the back: on its own pixels and on the work grid. For one thread.</summary>
internal sealed class WorkSlice : IDisposable
{
    /// <summary>Padding, and whatever scanners write outside the field of view, is air.</summary>
    private const float Air = -1024;

    private WorkSlice(WorkGrid grid, Mat pixels, Mat hu, bool[]? padding) => (Grid, Pixels, Hu, Padding) = (grid, pixels, hu, padding);

    public WorkGrid Grid { get; }

    /// <summary>CV_32FC1 on the slice's own pixels, turned.</summary>
    public Mat Pixels { get; }

    /// <summary>CV_32FC1 on the work grid: 1 mm.</summary>
    public Mat Hu { get; }

    /// <summary>Which stored pixels are padding, [Rows, Columns]; null where none is.</summary>
    public bool[]? Padding { get; }

    /// <param name="hu">Row-major [Rows, Columns] as stored.</param>
    public static WorkSlice Of(WorkGrid grid, ReadOnlySpan<float> hu, bool[]? padding = null)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(hu.Length, grid.Rows * grid.Columns);
        using var stored = new Mat(grid.Rows, grid.Columns, MatType.CV_32FC1);
        var pixels = stored.All<float>();
        for (var n = 0; n < pixels.Length; n++)
            pixels[n] = padding is not null && padding[n] ? Air : Math.Max(hu[n], Air);
        var turned = grid.Turn.ToSupine(stored);
        var work = new Mat();
        Cv2.Resize(turned, work, default, grid.SpacingMm.X, grid.SpacingMm.Y, InterpolationFlags.Linear);
        return new(grid, turned, work, padding);
    }

    /// <param name="grid">Of that slice.</param>
    public static WorkSlice Of(SeriesVolume volume, int slice, WorkGrid grid)
    {
        var series = volume.Header;
        var voxels = volume.Slice(slice);
        var (slope, intercept, place) = ((float)series.Slope, (float)series.Intercept, series.SliceList[slice]);
        var hu = new float[voxels.Length];
        for (var n = 0; n < hu.Length; n++)
            hu[n] = (voxels[n] * slope) + intercept;
        return Of(grid, hu, PaddingOf(place, voxels));
    }

    public void Dispose()
    {
        Pixels.Dispose();
        Hu.Dispose();
    }

    private static bool[]? PaddingOf(VolumeSlice place, ReadOnlySpan<short> voxels)
    {
        if (place.Padding is null)
            return null;
        var padding = new bool[voxels.Length];
        var any = false;
        for (var n = 0; n < padding.Length; n++)
            any |= padding[n] = place.IsPadding(voxels[n]);
        return any ? padding : null;
    }
}
