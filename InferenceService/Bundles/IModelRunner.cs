using Voxmark.Imaging.Masks;
using Voxmark.Imaging.Volumes;

namespace Voxmark.InferenceService.Bundles;

/// <summary>Runs the models of one kind. Hides the native runtime; thread-safe.</summary>
public interface IModelRunner
{
    /// <summary>One of <see cref="ModelKinds"/>.</summary>
    string Kind { get; }

    /// <summary>Opens the model, compares its graph with what the bundle says of it, and repeats its golden run.</summary>
    /// <exception cref="UnusableModelException">It cannot be opened, does not take and answer what a bundle's model has to, or
    /// makes something else of its golden input.</exception>
    void Check(Bundle bundle);

    /// <summary>How long a run takes, by what runs of this bundle took in this process, its golden run among them.</summary>
    /// <param name="series">One that the bundle fits.</param>
    /// <returns>Null before the first.</returns>
    TimeSpan? Expect(Bundle bundle, VolumeHeader series, int firstSlice, int lastSlice);

    /// <summary>Labels slices of a volume, from the first to the last, one after another; empty where the model finds nothing.</summary>
    /// <param name="volume">One that the bundle fits; open until the last slice was answered.</param>
    /// <param name="ct">Ends the run, also within the model.</param>
    /// <exception cref="UnusableModelException">It cannot take the images, stopped on them, or answered something else than
    /// numbers of the bundle's labels.</exception>
    IAsyncEnumerable<SliceMask> RunAsync(Bundle bundle, SeriesVolume volume, int firstSlice, int lastSlice, CancellationToken ct);
}
