using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts;
using Voxmark.Fixtures.Databases;
using Voxmark.InferenceService.Persistence;

namespace Voxmark.InferenceService.Tests.Persistence;

/// <summary>Columns had the names of C# until 28 November 2026. A database of then keeps its rows, and says so in names without
/// quotes.</summary>
public sealed class SnakeCaseTests
{
    [Fact]
    public async Task Up_OfAFormerDatabase_KeepsItsRows()
    {
        using var former = await FormerDatabase.CreateAsync<InferenceDbContext>(InferenceDbContext.Schema, "20261128211500_LevelProposals");
        await former.ExecuteAsync("""
            INSERT INTO inference.jobs ("Id", "SeriesInstanceUid", "VolumeId", "Model", "ModelVersion", "FirstSlice", "LastSlice", "State",
                "Done", "RequestedById", "RequestedBy", "CreatedAt", "ChangedAt")
            VALUES (gen_random_uuid(), '1.2.3', 'a1b2', 'hu-threshold', '1', 3, 9, 'Cancelled', 2, 'lee', 'Dr Lee', now(), now());
            """);

        await former.UpgradeAsync();

        Assert.Empty(await former.NamesInQuotesAsync());
        var job = await former.InDatabaseAsync(db => db.Jobs.SingleAsync());
        Assert.Equal(("1.2.3", "a1b2", 3, 9), (job.SeriesInstanceUid, job.VolumeId, job.FirstSlice, job.LastSlice));
        Assert.Equal((JobState.Cancelled, 2, "Dr Lee"), (job.State, job.Done, job.RequestedBy));
    }
}
