using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Masks;
using Voxmark.ServiceDefaults;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.ServiceDefaults.Problems;
using static Voxmark.LabelingService.Tests.LabelingServiceFactory;

namespace Voxmark.LabelingService.Tests.Labels;

/// <summary>Revisions that were saved: listed, compared, read.</summary>
public sealed class LabelHistoryTests(LabelingServiceFactory service) : IClassFixture<LabelingServiceFactory>
{
    [Fact]
    public async Task List_OfRevisions_SaysWhoWithWhatAndWhere()
    {
        var run = service.Segmented(service.AddSeries());
        await service.LabelledByModelAsync(run);
        var (label, job) = (await service.CreateLabelAsync(run.SeriesInstanceUid), run.JobId);
        await service.SavedAsync(label.Id, new SliceChange(2, 0, MaskOf(1, 7)));
        await service.PostAsync<RevisionSaved>($"/api/labels/{label.Id}/revisions", new SaveRevision(
            Guid.NewGuid(), "model", JsonSerializer.SerializeToElement(new { threshold = 0.5 }),
            new ModelReference("hu-threshold", "1.0", job), [new(2, 1, MaskOf(1, 9)), new(4, 0, MaskOf(2, 1))]));

        var revisions = await service.GetAsync<RevisionSummary[]>($"/api/labels/{label.Id}/revisions");

        Assert.Equal([2, 1], revisions.Select(r => r.Revision));
        Assert.Equal(("Some annotator", "model", new ModelReference("hu-threshold", "1.0", job)),
            (revisions[0].SavedBy.Name, revisions[0].Tool, revisions[0].Model));
        Assert.Equal(0.5, revisions[0].Parameters!.Value.GetProperty("threshold").GetDouble());
        Assert.Equal([2, 4], revisions[0].Slices);
        Assert.Equal((null, null), (revisions[1].Parameters, revisions[1].Model));
    }

