namespace Voxmark.Contracts.Labeling;

/// <summary>Event: a label has a new revision.</summary>
/// <param name="JobId">The inference job that made it, null when a person did.</param>
public sealed record LabelRevised(
    Guid LabelId, string SeriesInstanceUid, int Revision, string Tool, Person By, DateTimeOffset At, Guid? JobId);
