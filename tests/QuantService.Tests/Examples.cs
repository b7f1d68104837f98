using Voxmark.Contracts;
using Voxmark.Contracts.Ingest;
using Voxmark.Contracts.Labeling;
using Voxmark.Contracts.Quant;
using Indices = Voxmark.Contracts.Quant.BodyComposition;

namespace Voxmark.QuantService.Tests;

/// <summary>A label with muscle and both fats, on one slice of a CT, of an invented patient.</summary>
internal static class Examples
{
    public const string SeriesUid = "2.25.1001";

    public static readonly Segment[] Segments =
    [
        new(1, "muscle", "Muscle", "#ee6a50", SegmentCodes.SkeletalMuscle, -29, 150, false, true),
        new(2, "subcutaneous-fat", "Subcutaneous fat", "#f5d742", SegmentCodes.SubcutaneousFat, -190, -30, false, true),
        new(3, "visceral-fat", "Visceral fat", "#3fa9f5", SegmentCodes.VisceralFat, -150, -50, false, true),
    ];

    public static readonly AcquisitionInfo Acquisition = new(120, null, 5, "STANDARD", "GE", "LightSpeed16");

    public static Label Label() => new(
        Guid.Parse("0197f000-0000-7000-8000-000000000001"), SeriesUid, "L3", null, "L3", 51, 51, 512, 512, Segments, 2, 2, [],
        "person", new Person("park", "Dr Park"), DateTimeOffset.UnixEpoch);

    public static SeriesDetail Series() => new(
        new SeriesSummary(SeriesUid, "2.25.1000", "CT", 3, "Abdomen", null, 99, 5, SeriesState.Ready, null),
        new StudySummary(
            "2.25.1000", "Kim Test", "VX-00042", "F", "049Y", new DateOnly(2025, 11, 21), "CT abdomen", null, ["CT"],
            DateTimeOffset.UnixEpoch, []),
        null, [], null, [], new PatientValues(null, null, "F", "049Y"), Acquisition);

    public const double SmaCm2 = 144.123456789;

    /// <summary>A measurement at slice 51 of 99, of two labelled slices.</summary>
    public static QuantResult Result(string unit = "HU") => new(
        Guid.Parse("0197f000-0000-7000-8000-0000000000aa"), Label().Id, 2, SeriesUid, "L3", "L3", unit, "z",
        SliceCount: 99, ReferenceSlice: 51, ReferenceSliceLocationMm: -629.5, ReferenceChosen: null,
        new SubjectValues(
            "F", "049Y", new DateOnly(2025, 11, 21), 163, "typed",
            new ByHand(new Person("park", "Dr Park"), new DateTimeOffset(2025, 11, 24, 14, 20, 0, TimeSpan.Zero)),
            null, null, null),
        new Indices(SmaCm2, 54.2361, unit == "HU" ? 34.6 : null, null, 225.2, null, null, [1], [3], []),
        [
            new(1, "muscle", "Muscle", "#ee6a50", SegmentCodes.SkeletalMuscle, 2, 30000, 144.5, new(unit, 34.6, 25.7, -29, 150, null), 0.02,
                15111, SmaCm2, new(unit, 34.6, 25.7, -29, 150, 38), 0.01, 0),
            new(3, "visceral-fat", "Visceral fat", "#3fa9f5", SegmentCodes.VisceralFat, 0, 0, 0, null, null, 0, 0, null, null, 0),
        ],
        [
            new(51, -629.5, 1, 15111, SmaCm2, new(unit, 34.6, 25.7, -29, 150, 38), 0.01),
            new(52, null, 1, 14889, 142.0, new(unit, 33.9, 25.1, -29, 150, 37.5), null),
        ],
        [new("weight-missing", "Weight is missing. Type it to get BMI.")],
        new Provenance(
            new Person("park", "Dr Park"), new DateTimeOffset(2025, 11, 24, 14, 23, 0, TimeSpan.Zero),
            "1.0.0", 140, null, 5, "STANDARD", 0.9537, 4.25));
}
