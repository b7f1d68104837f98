using System.Net;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Masks;
using Voxmark.ServiceDefaults.Problems;
using static Voxmark.LabelingService.Tests.LabelingServiceFactory;

namespace Voxmark.LabelingService.Tests.Labels;

/// <summary>What a page would not let happen, sent by a script.</summary>
public sealed class DrawingRulesTests(LabelingServiceFactory service) : IClassFixture<LabelingServiceFactory>
{
    [Theory]
    [InlineData(2, 9)] // takes all seven pixels of 1
    [InlineData(0, 0)] // erases them
    [InlineData(1, 8)] // adds one to them
    public async Task Save_ThatChangesALockedSegment_Is409AndSaysWhere(byte number, int pixels)
    {
        var label = await LockedAsync();

        using var response = await service.SaveAsync(label.Id, Save(new SliceChange(2, 1, MaskOf(number, pixels))));

        var problem = await AssertProblemAsync(response, HttpStatusCode.Conflict, ProblemTypes.Locked);
        var locked = Assert.Single(problem.GetProperty("locked").EnumerateArray().ToList());
        Assert.Equal((2, 1), (locked.GetProperty("slice").GetInt32(), locked.GetProperty("segments")[0].GetInt32()));
        Assert.Equal(2, (await service.GetAsync<Label>($"/api/labels/{label.Id}")).HeadRevision);
    }

    [Fact]
    public async Task Save_BesideALockedSegment_IsStored()
    {
        var label = await LockedAsync();
        var both = new byte[Rows * Columns];
        both.AsSpan(0, 7).Fill(1);
        both.AsSpan(7, 3).Fill(2);

        using var response = await service.SaveAsync(
            label.Id, Save(new SliceChange(2, 1, Mask.Encode(both, Rows, Columns).Bytes.ToArray())));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Fact]
    public async Task Save_ThatUnlocksWhatItChanges_IsStored()
    {
        var label = await LockedAsync();
        var locked = label.Segments.Single(segment => segment.Number == 1);

        using var response = await service.SaveAsync(label.Id, Save(new SliceChange(2, 1, MaskOf(2, 9))) with
        {
            Segments = new([new(locked, locked with { Locked = false })]),
        });

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Fact]
    public async Task Save_ThatDeletesALockedSegment_IsRefused()
    {
        var label = await LockedAsync();
        var locked = label.Segments.Single(segment => segment.Number == 1);

        using var response = await service.SaveAsync(label.Id, Save() with { Segments = new([new(locked, null)]) });

        await AssertProblemAsync(response, HttpStatusCode.BadRequest, ProblemTypes.Invalid);
    }

    [Fact]
    public async Task Save_OutsideTheLabellingArea_IsRefused()
    {
        var series = service.AddSeries();
        var selection = await service.PostAsync<Selection>("/api/selections", new CreateSelection(series, 1, 3, "L3", null));
        var label = await service.PostAsync<Label>("/api/labels", new CreateLabel(series, selection.Id, "free", null));

        using var outside = await service.SaveAsync(label.Id, Save(new SliceChange(4, 0, MaskOf(1, 7))));
        using var inside = await service.SaveAsync(label.Id, Save(new SliceChange(3, 0, MaskOf(1, 7))));

        await AssertProblemAsync(outside, HttpStatusCode.BadRequest, ProblemTypes.Invalid);
        Assert.Equal(HttpStatusCode.Created, inside.StatusCode);
    }

    [Theory]
    [InlineData("hu-threshold", "1.0", false)] // without the job
    [InlineData("hu-threshold", "2.0", true)]
    [InlineData("another", "1.0", true)]
    public async Task Save_InTheNameOfAModelThatDidNotRun_IsRefused(string id, string version, bool namesJob)
    {
        var run = service.Segmented(service.AddSeries());
        await service.LabelledByModelAsync(run);
        var label = await service.CreateLabelAsync(run.SeriesInstanceUid);

        using var response = await service.SaveAsync(label.Id, Save(new SliceChange(2, 0, MaskOf(1, 7))) with
        {
            Tool = "model", Model = new(id, version, namesJob ? run.JobId : null),
        });

        await AssertProblemAsync(response, HttpStatusCode.BadRequest, ProblemTypes.Invalid);
    }

    [Fact]
    public async Task Save_InTheNameOfAModelThatRanOnAnotherSeries_IsRefused()
    {
        var run = service.Segmented(service.AddSeries());
        await service.LabelledByModelAsync(run);
        var label = await service.CreateLabelAsync(service.AddSeries());

        using var response = await service.SaveAsync(label.Id, Save(new SliceChange(2, 0, MaskOf(1, 7))) with
        {
            Tool = "model", Model = new(run.Model, run.ModelVersion, run.JobId),
        });

        await AssertProblemAsync(response, HttpStatusCode.BadRequest, ProblemTypes.Invalid);
    }

    /// <summary>A label whose segment 1 has seven pixels on slice 2 and is locked.</summary>
    private async Task<Label> LockedAsync()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());
        await service.SavedAsync(label.Id, new SliceChange(2, 0, MaskOf(1, 7)));
        var segment = label.Segments.Single(each => each.Number == 1);
        await ReadAsync<RevisionSaved>(await service.SaveAsync(
            label.Id, Save() with { Tool = "segment", Segments = new([new(segment, segment with { Locked = true })]) }));
        return await service.GetAsync<Label>($"/api/labels/{label.Id}");
    }
}
