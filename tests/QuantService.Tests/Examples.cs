using Voxmark.Contracts.Ingest;
using Voxmark.Contracts.Labeling;

namespace Voxmark.QuantService.Tests;

/// <summary>A label with muscle and both fats, on one slice of a CT, of an invented patient.</summary>
internal static class Examples
{
    public const string SeriesUid = "2.25.1001";

    public static readonly Segment[] Segments =
    [
        new(1, "muscle", "Muscle", "#ee6a50", "SCT:127954009", -29, 150, false, true),
        new(2, "subcutaneous-fat", "Subcutaneous fat", "#f5d742", "SCT:67769002", -190, -30, false, true),
        new(3, "visceral-fat", "Visceral fat", "#3fa9f5", "SCT:55603005", -150, -50, false, true),
    ];

    public static readonly AcquisitionInfo Acquisition = new(120, null, 5, "STANDARD", "GE", "LightSpeed16");

    public static Label Label() => new(
        Guid.Parse("0197f000-0000-7000-8000-000000000001"), SeriesUid, "L3", null, "L3", 51, 51, 512, 512, Segments, 2, 2, [],
        "person", new("7", "Dr Park"), DateTimeOffset.UnixEpoch);

    public static SeriesDetail Series() => new(
        new SeriesSummary(SeriesUid, "2.25.1000", "CT", 3, "Abdomen", null, 99, 5, SeriesState.Ready, null),
        new StudySummary(
            "2.25.1000", "Kim Test", "VX-00042", "F", "049Y", new DateOnly(2025, 11, 21), "CT abdomen", null, ["CT"],
            DateTimeOffset.UnixEpoch, []),
        null, [], null, [], new PatientValues(null, null, "F", "049Y"), Acquisition);
}
