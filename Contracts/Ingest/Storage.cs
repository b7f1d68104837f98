namespace Voxmark.Contracts.Ingest;

/// <summary>What an administrator must know of the store.</summary>
public sealed record StorageReport(DiskReport Disk, IntegrityReport Integrity);

/// <param name="ReserveBytes">Once less than this is free, nothing more is stored.</param>
public sealed record DiskReport(long FreeBytes, long TotalBytes, long ReserveBytes);

/// <summary>Stored files are read in turn, round after round, and compared with the hashes they came with.</summary>
/// <param name="FilesPerHour">0: not at all.</param>
/// <param name="FilesChecked">In this round.</param>
/// <param name="Damaged">The first thousand.</param>
public sealed record IntegrityReport(
    int FilesPerHour, DateTimeOffset? RoundStartedAt, int FilesChecked, DateTimeOffset? LastRoundEndedAt,
    int DamagedCount, IReadOnlyList<DamagedFile> Damaged);

public enum DamageKind
{
    /// <summary>There is no file.</summary>
    Missing,

    /// <summary>The file is not the one that came.</summary>
    Changed,
}

/// <summary>A stored file that is lost until it is sent again.</summary>
public sealed record DamagedFile(string SopInstanceUid, string SeriesInstanceUid, DamageKind Kind, DateTimeOffset FoundAt);

/// <summary>A file that contradicts a stored one, and was set aside.</summary>
/// <param name="Sha256">Lower-case hex; names it together with the UID.</param>
/// <param name="Reason">A sentence for the user.</param>
public sealed record QuarantinedFile(string SopInstanceUid, string Sha256, long SizeBytes, string Reason, DateTimeOffset ReceivedAt);

/// <summary>Where rows and objects do not agree.</summary>
/// <param name="IsApplied">False: nothing was changed.</param>
/// <param name="Findings">The first thousand.</param>
/// <param name="Counts">Of all findings, by kind.</param>
public sealed record ReconciliationReport(
    bool IsApplied, int ObjectsSeen, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<ReconciliationFinding> Findings);

/// <param name="Kind"><c>file-missing</c>, <c>file-without-row</c>, <c>volume-without-series</c>, <c>volume-missing</c>,
/// <c>volume-outdated</c>, <c>metadata-without-series</c>, <c>quarantine-without-row</c> or <c>quarantine-missing</c>.</param>
/// <param name="Subject">Object key, or series.</param>
/// <param name="Done">What was done about it, or would be; null: a person must.</param>
public sealed record ReconciliationFinding(string Kind, string Subject, string? Done);
