using Voxmark.Contracts.Ingest;
using Voxmark.Contracts.Labeling;

namespace Voxmark.WebUi.Tests;

/// <summary>A study with one CT series, and a label on it.</summary>
internal static class Samples
{
    public const string StudyUid = "1.2.3";
    public const string SeriesUid = "1.2.3.4";

    public static Guid LabelId { get; } = Guid.Parse("0b0e7f0a-1111-4222-8333-944455556666");

    public static SeriesSummary Series(SeriesState state = SeriesState.Ready, string? problem = null) =>
        new(SeriesUid, StudyUid, "CT", 2, "ABDOMEN 4.25", "ABDOMEN", 99, 4.25, state, problem);

    public static StudySummary Study(params SeriesSummary[] series) =>
        new(StudyUid, "한지우 Han Jiwoo", "VX-20418", "F", "049Y", new DateOnly(2025, 11, 21), "PET-CT STUDY", "A-31002",
            ["CT"], new DateTimeOffset(2025, 11, 21, 14, 22, 0, TimeSpan.Zero), series);

    public static StudyPage Page(params StudySummary[] studies) => new(studies, studies.Length, 1, 50);

    public static SeriesDetail Detail(SeriesSummary series) =>
        new(series, Study(series), null, [], null, [], new PatientValues(null, null, null, null),
            new AcquisitionInfo(null, null, null, null, null, null));

    public static LabelSummary LabelSummary { get; } =
        new(LabelId, SeriesUid, "L3", "L3", 45, 53, 3, "person", new("7", "Park Seoyeon"),
            DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);

    public static Label Label { get; } =
        new(LabelId, SeriesUid, "L3", null, "L3", 45, 53, 512, 512, [], 3, 3, [], "person", new("7", "Park Seoyeon"),
            DateTimeOffset.UnixEpoch);
}
