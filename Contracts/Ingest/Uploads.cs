namespace Voxmark.Contracts.Ingest;

public sealed record UploadStarted(Guid UploadId);

public enum FileDisposition
{
    /// <summary>Durable and indexed.</summary>
    Stored,

    /// <summary>The same bytes were here before: nothing to do.</summary>
    AlreadyThere,

    /// <summary>Not kept; the reason says why.</summary>
    Rejected,

    /// <summary>Set aside: a stored instance has the same UID and other content. Both are kept.</summary>
    Quarantined,
}

/// <summary>What became of one file.</summary>
/// <param name="Name">The sender's name of the file, with the folder or the name inside a zip.</param>
/// <param name="Reason">A sentence for the user where the outcome is not <see cref="FileDisposition.Stored"/>.</param>
public sealed record FileOutcome(
    string Name, FileDisposition Outcome, string? Reason,
    string? StudyInstanceUid, string? SeriesInstanceUid, string? SopInstanceUid);

/// <summary>The sum of an upload so far.</summary>
public sealed record UploadReport(
    Guid UploadId, int Stored, int AlreadyThere, int Rejected, int Quarantined, IReadOnlyList<string> SeriesInstanceUids);
