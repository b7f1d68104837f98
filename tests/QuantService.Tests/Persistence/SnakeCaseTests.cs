using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts;
using Voxmark.Fixtures.Databases;
using Voxmark.QuantService.Jobs;
using Voxmark.QuantService.Persistence;

namespace Voxmark.QuantService.Tests.Persistence;

/// <summary>Columns had the names of C# until 28 November 2026. A database of then keeps its rows, and says so in names without
/// quotes.</summary>
public sealed class SnakeCaseTests
{
    [Fact]
    public async Task Up_OfAFormerDatabase_KeepsItsRows()
    {
        using var former = await FormerDatabase.CreateAsync<QuantDbContext>(QuantDbContext.Schema, "20261128073500_ReferenceImage");
        await former.ExecuteAsync("""
            INSERT INTO quant.jobs ("Id", "LabelId", "Revision", "HeightCm", "State", "RequestedById", "RequestedBy", "CreatedAt",
                "ChangedAt")
            VALUES (gen_random_uuid(), gen_random_uuid(), 4, 163, 'Succeeded', 'lee', 'Dr Lee', now(), now());
            INSERT INTO quant.results ("Id", "JobId", "LabelId", "Revision", "SeriesInstanceUid", "SmiCm2PerM2", "MeasuredAt", "Document")
            VALUES ('00000000-0000-7000-8000-000000000001', gen_random_uuid(), gen_random_uuid(), 4, '1.2.3', 54.2, now(), '{}');
            INSERT INTO quant.segments ("ResultId", "Number", "Key", "SliceCount", "VoxelCount", "Unit", "AreaCm2")
            VALUES ('00000000-0000-7000-8000-000000000001', 1, 'muscle', 1, 15111, 'HU', 144.1);
            INSERT INTO quant.reference_slices ("LabelId", "SopInstanceUid", "Frame", "At") VALUES (gen_random_uuid(), '1.2.3.4', 2, now());
            INSERT INTO quant.patient_values ("StudyInstanceUid", "WeightKg", "WeightById", "WeightBy", "WeightAt")
            VALUES ('1.2', 61.5, 'lee', 'Dr Lee', now());
            """);

        await former.UpgradeAsync();

        Assert.Empty(await former.NamesInQuotesAsync());
        var job = await former.InDatabaseAsync(db => db.Jobs.SingleAsync());
        Assert.Equal((JobState.Succeeded, 163, "Dr Lee"), (job.State, job.HeightCm, job.RequestedBy));
        var result = await former.InDatabaseAsync(db => db.Results.SingleAsync());
        var segment = await former.InDatabaseAsync(db => db.Set<StoredSegment>().SingleAsync());
        Assert.Equal((4, 54.2, "muscle", 144.1), (result.Revision, result.SmiCm2PerM2, segment.Key, segment.AreaCm2));
        Assert.Equal("1.2.3.4", await former.InDatabaseAsync(db => db.ReferenceSlices.Select(r => r.SopInstanceUid).SingleAsync()));
        Assert.Equal(61.5, await former.InDatabaseAsync(db => db.PatientValues.Select(v => v.WeightKg).SingleAsync()));
    }
}
