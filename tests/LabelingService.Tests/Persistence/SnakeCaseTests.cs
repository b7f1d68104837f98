using Microsoft.EntityFrameworkCore;
using Voxmark.Fixtures.Databases;
using Voxmark.LabelingService.Persistence;

namespace Voxmark.LabelingService.Tests.Persistence;

/// <summary>Columns had the names of C# until 28 November 2026. A database of then keeps its rows, and says so in names without
/// quotes.</summary>
public sealed class SnakeCaseTests
{
    [Fact]
    public async Task Up_OfAFormerDatabase_KeepsItsRows()
    {
        using var former = await FormerDatabase.CreateAsync<LabelingDbContext>(LabelingDbContext.Schema, "20261128100000_ModelsOnTrial");
        await former.ExecuteAsync("""
            INSERT INTO labeling.labels ("Id", "SeriesInstanceUid", "Name", "FirstSlice", "LastSlice", "SeriesSlices", "Rows", "Columns",
                "Template", "FirstSegments", "Segments", "HeadRevision", "Origin", "CreatedById", "CreatedBy", "CreatedAt",
                "ChangedAt", "IsHidden")
            VALUES ('00000000-0000-7000-8000-000000000001', '1.2.3', 'L3', 0, 5, 6, 4, 5, '', '[]', '[]', 1, 'model', 'lee', 'Dr Lee',
                now(), now(), false);
            INSERT INTO labeling.revisions ("LabelId", "Number", "OperationId", "SavedAt", "SavedById", "SavedBy", "Tool", "Parameters",
                "Model")
            VALUES ('00000000-0000-7000-8000-000000000001', 1, gen_random_uuid(), now(), 'lee', 'Dr Lee', 'brush', '{"size": 7}',
                '{"Id": "hu-threshold", "Version": "1"}');
            INSERT INTO labeling.masks ("Hash", "Bytes") VALUES (encode(sha256('\x01'), 'hex'), '\x01');
            INSERT INTO labeling.slice_revisions ("LabelId", "SopInstanceUid", "Frame", "Revision", "MaskHash", "IsEmpty")
            VALUES ('00000000-0000-7000-8000-000000000001', '1.2.3.4', 2, 1, encode(sha256('\x01'), 'hex'), false);
            INSERT INTO labeling.user_settings ("UserId", "Version", "Document", "ChangedAt") VALUES ('lee', 3, '{"a": 1}', now());
            """);

        await former.UpgradeAsync();

        Assert.Empty(await former.NamesInQuotesAsync());
        var label = await former.InDatabaseAsync(db => db.Labels.SingleAsync());
        Assert.Equal(("L3", 6, "Dr Lee"), (label.Name, label.SeriesSlices, label.CreatedBy));
        var revision = await former.InDatabaseAsync(db => db.Revisions.SingleAsync());
        Assert.Equal(("brush", "{\"size\": 7}", "hu-threshold"), (revision.Tool, revision.Parameters, revision.Model!.Id));
        var slice = await former.InDatabaseAsync(db => db.SliceRevisions.SingleAsync());
        Assert.Equal(("1.2.3.4", 2, 1), (slice.SopInstanceUid, slice.Frame, slice.Revision));
        Assert.Equal([1], await former.InDatabaseAsync(
            db => db.Masks.Where(m => m.Hash == slice.MaskHash).Select(m => m.Bytes).SingleAsync()));
        Assert.Equal("{\"a\": 1}", await former.InDatabaseAsync(db => db.Settings.Select(s => s.Document).SingleAsync()));
    }
}
