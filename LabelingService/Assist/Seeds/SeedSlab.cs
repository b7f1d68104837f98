using OpenCvSharp;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Volumes;
using Voxmark.LabelingService.Assist.Images;

namespace Voxmark.LabelingService.Assist.Seeds;

/// <summary>
/// The part of a volume that seeds may grow over: their box with a margin within the slices, one voxel of wall on every
/// side. Voxels are [Depth, Height, Width], slice by slice. For one thread.
/// </summary>
internal sealed class SeedSlab
{
    /// <summary>Some 15 bytes each while growing: a quarter of a gigabyte.</summary>
    public const int MaxVoxels = 16_000_000;

    /// <summary>Of the smoothing of the values that ways are measured by, mm: noise would make every way long.</summary>
    private const double SmoothingMm = 0.6;

    public const byte Free = 0;

    private readonly VolumeHeader _series;
    private readonly Rect _crop;

    private SeedSlab(VolumeHeader series, Rect crop, SeedsRequest request)
    {
        (_series, _crop, FirstSlice, LastSlice) = (series, crop, request.FirstSlice, request.LastSlice);
        (Width, Height, Depth) = (crop.Width + 2, crop.Height + 2, LastSlice - FirstSlice + 3);
        (Values, Smooth, Labels) = (new short[Width * Height * Depth], new short[Width * Height * Depth], new byte[Width * Height * Depth]);
        StepMm = series.Grid is { } grid ? (grid.Spacing.X, grid.Spacing.Y, grid.Spacing.Z) : (1, 1, 1);
    }

    public int FirstSlice { get; }

    public int LastSlice { get; }

    public int Width { get; }

    public int Height { get; }

    public int Depth { get; }

    /// <summary>Distance to the next voxel along a row, along a column and to the next slice; 1 where it is not known.</summary>
    public (double X, double Y, double Z) StepMm { get; }

    /// <summary>Modality values, rounded: what gates look at.</summary>
    public short[] Values { get; }

    /// <summary>Values after a Gaussian, in HU or in what counts as much (<see cref="ValueScale.BinWidth"/>).</summary>
    public short[] Smooth { get; }

    /// <summary>Seeds by their number; <see cref="Free"/> elsewhere. Growing fills it.</summary>
    public byte[] Labels { get; }

    /// <returns>Null when the seeds lie so far apart that the slab would be too large.</returns>
    public static SeedSlab? From(SeriesVolume volume, SeedsRequest request, CancellationToken ct)
    {
        var series = volume.Header;
        using var middle = SliceImage.From(volume, (request.FirstSlice + request.LastSlice) / 2);
        var seeds = request.Seeds.ToDictionary(each => each.Slice, each => Proposals.Decode(each.Mask));
        var walls = request.Segments.Where(each => each.IsWall).Select(each => (byte)each.Number).ToHashSet();
        var crop = middle.Grow(Bounds(seeds.Values, walls, series.Columns), request.MarginMm);
        if ((long)(crop.Width + 2) * (crop.Height + 2) * (request.LastSlice - request.FirstSlice + 3) > MaxVoxels)
            return null;

        var slab = new SeedSlab(series, crop, request);
        for (var slice = slab.FirstSlice; slice <= slab.LastSlice; slice++)
        {
            ct.ThrowIfCancellationRequested();
            slab.Fill(volume, slice, seeds.GetValueOrDefault(slice), middle.Scale);
        }

        return slab;
    }

    /// <summary>What grew on a slice.</summary>
    /// <param name="isPart">By number: whether it belongs to the answer.</param>
    /// <returns>[Rows, Columns] of the whole slice.</returns>
    public byte[] Slice(int slice, bool[] isPart)
    {
        var labels = new byte[_series.PixelsPerSlice];
        for (var row = 0; row < _crop.Height; row++)
        {
            var from = Labels.AsSpan(RowStart(slice, row), _crop.Width);
            var to = labels.AsSpan((_crop.Y + row) * _series.Columns + _crop.X, _crop.Width);
            for (var column = 0; column < from.Length; column++)
                to[column] = isPart[from[column]] ? from[column] : (byte)0;
        }

        return labels;
    }

    private void Fill(SeriesVolume volume, int slice, byte[]? seeds, ValueScale scale)
    {
        using var image = SliceImage.From(volume, slice);
        using var smooth = image.Smoothed(SmoothingMm);
        image.Values.GetArray(out float[] values);
        smooth.GetArray(out float[] smoothed);
        var perHu = 1 / scale.BinWidth(1);
        for (var row = 0; row < _crop.Height; row++)
        {
            var from = (_crop.Y + row) * _series.Columns + _crop.X;
            var to = RowStart(slice, row);
            for (var column = 0; column < _crop.Width; column++)
            {
                Values[to + column] = ToShort(values[from + column]);
                Smooth[to + column] = ToShort(smoothed[from + column] * perHu);
            }

            seeds?.AsSpan(from, _crop.Width).CopyTo(Labels.AsSpan(to));
        }
    }

    private int RowStart(int slice, int row) => ((slice - FirstSlice + 1) * Height + row + 1) * Width + 1;

    private static short ToShort(double value) => (short)Math.Clamp(Math.Round(value), short.MinValue, short.MaxValue);

    /// <summary>Of all pixels that grow.</summary>
    private static Rect Bounds(IEnumerable<byte[]> seeds, HashSet<byte> walls, int columns)
    {
        int left = int.MaxValue, top = int.MaxValue, right = -1, bottom = -1;
        foreach (var labels in seeds)
        {
            for (var i = 0; i < labels.Length; i++)
            {
                if (labels[i] == Free || walls.Contains(labels[i]))
                    continue;
                (left, right) = (Math.Min(left, i % columns), Math.Max(right, i % columns));
                (top, bottom) = (Math.Min(top, i / columns), Math.Max(bottom, i / columns));
            }
        }

        return new Rect(left, top, right - left + 1, bottom - top + 1);
    }
}
