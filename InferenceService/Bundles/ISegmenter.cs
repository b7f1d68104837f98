
namespace Voxmark.InferenceService.Bundles;

/// <summary>Runs models. Hides the native runtime; thread-safe.</summary>
public interface ISegmenter
{
    /// <summary>Opens the model and compares its graph with what the bundle says of it.</summary>
    /// <exception cref="UnusableModelException">It cannot be opened, or does not take and answer what a bundle's model has to.</exception>
    void Check(Bundle bundle);

    /// <summary>Labels one slice.</summary>
    /// <param name="values">Modality values (HU for CT), row-major [Rows, Columns].</param>
    /// <returns>The label map, row-major [Rows, Columns]: numbers of the bundle's labels, 0 for none.</returns>
    /// <exception cref="UnusableModelException">It cannot take the slice, stopped on it, or answered something else than that.</exception>
    byte[] Segment(Bundle bundle, ReadOnlySpan<float> values, int rows, int columns);
}
