namespace Voxmark.Contracts.Inference;

/// <summary>Command: run a model over slices of a series. The job id makes it safe to redeliver.</summary>
/// <param name="VolumeId">The volume to read, and that the slices count on.</param>
public sealed record SegmentSeries(
    Guid JobId, string SeriesInstanceUid, string? VolumeId, string Model, int FirstSlice, int LastSlice, Person RequestedBy);

/// <summary>Event: the masks of a job are in the object store; whoever keeps labels makes one of them.</summary>
/// <param name="VolumeId">The volume that was read: its images are what the masks belong to, whatever the series is by now.</param>
/// <param name="MasksKey">Object key of the masks, slice by slice (docs/mask-encoding.md, "several slices").</param>
public sealed record SeriesSegmented(
    Guid JobId, string SeriesInstanceUid, string? VolumeId, string Model, string ModelVersion, int FirstSlice, int LastSlice,
    string MasksKey, Person RequestedBy, DateTimeOffset At);

/// <summary>Event: a job's state or progress changed. For people who watch, not for bookkeeping.</summary>
public sealed record InferenceJobChanged(
    Guid JobId, string SeriesInstanceUid, JobState State, int Done, int Total, Guid? LabelId, string? Problem,
    Person RequestedBy);
