using Voxmark.Imaging.Volumes;
using Voxmark.IngestService.Pictures;

namespace Voxmark.IngestService.Volumes;

/// <summary>The middle slice as a small picture, as the viewer would show it first.</summary>
internal static class Thumbnail
{
    private const int LongerSidePx = 128;

    public static byte[] Of(SeriesVolume volume, string? bodyPartExamined)
    {
        var header = volume.Header;
        var k = header.Slices / 2;
        var slice = volume.Slice(k);
        var shown = header.SliceList[k];
        var (aspectWidth, aspectHeight) = shown is { ColumnSpacingMm: { } columnMm, RowSpacingMm: { } rowMm }
            ? (header.Columns * columnMm, header.Rows * rowMm)
            : (header.Columns, header.Rows * (header.PixelAspect ?? 1));
        var scale = LongerSidePx / Math.Max(aspectWidth, aspectHeight);
        var width = Math.Max(1, (int)Math.Round(aspectWidth * scale));
        var height = Math.Max(1, (int)Math.Round(aspectHeight * scale));

        var window = FirstWindow.Known(header.Windows, header.UnitOf(k) == "HU", bodyPartExamined)
            ?? FirstWindow.Measured(ValuesOf(header, slice, shown));
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

        return PictureEncoder.Png(pixels, width, height);
    }

    private static double[] ValuesOf(VolumeHeader header, ReadOnlySpan<short> slice, VolumeSlice shown)
    {
        var values = new List<double>(slice.Length);
        foreach (var voxel in slice)
            if (!shown.IsPadding(voxel))
                values.Add(voxel * header.Slope + header.Intercept);
        return [.. values];
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
