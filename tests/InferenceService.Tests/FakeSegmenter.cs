using Voxmark.InferenceService.Bundles;

namespace Voxmark.InferenceService.Tests;

/// <summary>Labels every pixel above 0 HU with 1, quickly and without a native library; can be told to wait or to throw.</summary>
public sealed class FakeSegmenter : ISegmenter
{
    /// <summary>Runs before each slice.</summary>
    public Action? BeforeSlice { get; set; }

    public void Check(Bundle bundle)
    {
    }

    public byte[] Segment(Bundle bundle, ReadOnlySpan<float> values, int rows, int columns)
    {
        BeforeSlice?.Invoke();
        var labels = new byte[rows * columns];
        for (var i = 0; i < labels.Length; i++)
            labels[i] = values[i] > 0 ? (byte)1 : (byte)0;
        return labels;
    }
}