    [Fact]
    public async Task List_InPages_HasEachRevisionOnce()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());
        for (var n = 0; n < 5; n++)
            await service.SavedAsync(label.Id, new SliceChange(2, n, MaskOf(1, n + 1)));

        var first = await service.GetAsync<RevisionSummary[]>($"/api/labels/{label.Id}/revisions?limit=2");
        var second = await service.GetAsync<RevisionSummary[]>($"/api/labels/{label.Id}/revisions?limit=2&before=4");
        var third = await service.GetAsync<RevisionSummary[]>($"/api/labels/{label.Id}/revisions?limit=2&before=2");

        Assert.Equal([[5, 4], [3, 2], [1]], new[] { first, second, third }.Select(page => page.Select(r => r.Revision)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task List_WithOddLimit_Answers400(int limit)
    {
        var label = await service.CreateLabelAsync(service.AddSeries());

        using var response = await service.Annotator.GetAsync($"/api/labels/{label.Id}/revisions?limit={limit}");

        await AssertProblemAsync(response, HttpStatusCode.BadRequest, ProblemTypes.Invalid);
    }

    [Fact]
    public async Task List_OfMine_LeavesOutWhatOthersDid()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());
        var save = Save(new SliceChange(2, 0, MaskOf(1, 7)));
        await service.PostAsync<RevisionSaved>($"/api/labels/{label.Id}/revisions", save);
        using var admin = service.ClientOf(Roles.Admin);
        using var saved = await admin.PostAsJsonAsync(
            $"/api/labels/{label.Id}/revisions", Save(new SliceChange(3, 0, MaskOf(1, 7))), Defaults.Json);
        Assert.Equal(HttpStatusCode.Created, saved.StatusCode);

        var mine = await service.GetAsync<RevisionSummary[]>($"/api/labels/{label.Id}/revisions?mine=true");

        var only = Assert.Single(mine);
        Assert.Equal((1, save.OperationId), (only.Revision, only.OperationId));
    }

    [Fact]
    public async Task List_WithChanges_CountsPixelsBeforeAndAfterOnTheChangedSlices()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());
        await service.SavedAsync(label.Id, new SliceChange(2, 0, MaskOf(1, 7)), new SliceChange(3, 0, MaskOf(2, 4)));
        await service.SavedAsync(label.Id, new SliceChange(2, 1, MaskOf(1, 9)));
        await service.SavedAsync(label.Id, new SliceChange(2, 2, MaskOf(2, 3)), new SliceChange(3, 1, MaskOf(2, 4)));

        var revisions = await service.GetAsync<RevisionSummary[]>($"/api/labels/{label.Id}/revisions?changes=true");

        Assert.Equal([new(1, 9, 0), new(2, 4, 7)], revisions[0].Changes);
        Assert.Equal([new(1, 7, 9)], revisions[1].Changes);
        Assert.Equal([new(1, 0, 7), new(2, 0, 4)], revisions[2].Changes);
    }

    [Fact]
    public async Task Compare_CountsOverlapsPerSegmentAndNamesTheSlicesThatDiffer()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());
        await service.SavedAsync(label.Id, new(1, 0, MaskOf(1, 5)), new(2, 0, MaskOf(1, 7)), new(3, 0, MaskOf(2, 4)));
        await service.SavedAsync(label.Id, new(2, 1, MaskOf(1, 9)), new(3, 1, MaskOf(0, 0)), new(4, 0, MaskOf(2, 6)));

        var comparison = await service.GetAsync<RevisionComparison>($"/api/labels/{label.Id}/comparison?from=1&to=2");

        // Segment 1: 5 + 7 pixels, then 5 + 9; 5 + 7 in both: Dice 2 × 12 / (12 + 14). Segment 2: 4, then 6 elsewhere.
        Assert.Equal([new(1, 12, 14, 12, 24 / 26.0), new(2, 4, 6, 0, 0)], comparison.Segments);
        Assert.Equal([2, 3, 4], comparison.Slices.Select(s => s.Slice));
        Assert.Equal([new(1, 7, 9, 7, 14 / 16.0)], comparison.Slices[0].Segments);
        Assert.Equal([new(2, 4, 0, 0, 0)], comparison.Slices[1].Segments);
        Assert.Equal([new(2, 0, 6, 0, 0)], comparison.Slices[2].Segments);
    }

    [Fact]
    public async Task Compare_OfInterleavedRuns_CountsPixelByPixel()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());
        byte[] first = [1, 1, 0, 2, 2, 2, 1, 0, 0, 1, 1, 1, 2, 0, 0, 0, 1, 2, 1, 2];
        byte[] second = [1, 0, 0, 2, 1, 2, 1, 1, 0, 1, 2, 2, 2, 0, 0, 1, 1, 1, 1, 2];
        await service.SavedAsync(label.Id, new SliceChange(2, 0, Mask.Encode(first, Rows, Columns).Bytes.ToArray()));
        await service.SavedAsync(label.Id, new SliceChange(2, 1, Mask.Encode(second, Rows, Columns).Bytes.ToArray()));

        var comparison = await service.GetAsync<RevisionComparison>($"/api/labels/{label.Id}/comparison?from=1&to=2");

        // counted on paper: label 1 stays at 0, 6, 9, 16 and 18; label 2 at 3, 5, 12 and 19
        Assert.Equal([new(1, 8, 9, 5, 10 / 17.0), new(2, 6, 6, 4, 8 / 12.0)], comparison.Segments);
    }

    [Fact]
    public async Task Compare_OfEqualRevisions_FindsNoSlice()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());
        await service.SavedAsync(label.Id, new SliceChange(2, 0, MaskOf(1, 7)));

        var comparison = await service.GetAsync<RevisionComparison>($"/api/labels/{label.Id}/comparison?from=1&to=1");

        Assert.Equal([new(1, 7, 7, 7, 1)], comparison.Segments);
        Assert.Empty(comparison.Slices);
    }

    [Theory]
    [InlineData("?from=1&to=2", HttpStatusCode.NotFound)]
    [InlineData("?from=-1&to=1", HttpStatusCode.NotFound)]
    [InlineData("?from=1", HttpStatusCode.BadRequest)]
    public async Task Compare_OfWhatIsNotThere_SaysSo(string what, HttpStatusCode expected)
    {
        var label = await service.CreateLabelAsync(service.AddSeries());
        await service.SavedAsync(label.Id, new SliceChange(2, 0, MaskOf(1, 7)));

        using var response = await service.Annotator.GetAsync($"/api/labels/{label.Id}/comparison{what}");

        Assert.Equal(expected, response.StatusCode);
    }

    /// <summary>Bytes that changed in the database are nobody's label; saving the same mask again brings it back.</summary>
    [Fact]
    public async Task Read_OfAMaskThatWasReplacedInTheDatabase_IsRefusedUntilItIsSavedAgain()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());
        var mask = MaskOf(2, 11);
        await service.SavedAsync(label.Id, new SliceChange(1, 0, mask));
        var (hash, other) = (HashOf(mask), MaskOf(3, 12));
        await service.InDatabaseAsync(db => db.Database.ExecuteSqlAsync(
            $"UPDATE labeling.masks SET bytes = {other} WHERE hash = {hash}"));

        foreach (var path in new[] { "slices/1", "masks" })
        {
            using var response = await service.Annotator.GetAsync($"/api/labels/{label.Id}/{path}");
            await AssertProblemAsync(response, HttpStatusCode.InternalServerError, ProblemTypes.Outage);
            Assert.Contains("is damaged", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        var again = await service.CreateLabelAsync(service.AddSeries());
        await service.SavedAsync(again.Id, new SliceChange(1, 0, mask));
        Assert.Equal(mask, await service.Annotator.GetByteArrayAsync($"/api/labels/{label.Id}/slices/1"));
    }

    private static string HashOf(byte[] mask) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(mask));
}
