using System.Runtime.CompilerServices;
using Voxmark.Imaging.Masks;
using Voxmark.Imaging.Volumes;
using Voxmark.InferenceService.Bundles;

namespace Voxmark.InferenceService.Tests;

/// <summary>Labels every pixel above 0 with 1, quickly and without a native library; can be told to wait or to throw.</summary>
public sealed class FakeRunner(string kind) : IModelRunner
{
    public string Kind => kind;

    /// <summary>Runs before each slice.</summary>
    public Action? BeforeSlice { get; set; }

    public void Check(Bundle bundle)
    {
    }

    /// <summary>Two seconds a slice.</summary>
    public TimeSpan? Expect(Bundle bundle, VolumeHeader series, int firstSlice, int lastSlice) =>
        TimeSpan.FromSeconds(2 * (lastSlice - firstSlice + 1));

    public async IAsyncEnumerable<SliceMask> RunAsync(
        Bundle bundle, SeriesVolume volume, int firstSlice, int lastSlice, [EnumeratorCancellation] CancellationToken ct)
    {
        var header = volume.Header;
        for (var slice = firstSlice; slice <= lastSlice; slice++)
        {
            await Task.Run(() => BeforeSlice?.Invoke(), ct);
            byte[] labels =
            [
                .. volume.Slice(slice).ToArray()
                    .Select(voxel => (voxel * header.Slope) + header.Intercept > 0 ? (byte)1 : (byte)0),
            ];
            yield return new SliceMask(slice, Mask.Encode(labels, header.Rows, header.Columns));
        }
    }
}
