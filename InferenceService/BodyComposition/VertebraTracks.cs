using System.Collections.Concurrent;
using Voxmark.Imaging.Volumes;

namespace Voxmark.InferenceService.BodyComposition;

/// <summary>The spine of each volume, tracked once: a volume's id names its content. Thread-safe.</summary>
internal sealed class VertebraTracks
{
    /// <summary>A track is some kilobytes.</summary>
    private const int MostKept = 64;

    private readonly ConcurrentDictionary<string, IReadOnlyList<Vertebra?>> _tracks = new(StringComparer.Ordinal);

    /// <inheritdoc cref="VertebraTrack.Of"/>
    public IReadOnlyList<Vertebra?> Of(SeriesVolume volume, WorkGrid grid, CancellationToken ct)
    {
        if (_tracks.TryGetValue(volume.Header.Id, out var known))
            return known;
        var track = VertebraTrack.Of(volume, grid, ct);
        if (_tracks.Count >= MostKept)
            _tracks.Clear();
        return _tracks[volume.Header.Id] = track;
    }
}
