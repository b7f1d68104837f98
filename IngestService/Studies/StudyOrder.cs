using Voxmark.IngestService.Storage;

namespace Voxmark.IngestService.Studies;

/// <summary>
/// The orders of the study list, each with an index. Equal ones are in the order of their UIDs, so that pages never overlap.
/// </summary>
internal static class StudyOrder
{
    public const string Default = "-changed";

    /// <summary>Of a name; an index takes no more than some hundred.</summary>
    private const int SortedCharacters = 64;

    /// <summary>Studies without the value come last.</summary>
    /// <returns>Null when there is no such order.</returns>
    public static IQueryable<StoredStudy>? InOrder(this IQueryable<StoredStudy> studies, string sort) => sort switch
    {
        Default => studies.OrderByDescending(s => s.ChangedAt).ThenBy(s => s.StudyInstanceUid),
        "changed" => studies.OrderBy(s => s.ChangedAt).ThenBy(s => s.StudyInstanceUid),
        "date" => studies.OrderBy(s => s.StudyDate).ThenBy(s => s.StudyInstanceUid),
        "-date" => studies.OrderByDescending(s => s.StudyDate ?? DateOnly.MinValue).ThenBy(s => s.StudyInstanceUid),
        "patient" => studies.OrderBy(s => s.PatientName!.Substring(0, SortedCharacters)).ThenBy(s => s.StudyInstanceUid),
        "-patient" => studies.OrderByDescending(s => s.PatientName!.Substring(0, SortedCharacters) ?? "").ThenBy(s => s.StudyInstanceUid),
        _ => null,
    };
}
