using System.Runtime.CompilerServices;
using Voxmark.Imaging.Conforming;
using Voxmark.Imaging.Geometry;
using Voxmark.Imaging.Masks;
using Voxmark.Imaging.Volumes;
using Voxmark.InferenceService.Bundles;
using Voxmark.InferenceService.Runtime.Golden;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.InferenceService.Runtime.Volumes;

/// <summary>
/// Models that label a whole volume at once, on a grid of their own: float32 [1, 1, X, Y, Z] to uint8 [1, X, Y, Z]. The
/// labels come back on the patient's own voxels, each that of the nearest voxel of the grid.
/// </summary>
public sealed class VolumeRunner(OnnxSessions sessions) : IModelRunner
{
    /// <summary>Of 255: above it there is head, below it noise in air.</summary>
    private const byte Air = 25;

    public string Kind => ModelKinds.Volume3d;

    /// <inheritdoc/>
    public void Check(Bundle bundle)
    {
        var (taken, answered) = sessions.PortsOf(bundle, "[1, 1, X, Y, Z]", "[1, X, Y, Z]");
        if (taken[2..].Concat(answered[1..]).Any(size => size > 0))
        {
            var found = OnnxSessions.ShapeOf(taken);
            throw new UnusableModelException(Sentences.Of("model-fixed-volume",
                $"The model takes {found} only: a model of whole volumes must take any size."));
        }

        GoldenCheck.Repeat(bundle, input => input.Shape is [var x, var y, var z] && input.IsBytes
            ? Run(bundle, input.Bytes, x, y, z, ScaleOf(bundle, input.Bytes, bundle.Golden!.Quantiles), CancellationToken.None) : null);
    }

    /// <summary>Of the whole volume, whatever the slices: its network looks at all of it.</summary>
    /// <inheritdoc/>
    public TimeSpan? Expect(Bundle bundle, VolumeHeader series, int firstSlice, int lastSlice)
    {
        var volume = series.Grid!;
        var own = sessions.Expect(bundle, ConformedGrid.Covered(GridOf(bundle, volume), volume));
        return bundle.MaskModel is { } first ? own + Expect(first, series, firstSlice, lastSlice) : own;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<SliceMask> RunAsync(
        Bundle bundle, SeriesVolume volume, int firstSlice, int lastSlice, [EnumeratorCancellation] CancellationToken ct)
    {
        var header = volume.Header;
        var grid = GridOf(bundle, header.Grid!);
        var labels = await Task.Run(() => Label(bundle, ByteIntensity.Of(Resampler.Linear(volume, grid, ct)), grid, ct), ct);
        for (var slice = firstSlice; slice <= lastSlice; slice++)
        {
            yield return new SliceMask(
                slice, Mask.Encode(Resampler.Nearest(labels, grid, header.Grid!, slice), header.Rows, header.Columns));
        }
    }

    private static VoxelGrid GridOf(Bundle bundle, VoxelGrid volume)
    {
        var grid = bundle.Volume!.Grid;
        return ConformedGrid.About(volume, AnatomicalAxes.Of(grid.Orientation)!, grid.SpacingMm, grid.Size);
    }

    /// <param name="conformed">0–255 on the model's grid.</param>
    /// <returns>Labels on that grid.</returns>
    private byte[] Label(Bundle bundle, byte[] conformed, VoxelGrid grid, CancellationToken ct)
    {
        var (feed, whole) = (bundle.Volume!, VoxelBox.Whole(grid.Slices, grid.Rows, grid.Columns));
        var scale = ScaleOf(bundle, conformed, quantiles: null);
        var box = feed.HeadMargin is { } margin ? VoxelBox.Around(conformed, whole, Air, margin) : whole;
        if (bundle.MaskModel is { } first)
        {
            var mask = Label(first, conformed, grid, ct);
            box = VoxelBox.Around(mask, whole, exceeds: 0, margin: 0);
            conformed = [.. conformed.Zip(mask, (value, inside) => inside == 0 ? (byte)0 : value)];
        }

        var labels = Run(bundle, box.CutFrom<byte>(conformed, whole), box.Size0, box.Size1, box.Size2, scale, ct);
        if (feed.KeepsLargestComponent)
            LargestComponent.Keep(labels, VoxelBox.Whole(box.Size0, box.Size1, box.Size2));
        return box.PutInto<byte>(labels, whole);
    }

    private byte[] Run(Bundle bundle, byte[] block, int x, int y, int z, (float Zero, float One) scale, CancellationToken ct)
    {
        var values = new float[block.Length];
        for (var n = 0; n < values.Length; n++)
            values[n] = (block[n] - scale.Zero) / (scale.One - scale.Zero);
        return sessions.Run(bundle, values, [1, 1, x, y, z], [1, x, y, z], ct);
    }

    /// <summary>What becomes 0 and what becomes 1.</summary>
    private static (float Zero, float One) ScaleOf(Bundle bundle, ReadOnlySpan<byte> conformed, IReadOnlyList<double>? quantiles)
    {
        if (bundle.Volume!.Scale != IntensityScales.Quantile)
            return (0, 255);
        var (low, high) = quantiles is [var given5, var given95]
            ? (given5, given95) : (ByteIntensity.Quantile(conformed, 0.05), ByteIntensity.Quantile(conformed, 0.95));
        return high > low ? ((float)low, (float)high) : (0, 255);
    }
}
