namespace Voxmark.Contracts.Ingest;

public enum DeletionState
{
    /// <summary>Out of the archive; can be brought back until it is due.</summary>
    Deleted,

    /// <summary>Being brought back.</summary>
    Restoring,
    Restored,

    /// <summary>Gone for good.</summary>
    Purged,
}

/// <summary>A study or a series that was deleted.</summary>
/// <param name="SeriesInstanceUid">Null when the whole study was.</param>
/// <param name="PatientName">As people read it; null, as the patient's id and the description are, once it is gone for good.</param>
/// <param name="Description">Of the study or of the series.</param>
/// <param name="DueAt">From then on it cannot be brought back.</param>
public sealed record DeletedImages(
    Guid Id, string StudyInstanceUid, string? SeriesInstanceUid, string? PatientName, string? PatientId, string? Description,
    DateOnly? StudyDate, int ImageCount, Person DeletedBy, DateTimeOffset DeletedAt, DateTimeOffset DueAt, DeletionState State,
    DateTimeOffset? EndedAt);

/// <summary>One page of deletions, newest first.</summary>
/// <param name="Page">1-based.</param>
public sealed record DeletionPage(IReadOnlyList<DeletedImages> Deletions, int Total, int Page, int PageSize);
