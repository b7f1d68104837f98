using Voxmark.Imaging.Png;
using Voxmark.Imaging.Volumes;

namespace Voxmark.IngestService.Volumes;

/// <summary>The middle slice as a small picture, as the viewer would show it first.</summary>
internal static class Thumbnail
{
    private const int LongerSidePx = 128;

    public static byte[] Of(SeriesVolume volume)
    {
        var header = volume.Header;
        var slice = volume.Slice(header.Slices / 2);
        var (aspectWidth, aspectHeight) = header.Grid is { } grid
            ? (header.Columns * grid.Spacing.X, header.Rows * grid.Spacing.Y)
            : (header.Columns, header.Rows);
        var scale = LongerSidePx / Math.Max(aspectWidth, aspectHeight);
        var width = Math.Max(1, (int)Math.Round(aspectWidth * scale));
        var height = Math.Max(1, (int)Math.Round(aspectHeight * scale));

        var window = header.Windows is [var own, ..] ? own : RangeOf(header, slice);
        var pixels = new byte[width * height];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var mean = MeanOver(
                    slice, header.Columns, x * header.Columns / width, (x + 1) * header.Columns / width,
                    y * header.Rows / height, (y + 1) * header.Rows / height);
                var grey = window.Brightness(mean * header.Slope + header.Intercept);
                pixels[y * width + x] = (byte)Math.Round(255 * (header.IsInverted ? 1 - grey : grey));
            }

        return PngEncoder.Encode(pixels, width, height);
    }

    private static VolumeWindow RangeOf(VolumeHeader header, ReadOnlySpan<short> slice)
    {
        var (min, max) = (short.MaxValue, short.MinValue);
        foreach (var voxel in slice)
            (min, max) = (Math.Min(min, voxel), Math.Max(max, voxel));
        var (first, last) = (min * header.Slope + header.Intercept, max * header.Slope + header.Intercept);
        return VolumeWindow.Over(Math.Min(first, last), Math.Max(first, last));
    }

    /// <summary>Of the pixels under one pixel of the picture, at least one of them.</summary>
    private static double MeanOver(ReadOnlySpan<short> slice, int columns, int left, int right, int top, int bottom)
    {
        (right, bottom) = (Math.Max(right, left + 1), Math.Max(bottom, top + 1));
        long sum = 0;
        for (var row = top; row < bottom; row++)
            foreach (var voxel in slice.Slice(row * columns + left, right - left))
                sum += voxel;
        return (double)sum / ((right - left) * (bottom - top));
    }
}
