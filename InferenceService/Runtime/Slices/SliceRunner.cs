using System.Runtime.CompilerServices;
using Voxmark.Imaging.Masks;
using Voxmark.Imaging.Volumes;
using Voxmark.InferenceService.Bundles;
using Voxmark.InferenceService.Runtime.Golden;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.InferenceService.Runtime.Slices;

/// <summary>Models that label one slice at a time, on its own pixels: float32 [N, 1, Rows, Columns] to uint8 of the same shape.</summary>
public sealed class SliceRunner(OnnxSessions sessions) : IModelRunner
{
    private const string Form = "[1, 1, Rows, Columns]";

    public string Kind => ModelKinds.Slice2d;

    /// <inheritdoc/>
    public void Check(Bundle bundle)
    {
        var (taken, answered) = sessions.PortsOf(bundle, Form, Form);
        if (IsOther(taken[2], answered[2]) || IsOther(taken[3], answered[3]))
        {
            throw OtherSize(OnnxSessions.ShapeOf(taken), OnnxSessions.ShapeOf(answered));
        }

        GoldenCheck.Repeat(bundle, input => input.Shape is [var rows, var columns]
            ? Segment(bundle, input.ToFloats(), rows, columns, CancellationToken.None) : null);
    }

    /// <inheritdoc/>
    public TimeSpan? Expect(Bundle bundle, VolumeHeader series, int firstSlice, int lastSlice) =>
        sessions.Expect(bundle, (long)series.Rows * series.Columns * (lastSlice - firstSlice + 1));

    /// <inheritdoc/>
    public async IAsyncEnumerable<SliceMask> RunAsync(
        Bundle bundle, SeriesVolume volume, int firstSlice, int lastSlice, [EnumeratorCancellation] CancellationToken ct)
    {
        var header = volume.Header;
        for (var slice = firstSlice; slice <= lastSlice; slice++)
        {
            var shown = slice;
            var labels = await Task.Run(() => Segment(bundle, ValuesOf(volume, shown), header.Rows, header.Columns, ct), ct);
            yield return new SliceMask(slice, Mask.Encode(labels, header.Rows, header.Columns));
        }
    }

    /// <param name="values">Row-major [Rows, Columns], in the bundle's unit.</param>
    /// <returns>The label map, row-major [Rows, Columns].</returns>
    internal byte[] Segment(Bundle bundle, float[] values, int rows, int columns, CancellationToken ct = default)
    {
        if (sessions.TakenBy(bundle) is [_, _, var modelRows, var modelColumns]
            && (IsOther(modelRows, rows) || IsOther(modelColumns, columns)))
        {
            var name = bundle.Id;
            throw new UnusableModelException(Sentences.Of(
                "model-image-size",
                $"The model {name} takes images of {modelColumns} × {modelRows} pixels only, and these have {columns} × {rows}."));
        }

        long[] shape = [1, 1, rows, columns];
        return sessions.Run(bundle, values, shape, shape, ct);
    }

    private static UnusableModelException OtherSize(string taken, string answered) =>
        new(Sentences.Of("model-other-size", $"The model takes {taken} and answers {answered}, which is no map of what it takes."));

    private static float[] ValuesOf(SeriesVolume volume, int slice)
    {
        var (slope, intercept) = ((float)volume.Header.Slope, (float)volume.Header.Intercept);
        var voxels = volume.Slice(slice);
        var values = new float[voxels.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = (voxels[i] * slope) + intercept;
        return values;
    }

    /// <summary>Whether a size that a graph fixes is another.</summary>
    private static bool IsOther(int fixedSize, int size) => fixedSize > 0 && size > 0 && fixedSize != size;
}
