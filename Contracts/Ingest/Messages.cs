namespace Voxmark.Contracts.Ingest;

/// <summary>Command: (re)build the volume object and the thumbnail of a series. Safe to repeat.</summary>
/// <param name="OnlyIfLost">Only where the series is ready and its volume is not there, or damaged.</param>
public sealed record BuildSeriesVolume(string SeriesInstanceUid, bool OnlyIfLost = false);

/// <summary>Event: a series can be opened. <paramref name="Problem"/> says why it is a stack rather than a measurable
/// volume, null when it is a volume. Zero slices and no <paramref name="VolumeId"/>: it cannot be opened, and the problem
/// says why. Another volume than before: what counts slices of the series follows its images.</summary>
public sealed record SeriesVolumeBuilt(
    string SeriesInstanceUid, string StudyInstanceUid, string? VolumeId, int SliceCount, string? Problem, DateTimeOffset At);
