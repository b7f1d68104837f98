namespace Voxmark.Contracts.Ingest;

/// <summary>Who a study's patient is.</summary>
/// <param name="Name">DICOM PN: component groups and carets, <c>Hong^Gildong=洪^吉洞=홍^길동</c>.</param>
/// <param name="Sex"><c>M</c>, <c>F</c> or <c>O</c>.</param>
public sealed record PatientIdentity(string? Name, string? Id, string? Sex, DateOnly? BirthDate);

/// <summary>What a study says of its patient now, and how it came to that.</summary>
/// <param name="Corrections">Newest first; empty where nobody corrected anything.</param>
/// <param name="SentAs">Who else the patient was said to be by images of the study that were sent again, newest first: what a
/// correction may say.</param>
public sealed record StudyPatient(
    PatientIdentity Patient, IReadOnlyList<PatientCorrection> Corrections, IReadOnlyList<PatientIdentity> SentAs);

/// <summary>One correction. The stored files stay as they came; what goes out carries <paramref name="To"/>.</summary>
/// <param name="WithdrawnAt">When somebody took it back; null while it holds.</param>
public sealed record PatientCorrection(
    Guid Id, PatientIdentity From, PatientIdentity To, string? Reason, Person CorrectedBy, DateTimeOffset CorrectedAt,
    Person? WithdrawnBy, DateTimeOffset? WithdrawnAt);

/// <param name="Patient">All four values as they shall be; an empty one is left empty.</param>
/// <param name="Reason">Why, for those who look at it later.</param>
public sealed record CorrectPatient(PatientIdentity Patient, string? Reason);
