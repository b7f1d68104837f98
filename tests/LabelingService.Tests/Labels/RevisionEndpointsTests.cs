using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MassTransit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Masks;
using Voxmark.ServiceDefaults;
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

        Assert.Equal(
            [(2, 2, HashOf(MaskOf(1, 9))), (3, 1, HashOf(MaskOf(2, 4)))], head.Slices.Select(s => (s.Slice, s.Revision, s.MaskHash)));
        Assert.Equal(
            [(2, 1, HashOf(MaskOf(1, 7))), (3, 1, HashOf(MaskOf(2, 4)))], first.Slices.Select(s => (s.Slice, s.Revision, s.MaskHash)));
        Assert.Equal((1, 2), (first.Revision, first.HeadRevision));
        Assert.Empty(empty.Slices);
        Assert.Equal(MaskOf(1, 7), await service.Annotator.GetByteArrayAsync($"/api/labels/{label.Id}/slices/2?revision=1"));
    }

    [Fact]
    public async Task SaveAll_OfOneSliceTwice_MakesTwoRevisionsOneOnTopOfTheOther()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());
        var first = Save(new SliceChange(2, 0, MaskOf(1, 7)));

        var saved = await SaveAllAsync(
            label.Id, first, Save(new SliceChange(3, 0, MaskOf(1, 1))), Save(new SliceChange(2, 0, MaskOf(1, 9))));

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

        var saved = await SaveAllAsync(
            label.Id, Save(new SliceChange(2, 0, MaskOf(1, 7))), refused, Save(new SliceChange(3, 0, MaskOf(1, 1))));

        Assert.Single(saved.Saved);
        Assert.Equal(1, (await service.GetAsync<Label>($"/api/labels/{label.Id}")).HeadRevision);
        using var alone = await service.Annotator.PostAsJsonAsync(
            $"/api/labels/{label.Id}/revisions/batch", new SaveRevisions([refused]), Defaults.Json);
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
            new Uri($"/api/labels/{label.Id}/revisions/batch", UriKind.Relative),
            new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

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
