namespace Voxmark.Contracts.Labeling;

/// <summary>Event: no label can be made of a job's masks, now or later.</summary>
/// <param name="Problem">Why, for the user.</param>
public sealed record ModelResultRefused(Guid JobId, string Problem);

/// <summary>Event: a label has a new revision.</summary>
/// <param name="Tool">As of <see cref="SaveRevision.Tool"/>; <c>series-changed</c> when nobody drew, and the label followed
/// its images onto another volume.</param>
/// <param name="JobId">The inference job that made the label, null when a person did.</param>
/// <param name="VolumeId">The volume that the revision was made on.</param>
public sealed record LabelRevised(
    Guid LabelId, string SeriesInstanceUid, int Revision, string Tool, Person By, DateTimeOffset At, Guid? JobId,
    string? VolumeId = null);

/// <summary>Event: a label is gone for good, and what was measured on it goes with it.</summary>
public sealed record LabelPurged(Guid LabelId);
