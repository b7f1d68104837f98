using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Labeling;
using Voxmark.Contracts.Quant;
using Voxmark.Fixtures.Databases;
using Voxmark.QuantService.Persistence;

namespace Voxmark.QuantService.Tests.Persistence;

/// <summary>A result of before, whose maker has become a person already, is read as one of today, without the patient's name.</summary>
public sealed class ValuesWithUnitsTests
{
    [Fact]
    public async Task Up_OfAnEarlierResult_GivesItsValuesTheirUnit()
    {
        var result = await ResultAsync("weight-missing");

        Assert.Equal(new ValueStatistics("HU", 34.6, 25.7, -29, 150, null), result.Segments[0].Values);
        Assert.Equal(new ValueStatistics("HU", 34.6, 25.7, -29, 150, 38), result.Segments[0].ReferenceValues);
        Assert.Equal(new ValueStatistics("HU", 34.6, 25.7, -29, 150, 38), Assert.Single(result.Slices).Values);
        Assert.Null(result.Segments[1].Values);
        Assert.Equal((SegmentCodes.SkeletalMuscle, 1), (result.Segments[0].Code, Assert.Single(result.BodyComposition.MuscleSegments)));
    }

    [Fact]
    public async Task Up_OfAnEarlierResultOfMr_GivesItsValuesNone() =>
        Assert.Equal("", (await ResultAsync("not-hounsfield")).Segments[0].Values!.Unit);

    [Fact]
    public async Task Up_OfAnEarlierResult_ForgetsThePatientsNameAndId()
    {
        using var former = await UpgradedAsync("weight-missing");

        var document = await former.InDatabaseAsync(db => db.Results.Select(r => r.Document).SingleAsync());
        Assert.DoesNotContain("patient", document, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Kim Test", document, StringComparison.Ordinal);
    }

    private static async Task<QuantResult> ResultAsync(string caveat)
    {
        using var former = await UpgradedAsync(caveat);
        return (await former.InDatabaseAsync(db => db.Results.SingleAsync())).ToContract();
    }

    private static async Task<FormerDatabase<QuantDbContext>> UpgradedAsync(string caveat)
    {
        var former = await FormerDatabase.CreateAsync<QuantDbContext>(QuantDbContext.Schema, "20261128070500_OutboxShelf");
        await former.ExecuteAsync($"""
            INSERT INTO quant.results ("Id", "JobId", "LabelId", "Revision", "SeriesInstanceUid", "MeasuredAt", "Document")
            VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 2, '2.25.1', now(),
                '{Earlier.Replace("CAVEAT", caveat, StringComparison.Ordinal)}'::jsonb)
            """);
        await former.UpgradeAsync();
        return former;
    }

    private const string Earlier = """
        {
          "id": "0197f000-0000-7000-8000-0000000000aa", "labelId": "0197f000-0000-7000-8000-000000000001", "revision": 2,
          "seriesInstanceUid": "2.25.1", "labelName": "L3", "level": "L3", "sliceCount": 99, "referenceSlice": 51,
          "referenceSliceLocationMm": -629.5,
          "subject": {
            "patientId": "VX-00042", "patientName": "Kim Test", "sex": "F", "age": "049Y", "studyDate": "2025-11-21",
            "heightCm": 163, "heightSource": "typed", "weightKg": null, "weightSource": null
          },
          "bodyComposition": {
            "smaCm2": 144.1, "smiCm2PerM2": 54.2, "smdHu": 34.6, "vfaCm2": null, "sfaCm2": 225.2, "vatSatRatio": null, "bmiKgPerM2": null
          },
          "segments": [
            {
              "number": 1, "key": "muscle", "name": "Muscle", "colour": "#ee6a50", "sliceCount": 1, "voxelCount": 15111,
              "volumeCm3": 61.2, "meanHu": 34.6, "sdHu": 25.7, "minHu": -29, "maxHu": 150,
              "referencePixelCount": 15111, "referenceAreaCm2": 144.1, "referenceMeanHu": 34.6, "referenceSdHu": 25.7
            },
            {
              "number": 3, "key": "visceral-fat", "name": "Visceral fat", "colour": "#3fa9f5", "sliceCount": 0, "voxelCount": 0,
              "volumeCm3": 0, "meanHu": null, "sdHu": null, "minHu": null, "maxHu": null,
              "referencePixelCount": 0, "referenceAreaCm2": 0, "referenceMeanHu": null, "referenceSdHu": null
            }
          ],
          "slices": [
            {
              "slice": 51, "locationMm": -629.5, "segmentNumber": 1, "pixelCount": 15111, "areaCm2": 144.1,
              "meanHu": 34.6, "sdHu": 25.7, "minHu": -29, "maxHu": 150, "medianHu": 38
            }
          ],
          "caveats": [{ "code": "CAVEAT", "text": "As it was said." }],
          "provenance": {
            "measuredBy": { "id": "", "name": "Dr Park" }, "measuredAt": "2025-11-24T14:23:00+00:00", "softwareVersion": "1.0.0",
            "tubeVoltageKv": 140, "contrastAgent": null, "sliceThicknessMm": 5, "convolutionKernel": "STANDARD",
            "pixelAreaMm2": 0.9537, "sliceSpacingMm": 4.25
          }
        }
        """;
}
