using Voxmark.InferenceService.Bundles;

namespace Voxmark.InferenceService.Segmentation;

/// <summary>Runs models. Hides the native runtime; thread-safe.</summary>
public interface ISegmenter
{
    /// <summary>Labels one slice.</summary>
    /// <param name="values">Modality values (HU for CT), row-major [Rows, Columns].</param>
    /// <returns>The label map, row-major [Rows, Columns]: numbers of the bundle's labels, 0 for none.</returns>
    byte[] Segment(Bundle bundle, ReadOnlySpan<float> values, int rows, int columns);
}
