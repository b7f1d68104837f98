using OpenCvSharp;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Volumes;
using Voxmark.LabelingService.Assist.Images;
using Voxmark.LabelingService.Assist.Shapes;

namespace Voxmark.LabelingService.Assist.RegionGrowing;

/// <summary>Grows from a pixel over all that hangs together with it, edge to edge within a slice and from slice to slice,
/// and has a value in range. Slices are prepared when it reaches them.</summary>
internal sealed class RegionGrowth
{
    private const byte Free = 255;
    private const byte Grown = 1;

    private readonly SeriesVolume _volume;
    private readonly RegionGrowingRequest _request;
    private readonly (double? Min, double? Max) _range;
    private readonly byte[]?[] _slices;
    private readonly Stack<(int Slice, int Pixel)> _front = [];

    private RegionGrowth(SeriesVolume volume, RegionGrowingRequest request)
    {
        (_volume, _request) = (volume, request);
        _slices = new byte[]?[volume.Header.Slices];
        using var image = SliceImage.From(volume, request.Slice);
        _range = Range(image, request);
    }

    /// <returns>For each slice that it reached, and for the one it began on, [Rows, Columns], 1 where it grew.</returns>
    public static IEnumerable<(int Slice, byte[] Labels)> Grow(SeriesVolume volume, RegionGrowingRequest request, CancellationToken ct)
    {
        var region = new RegionGrowth(volume, request);
        region.Run(ct);
        for (var slice = 0; slice < region._slices.Length; slice++)
        {
            if (region._slices[slice] is not { } pixels)
                continue;
            var labels = Array.ConvertAll(pixels, state => state == Grown ? (byte)1 : (byte)0);
            if (slice == request.Slice || labels.Contains((byte)1))
                yield return (slice, labels);
        }
    }

    private void Run(CancellationToken ct)
    {
        var (columns, rows) = (_volume.Header.Columns, _volume.Header.Rows);
        Reach(_request.Slice, _request.Row * columns + _request.Column);
        for (var steps = 1; _front.TryPop(out var at); steps++)
        {
            if (steps % 100_000 == 0)
                ct.ThrowIfCancellationRequested();
            var (column, row) = (at.Pixel % columns, at.Pixel / columns);
            if (column > 0)
                Reach(at.Slice, at.Pixel - 1);
            if (column < columns - 1)
                Reach(at.Slice, at.Pixel + 1);
            if (row > 0)
                Reach(at.Slice, at.Pixel - columns);
            if (row < rows - 1)
                Reach(at.Slice, at.Pixel + columns);
            if (at.Slice > _request.FirstSlice)
                Reach(at.Slice - 1, at.Pixel);
            if (at.Slice < _request.LastSlice)
                Reach(at.Slice + 1, at.Pixel);
        }
    }

    private void Reach(int slice, int pixel)
    {
        var pixels = _slices[slice] ??= Prepare(slice);
        if (pixels[pixel] != Free)
            return;
        pixels[pixel] = Grown;
        _front.Push((slice, pixel));
    }

    /// <returns><see cref="Free"/> where it may grow, 0 elsewhere.</returns>
    private byte[] Prepare(int slice)
    {
        using var image = SliceImage.From(_volume, slice);
        using var free = Regions.InRange(image.Values, _range.Min, _range.Max);
        Regions.Gate(free, image.Values, _request.MinHu, _request.MaxHu);
        Regions.Limit(free, _request.Lasso);
        Regions.Open(free, image.Columns(_request.OpenMm), image.Rows(_request.OpenMm));
        free.GetArray(out byte[] pixels);
        return pixels;
    }

    /// <summary>Around the mean of the 3 × 3 pixels where it begins: one pixel is mostly noise.</summary>
    private static (double?, double?) Range(SliceImage image, RegionGrowingRequest request)
    {
        if (request.ToleranceHu is not { } tolerance)
            return (null, null);
        using var around = image.Values[new Rect(request.Column - 1, request.Row - 1, 3, 3) & image.Bounds];
        around.GetArray(out float[] values);
        var width = image.Scale.BinWidth(tolerance);
        return (values.Average() - width, values.Average() + width);
    }
}
