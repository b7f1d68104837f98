namespace Voxmark.Contracts.Inference;

/// <summary>Command: run a model over slices of a series. The job id makes it safe to redeliver.</summary>
/// <param name="VolumeId">The volume to read, and that the slices count on.</param>
public sealed record SegmentSeries(
    Guid JobId, string SeriesInstanceUid, string? VolumeId, string Model, int FirstSlice, int LastSlice, Person RequestedBy);

/// <summary>Event: the masks of a job are in the object store; whoever keeps labels makes one of them.</summary>
/// <param name="VolumeId">The volume that was read: its images are what the masks belong to, whatever the series is by now.</param>
/// <param name="MasksKey">Object key of the masks, slice by slice (docs/mask-encoding.md, "several slices").</param>
/// <param name="ModelSha256">With id and version, the bundle that ran: the hash of its model file.</param>
/// <param name="ForMeasurement">What the bundle said of itself (<see cref="ModelInfo.ForMeasurement"/>).</param>
/// <param name="Labels">What the bundle says that the numbers in the masks mean; null in messages of before that was sent, of
/// whose numbers nobody can tell.</param>
public sealed record SeriesSegmented(
    Guid JobId, string SeriesInstanceUid, string? VolumeId, string Model, string ModelVersion, int FirstSlice, int LastSlice,
    string MasksKey, Person RequestedBy, DateTimeOffset At, string? ModelSha256 = null, bool? ForMeasurement = null,
    IReadOnlyList<ModelLabel>? Labels = null);

/// <summary>Event: a job's state or progress changed. For people who watch, not for bookkeeping.</summary>
public sealed record InferenceJobChanged(
    Guid JobId, string SeriesInstanceUid, JobState State, int Done, int Total, Guid? LabelId, string? Problem,
    Person RequestedBy);

/// <summary>Command: find the vertebral levels of a series as it is now. Safe to repeat.</summary>
public sealed record ProposeLevels(string SeriesInstanceUid);
