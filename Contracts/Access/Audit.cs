namespace Voxmark.Contracts.Access;

/// <summary>What somebody did or tried to do. Carries identifiers, never a patient's name.</summary>
/// <param name="At">Of the last of <paramref name="Count"/>.</param>
/// <param name="Person">As they are called now; null when nobody is known.</param>
/// <param name="UserName">What they signed in with.</param>
/// <param name="Via"><c>browser</c>, <c>token</c> or <c>dicom</c>.</param>
/// <param name="Source">The sender's address; for DICOM with its AE title: <c>MODALITY1@10.1.2.3</c>.</param>
/// <param name="Action">A stable name, as <c>image.read</c>; docs/access.md lists them.</param>
/// <param name="Subject">What else it was about: <c>label:</c>, <c>job:</c>, <c>upload:</c>, <c>user:</c> … and its id.</param>
/// <param name="Slices">The slices read, 0-based from the feet: <c>0-41,57</c>; null where it was no slice.</param>
/// <param name="Count">How many equal ones within a moment this row stands for.</param>
/// <param name="Status">HTTP's words for how it ended, for DICOM too: below 400 it was done; 401, 403 and 429 it was
/// refused; else it failed.</param>
public sealed record AuditRow(
    Guid Id, DateTimeOffset At, Person? Person, string? UserName, string Via, string? Source,
    string Action, string? StudyInstanceUid, string? SeriesInstanceUid, string? SopInstanceUid, string? Subject,
    string? Slices, int Count, int Status);

/// <param name="Next">Goes into <c>before=</c> for the rows that are older; null when there are none.</param>
public sealed record AuditPage(IReadOnlyList<AuditRow> Rows, Guid? Next);
