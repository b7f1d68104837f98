using System.Diagnostics;
using System.Runtime.CompilerServices;
using OpenCvSharp;
using Voxmark.Imaging.Masks;
using Voxmark.Imaging.Volumes;
using Voxmark.InferenceService.BodyComposition;
using Voxmark.InferenceService.Bundles;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.InferenceService.Runtime.Algorithms;

/// <summary>Algorithms that are code of this release and have no weights: body composition (docs/body-composition.md).</summary>
internal sealed class AlgorithmRunner : IModelRunner
{
    private const string BodyComposition = "body-composition";

    private static readonly Dictionary<int, string> s_labels = new()
    {
        [TissueLabels.Muscle] = "muscle", [TissueLabels.SubcutaneousFat] = "subcutaneous-fat",
        [TissueLabels.VisceralFat] = "visceral-fat", [TissueLabels.IntermuscularFat] = "intermuscular-fat",
    };

    private readonly VertebraTracks _tracks;
    private double? _secondsPerSlice;

    public AlgorithmRunner(VertebraTracks tracks)
    {
        _tracks = tracks;
        Cv2.SetNumThreads(1); // workers scale by processes
    }

    public string Kind => ModelKinds.Algorithm;

    /// <inheritdoc/>
    public void Check(Bundle bundle)
    {
        var id = bundle.Id;
        if (id != BodyComposition)
            throw new UnusableModelException(Sentences.Of("algorithm-unknown", $"This release has no algorithm {id}."));
        if (bundle.Labels.Count != s_labels.Count
            || bundle.Labels.Any(label => s_labels.GetValueOrDefault(label.Number) != label.Key))
        {
            throw new UnusableModelException(Sentences.Of("algorithm-labels", $"The algorithm {id} answers other labels than these."));
        }
    }

    /// <inheritdoc/>
    public TimeSpan? Expect(Bundle bundle, VolumeHeader series, int firstSlice, int lastSlice) =>
        _secondsPerSlice is { } seconds ? TimeSpan.FromSeconds(seconds * (lastSlice - firstSlice + 1)) : null;

    /// <inheritdoc/>
    public async IAsyncEnumerable<SliceMask> RunAsync(
        Bundle bundle, SeriesVolume volume, int firstSlice, int lastSlice, [EnumeratorCancellation] CancellationToken ct)
    {
        var series = volume.Header;
        var grid = WorkGrid.Of(series, 0)!; // the bundle fits
        var track = await Task.Run(() => _tracks.Of(volume, grid, ct), ct);
        for (var slice = firstSlice; slice <= lastSlice; slice++)
        {
            var (start, at) = (Stopwatch.GetTimestamp(), slice);
            var labels = await Task.Run(() => LabelsOf(volume, at, track[at]), ct);
            _secondsPerSlice = Stopwatch.GetElapsedTime(start).TotalSeconds;
            yield return new SliceMask(slice, Mask.Encode(labels, series.Rows, series.Columns));
        }
    }

    /// <returns>Nothing on a slice without a body, a spine, or a known size of its pixels.</returns>
    private static byte[] LabelsOf(SeriesVolume volume, int slice, Vertebra? vertebra)
    {
        var nothing = new byte[volume.Header.PixelsPerSlice];
        if (vertebra is not { } known || WorkGrid.Of(volume.Header, slice) is not { } grid)
            return nothing;
        using var work = WorkSlice.Of(volume, slice, grid);
        return BodyCompositionAlgorithm.Run(work, known)?.Labels ?? nothing;
    }
}
