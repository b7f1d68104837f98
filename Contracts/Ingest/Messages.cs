namespace Voxmark.Contracts.Ingest;

/// <summary>Command: (re)build the volume object and the thumbnail of a series. Safe to repeat.</summary>
/// <param name="OnlyIfLost">Only where the series is ready and its volume is not there, or damaged.</param>
public sealed record BuildSeriesVolume(string SeriesInstanceUid, bool OnlyIfLost = false);

/// <summary>Event: a series can be opened. <paramref name="Problem"/> says why it is a stack rather than a measurable
/// volume, null when it is a volume. Zero slices and no <paramref name="VolumeId"/>: it cannot be opened, and the problem
/// says why. Another volume than before: what counts slices of the series follows its images.</summary>
public sealed record SeriesVolumeBuilt(
    string SeriesInstanceUid, string StudyInstanceUid, string? VolumeId, int SliceCount, string? Problem, DateTimeOffset At);

/// <summary>Event: series are out of the archive, and what hangs on them goes with them. Until
/// <see cref="SeriesPurged"/> they can come back.</summary>
public sealed record SeriesDeleted(Guid DeletionId, IReadOnlyList<string> SeriesInstanceUids, DateTimeOffset At);

/// <summary>Event: a deletion was taken back.</summary>
public sealed record SeriesRestored(Guid DeletionId, IReadOnlyList<string> SeriesInstanceUids);

/// <summary>Event: what a deletion took away is gone for good. A series that was sent again meanwhile is not named.</summary>
public sealed record SeriesPurged(Guid DeletionId, IReadOnlyList<string> SeriesInstanceUids);

/// <summary>Command: bring back what a deletion took away. Safe to repeat.</summary>
public sealed record RestoreDeletion(Guid DeletionId);
