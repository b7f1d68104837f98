using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MassTransit.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Masks;
using Voxmark.ServiceDefaults;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.ServiceDefaults.Problems;
using static Voxmark.LabelingService.Tests.LabelingServiceFactory;

namespace Voxmark.LabelingService.Tests.Labels;

public sealed class RevisionEndpointsTests(LabelingServiceFactory service) : IClassFixture<LabelingServiceFactory>
{
    [Fact]
    public async Task Save_OfFirstSlice_MakesRevisionOneThatIsReadBack()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());

        var saved = await service.SavedAsync(label.Id, new SliceChange(2, 0, MaskOf(1, 7)));

        Assert.Equal(1, saved.Revision);
        var read = await service.GetAsync<Label>($"/api/labels/{label.Id}");
        Assert.Equal((1, 1), (read.Revision, read.HeadRevision));
        Assert.Equal([(2, 1, HashOf(MaskOf(1, 7)))], read.Slices.Select(s => (s.Slice, s.Revision, s.MaskHash)));
        Assert.Equal(MaskOf(1, 7), await service.Annotator.GetByteArrayAsync($"/api/labels/{label.Id}/slices/2"));
    }

    [Fact]
    public async Task Save_OfSameSliceTwice_KeepsBothRevisions()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());
        await service.SavedAsync(label.Id, new SliceChange(2, 0, MaskOf(1, 7)), new SliceChange(3, 0, MaskOf(2, 4)));
        await service.SavedAsync(label.Id, new SliceChange(2, 1, MaskOf(1, 9)));

        var head = await service.GetAsync<Label>($"/api/labels/{label.Id}");
        var first = await service.GetAsync<Label>($"/api/labels/{label.Id}?revision=1");
        var empty = await service.GetAsync<Label>($"/api/labels/{label.Id}?revision=0");

        Assert.Equal([(2, 2, HashOf(MaskOf(1, 9))), (3, 1, HashOf(MaskOf(2, 4)))], head.Slices.Select(s => (s.Slice, s.Revision, s.MaskHash)));
        Assert.Equal([(2, 1, HashOf(MaskOf(1, 7))), (3, 1, HashOf(MaskOf(2, 4)))], first.Slices.Select(s => (s.Slice, s.Revision, s.MaskHash)));
        Assert.Equal((1, 2), (first.Revision, first.HeadRevision));
        Assert.Empty(empty.Slices);
        Assert.Equal(MaskOf(1, 7), await service.Annotator.GetByteArrayAsync($"/api/labels/{label.Id}/slices/2?revision=1"));
    }

    [Fact]
    public async Task SaveAll_OfOneSliceTwice_MakesTwoRevisionsOneOnTopOfTheOther()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());
        var first = Save(new SliceChange(2, 0, MaskOf(1, 7)));

        var saved = await SaveAllAsync(label.Id, first, Save(new SliceChange(3, 0, MaskOf(1, 1))), Save(new SliceChange(2, 0, MaskOf(1, 9))));

        Assert.Equal([1, 2, 3], saved.Saved.Select(revision => revision.Revision));
        Assert.Equal(MaskOf(1, 7), await service.Annotator.GetByteArrayAsync($"/api/labels/{label.Id}/slices/2?revision=1"));
        Assert.Equal(MaskOf(1, 9), await service.Annotator.GetByteArrayAsync($"/api/labels/{label.Id}/slices/2"));
        // sent again, because the answer was lost: nothing is doubled, and what follows lies on top
        var again = await SaveAllAsync(label.Id, first);
        Assert.Equal(1, Assert.Single(again.Saved).Revision);
    }

    [Fact]
    public async Task SaveAll_UpToOneThatIsRefused_SavesThoseBeforeIt()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());
        var refused = Save(new SliceChange(2, 0, [1, 2, 3]));

        var saved = await SaveAllAsync(label.Id, Save(new SliceChange(2, 0, MaskOf(1, 7))), refused, Save(new SliceChange(3, 0, MaskOf(1, 1))));

        Assert.Single(saved.Saved);
        Assert.Equal(1, (await service.GetAsync<Label>($"/api/labels/{label.Id}")).HeadRevision);
        using var alone = await service.Annotator.PostAsJsonAsync($"/api/labels/{label.Id}/revisions/batch", new SaveRevisions([refused]), Defaults.Json);
        await AssertProblemAsync(alone, HttpStatusCode.BadRequest, ProblemTypes.Invalid);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"revisions":[]}""")]
    [InlineData("""{"revisions":[null]}""")]
    [InlineData("""{"revisions":[{"operationId":"01a213b1-c040-7b05-8523-4434af4d11a3","tool":"brush","slices":[null]}]}""")]
    [InlineData("""{"revisions":[{"operationId":"01a213b1-c040-7b05-8523-4434af4d11a3","tool":"brush","slices":null}]}""")]
    public async Task SaveAll_OfWhatIsNoBatch_SaysSo(string body)
    {
        var label = await service.CreateLabelAsync(service.AddSeries());

        using var response = await service.Annotator.PostAsync(
            new Uri($"/api/labels/{label.Id}/revisions/batch", UriKind.Relative), new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        await AssertProblemAsync(response, HttpStatusCode.BadRequest, ProblemTypes.Invalid);
    }

    [Fact]
    public async Task Save_OnStaleBase_Answers409WithWhatChangedAndByWhom()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());
        await service.SavedAsync(label.Id, new SliceChange(2, 0, MaskOf(1, 7)), new SliceChange(3, 0, MaskOf(1, 1)));
        await service.SavedAsync(label.Id, new SliceChange(2, 1, MaskOf(1, 8)));

        using var response = await service.SaveAsync(
            label.Id, Save(new SliceChange(2, 1, MaskOf(1, 9)), new SliceChange(3, 1, MaskOf(1, 2))));

        var problem = await AssertProblemAsync(response, HttpStatusCode.Conflict, ProblemTypes.StaleRevision);
        var stale = Assert.Single(problem.GetProperty("stale").Deserialize<StaleSlice[]>(Defaults.Json)!);
        Assert.Equal((2, 1, 2, "Some annotator"), (stale.Slice, stale.BaseRevision, stale.CurrentRevision, stale.ChangedBy.Name));
        var read = await service.GetAsync<Label>($"/api/labels/{label.Id}");
        Assert.Equal((2, HashOf(MaskOf(1, 1))), (read.HeadRevision, read.Slices[1].MaskHash));
    }

    [Fact]
    public async Task Save_WhenSomebodySavedAnotherSlice_Merges()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());
        await service.SavedAsync(label.Id, new SliceChange(2, 0, MaskOf(1, 7)));

        var saved = await service.SavedAsync(label.Id, new SliceChange(3, 0, MaskOf(1, 4)));

        Assert.Equal(2, saved.Revision);
        var read = await service.GetAsync<Label>($"/api/labels/{label.Id}");
        Assert.Equal([(2, 1), (3, 2)], read.Slices.Select(s => (s.Slice, s.Revision)));
    }

    [Fact]
    public async Task Save_OfSlicesAllAtOnce_LosesNone()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());

        var saves = await Task.WhenAll(Enumerable.Range(0, Slices).Select(slice =>
            service.SavedAsync(label.Id, new SliceChange(slice, 0, MaskOf(1, slice + 1)))));

        Assert.Equal(Enumerable.Range(1, Slices), saves.Select(s => s.Revision).Order());
        var read = await service.GetAsync<Label>($"/api/labels/{label.Id}");
        Assert.Equal(Enumerable.Range(0, Slices).Select(slice => HashOf(MaskOf(1, slice + 1))), read.Slices.Select(s => s.MaskHash));
    }

    [Fact]
    public async Task Save_OfOneSliceByManyAtOnce_LetsOneIn()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());

        var responses = await Task.WhenAll(Enumerable.Range(1, 8).Select(pixels =>
            service.SaveAsync(label.Id, Save(new SliceChange(2, 0, MaskOf(1, pixels))))));

        Assert.Equal(1, responses.Count(r => r.StatusCode == HttpStatusCode.Created));
        Assert.Equal(7, responses.Count(r => r.StatusCode == HttpStatusCode.Conflict));
        Assert.Single(await service.GetAsync<RevisionSummary[]>($"/api/labels/{label.Id}/revisions"));
    }

    [Fact]
    public async Task Save_Repeated_ReturnsTheFirstAnswerAndAddsNothing()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());
        var save = Save(new SliceChange(2, 0, MaskOf(1, 7)));

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            service.PostAsync<RevisionSaved>($"/api/labels/{label.Id}/revisions", save)));

        Assert.All(answers, answer =>
        {
            Assert.Equal((1, 1), (answer.Revision, answer.Slices.Count));
            Assert.Equal((2, 1, HashOf(MaskOf(1, 7))), (answer.Slices[0].Slice, answer.Slices[0].Revision, answer.Slices[0].MaskHash));
        });
        Assert.Single(await service.GetAsync<RevisionSummary[]>($"/api/labels/{label.Id}/revisions"));
    }

    [Fact]
    public async Task Save_OfEmptiedSlice_LeavesNoLabelOnIt()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());
        await service.SavedAsync(label.Id, new SliceChange(2, 0, MaskOf(1, 7)));

        await service.SavedAsync(label.Id, new SliceChange(2, 1, MaskOf(0, 0)));

        Assert.Empty((await service.GetAsync<Label>($"/api/labels/{label.Id}")).Slices);
        using var mask = await service.Annotator.GetAsync($"/api/labels/{label.Id}/slices/2");
        Assert.Equal(HttpStatusCode.NotFound, mask.StatusCode);
    }

    [Theory]
    [InlineData(0)] // as a page sees it that was opened after the slice was emptied
    [InlineData(2)] // as the page sees it that emptied the slice
    public async Task Save_OntoEmptiedSlice_IsAccepted(int baseRevision)
    {
        var label = await service.CreateLabelAsync(service.AddSeries());
        await service.SavedAsync(label.Id, new SliceChange(2, 0, MaskOf(1, 7)));
        await service.SavedAsync(label.Id, new SliceChange(2, 1, MaskOf(0, 0)));

        var saved = await service.SavedAsync(label.Id, new SliceChange(2, baseRevision, MaskOf(1, 3)));

        Assert.Equal(3, saved.Revision);
    }

    [Fact]
    public async Task Save_OnBaseThatNeverWas_IsStale()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());

        using var response = await service.SaveAsync(label.Id, Save(new SliceChange(2, 5, MaskOf(1, 7))));

        await AssertProblemAsync(response, HttpStatusCode.Conflict, ProblemTypes.StaleRevision);
    }

    [Fact]
    public async Task Save_OfMaskThatIsStoredAlready_StoresItOnce()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());
        var mask = MaskOf(4, 13);

        await service.SavedAsync(label.Id, new SliceChange(1, 0, mask), new SliceChange(2, 0, mask));
        await service.SavedAsync(label.Id, new SliceChange(3, 0, mask));

        Assert.Equal(1, await service.InDatabaseAsync(db => Task.FromResult(db.Masks.Count(m => m.Hash == HashOf(mask)))));
        Assert.Equal(3, (await service.GetAsync<Label>($"/api/labels/{label.Id}")).Slices.Count);
    }

    /// <summary>Bytes that changed in the database are nobody's label; saving the same mask again brings it back.</summary>
    [Fact]
    public async Task Read_OfAMaskThatWasReplacedInTheDatabase_IsRefusedUntilItIsSavedAgain()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());
        var mask = MaskOf(2, 11);
        await service.SavedAsync(label.Id, new SliceChange(1, 0, mask));
        var (hash, other) = (HashOf(mask), MaskOf(3, 12));
        await service.InDatabaseAsync(db => db.Database.ExecuteSqlAsync($"""UPDATE labeling.masks SET "Bytes" = {other} WHERE "Hash" = {hash}"""));

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

    [Fact]
    public async Task Save_WhenCommitted_TellsTheOthers()
    {
        var series = service.AddSeries();
        var label = await service.CreateLabelAsync(series);

        await service.SavedAsync(label.Id, new SliceChange(2, 0, MaskOf(1, 7)));

        var published = service.Services.GetRequiredService<ITestHarness>().Published;
        Assert.True(await published.Any<LabelRevised>(m => m.Context.Message is var e && e.LabelId == label.Id
            && (e.SeriesInstanceUid, e.Revision, e.Tool, e.JobId) == (series, 1, "brush", null)));
    }

    public static TheoryData<string, SaveRevision> BadSaves => new()
    {
        { "no slices", Save() },
        { "no operation id", Save(new SliceChange(2, 0, MaskOf(1, 7))) with { OperationId = Guid.Empty } },
        { "no tool", Save(new SliceChange(2, 0, MaskOf(1, 7))) with { Tool = "" } },
        { "a tool that no column holds", Save(new SliceChange(2, 0, MaskOf(1, 7))) with { Tool = "brush\0" } },
        { "no mask at all", Save(new SliceChange(2, 0, [])) },
        { "a mask of another version", Save(new SliceChange(2, 0, [2, .. MaskOf(1, 7)[1..]])) },
        { "a mask of another size", Save(new SliceChange(2, 0, Mask.Encode(new byte[20], rows: 5, columns: 4).Bytes.ToArray())) },
        { "a few bytes that claim 65,535 × 65,535", Save(new SliceChange(2, 0, Convert.FromHexString("01FFFF03FFFF03008180F8FF0F"))) },
        { "a number without a segment", Save(new SliceChange(2, 0, MaskOf(5, 7))) },
        { "a slice below the series", Save(new SliceChange(-1, 0, MaskOf(1, 7))) },
        { "a slice above the series", Save(new SliceChange(Slices, 0, MaskOf(1, 7))) },
        { "a slice twice", Save(new SliceChange(2, 0, MaskOf(1, 7)), new SliceChange(2, 0, MaskOf(1, 8))) },
    };

    [Theory]
    [MemberData(nameof(BadSaves))]
    public async Task Save_OfWhatDoesNotFit_Answers400AndStoresNothing(string why, SaveRevision save)
    {
        var label = await service.CreateLabelAsync(service.AddSeries());

        using var response = await service.SaveAsync(label.Id, save);

        Assert.True(response.StatusCode == HttpStatusCode.BadRequest, why);
        await AssertProblemAsync(response, HttpStatusCode.BadRequest, ProblemTypes.Invalid);
        Assert.Equal(0, (await service.GetAsync<Label>($"/api/labels/{label.Id}")).HeadRevision);
    }

    [Fact]
    public async Task Save_ToUnknownLabel_Answers404()
    {
        using var response = await service.SaveAsync(Guid.NewGuid(), Save(new SliceChange(2, 0, MaskOf(1, 7))));

        await AssertProblemAsync(response, HttpStatusCode.NotFound, ProblemTypes.NotFound);
    }

    private static string HashOf(byte[] mask) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(mask));

    private Task<RevisionsSaved> SaveAllAsync(Guid label, params SaveRevision[] revisions) =>
        service.PostAsync<RevisionsSaved>($"/api/labels/{label}/revisions/batch", new SaveRevisions(revisions));
}
