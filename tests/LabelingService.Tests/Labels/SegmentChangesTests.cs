using System.Net;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Masks;
using Voxmark.ServiceDefaults.Problems;
using static Voxmark.LabelingService.Tests.LabelingServiceFactory;

namespace Voxmark.LabelingService.Tests.Labels;

public sealed class SegmentChangesTests(LabelingServiceFactory service) : IClassFixture<LabelingServiceFactory>
{
    private static readonly Segment s_psoas =
        new(0, "psoas", "Psoas", "#c34901", "SCT:68455001", -29, 150, Locked: false, Visible: true);

    [Fact]
    public async Task Save_OfNewSegment_GivesItTheNextNumberAndMakesARevision()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());

        var saved = await ChangeAsync(label.Id, new SegmentEdit(null, s_psoas));

        Assert.Equal(1, saved.Revision);
        Assert.Equal(s_psoas with { Number = 5 }, saved.Segments![^1]);
        await AssertNumbersAsync(label.Id, revision: null, 1, 2, 3, 4, 5);
        var revision = Assert.Single(await service.GetAsync<RevisionSummary[]>($"/api/labels/{label.Id}/revisions"));
        Assert.Equal(("segment", "Some annotator", 0), (revision.Tool, revision.SavedBy.Name, revision.Slices.Count));
    }

    [Fact]
    public async Task Save_OfNewSegmentsAllAtOnce_GivesEachItsOwnNumber()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());

        await Task.WhenAll(Enumerable.Range(0, 6).Select(n =>
            ChangeAsync(label.Id, new SegmentEdit(null, s_psoas with { Key = $"part-{n}" }))));

        Assert.Equal(Enumerable.Range(1, 10), (await NumbersAsync(label.Id)).Order());
    }

    [Fact]
    public async Task Save_AfterDeletion_NeverGivesANumberTwice()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());
        var psoas = (await ChangeAsync(label.Id, new SegmentEdit(null, s_psoas))).Segments![^1];
        await ChangeAsync(label.Id, new SegmentEdit(psoas, null));

        var saved = await ChangeAsync(label.Id, new SegmentEdit(null, s_psoas with { Key = "another" }));

        Assert.Equal(6, saved.Segments![^1].Number);
    }

    [Fact]
    public async Task Save_ByTwoPeopleOfDifferentFields_KeepsBoth()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());
        var muscle = label.Segments[0];

        await ChangeAsync(label.Id, new SegmentEdit(muscle, muscle with { Name = "Muscle" }));
        await ChangeAsync(label.Id, new SegmentEdit(muscle, muscle with { Colour = "#c34901", MinHu = -20 }));

        var now = (await service.GetAsync<Label>($"/api/labels/{label.Id}")).Segments[0];
        Assert.Equal(muscle with { Name = "Muscle", Colour = "#c34901", MinHu = -20 }, now);
    }

    [Fact]
    public async Task Save_OfOrder_ListsTheNamedFirst()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());

        await service.PostAsync<RevisionSaved>($"/api/labels/{label.Id}/revisions", With(new SegmentChanges([], [3, 1])));

        await AssertNumbersAsync(label.Id, revision: null, 3, 1, 2, 4);
    }

    [Fact]
    public async Task Get_OfEarlierRevision_HasItsSegments()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());
        await ChangeAsync(label.Id, new SegmentEdit(null, s_psoas));
        await service.SavedAsync(label.Id, new SliceChange(2, 0, MaskOf(5, 3)));
        await ChangeAsync(label.Id, new SegmentEdit(s_psoas with { Number = 5 }, null));

        await AssertNumbersAsync(label.Id, revision: 0, 1, 2, 3, 4);
        await AssertNumbersAsync(label.Id, revision: 1, 1, 2, 3, 4, 5);
        await AssertNumbersAsync(label.Id, revision: 2, 1, 2, 3, 4, 5);
        await AssertNumbersAsync(label.Id, revision: 3, 1, 2, 3, 4);
    }

    [Fact]
    public async Task Save_OfDeletion_TakesThePixelsOfEverySliceAlong()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());
        byte[] both = new byte[Rows * Columns];
        (both[0], both[1]) = (1, 2);
        await service.SavedAsync(
            label.Id, new SliceChange(2, 0, Mask.Encode(both, Rows, Columns).Bytes.ToArray()), new SliceChange(3, 0, MaskOf(2, 4)),
            new SliceChange(4, 0, MaskOf(1, 4)));

        var saved = await ChangeAsync(label.Id, new SegmentEdit(label.Segments[1], null));

        Assert.Equal([2, 3], saved.Slices.Select(slice => slice.Slice));
        Assert.Equal(MaskOf(1, 1), await service.Annotator.GetByteArrayAsync($"/api/labels/{label.Id}/slices/2"));
        var left = await service.GetAsync<Label>($"/api/labels/{label.Id}");
        Assert.Equal([2, 4], left.Slices.Select(slice => slice.Slice));
    }

    [Fact]
    public async Task Save_OfDeletionOfTheLastSegment_KeepsIt()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());
        var all = new SegmentChanges([.. label.Segments.Select(segment => new SegmentEdit(segment, null))]);

        var saved = await service.PostAsync<RevisionSaved>($"/api/labels/{label.Id}/revisions", With(all));

        Assert.Equal([4], saved.Segments!.Select(segment => segment.Number));
        await AssertNumbersAsync(label.Id, revision: null, 4);
    }

    [Fact]
    public async Task Save_OfDeletedSegmentBroughtBack_HasItsOldNumber()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());
        await ChangeAsync(label.Id, new SegmentEdit(label.Segments[1], null));

        await service.PostAsync<RevisionSaved>($"/api/labels/{label.Id}/revisions",
            With(new SegmentChanges([new(null, label.Segments[1])], [1, 2, 3, 4])));

        Assert.Equal(label.Segments, (await service.GetAsync<Label>($"/api/labels/{label.Id}")).Segments);
    }

    [Fact]
    public async Task Save_OfPixelsOfASegmentDeletedMeanwhile_BringsItBack()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());
        await ChangeAsync(label.Id, new SegmentEdit(label.Segments[1], null));

        var saved = await service.SavedAsync(label.Id, new SliceChange(2, 0, MaskOf(2, 7)));

        Assert.Equal([1, 3, 4, 2], saved.Segments!.Select(segment => segment.Number));
        Assert.Contains(label.Segments[1], (await service.GetAsync<Label>($"/api/labels/{label.Id}")).Segments);
    }

    [Fact]
    public async Task Save_OfPixelsAndSegmentTogether_IsOneRevision()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());

        await service.PostAsync<RevisionSaved>($"/api/labels/{label.Id}/revisions",
            With(new SegmentChanges([new(label.Segments[3], null)])) with { Slices = [new(2, 0, MaskOf(1, 7))] });

        var read = await service.GetAsync<Label>($"/api/labels/{label.Id}");
        Assert.Equal((1, 3, 1), (read.HeadRevision, read.Segments.Count, read.Slices.Count));
    }

    [Fact]
    public async Task Save_Repeated_ReturnsTheSegmentsOfTheFirstTime()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());
        var save = With(new SegmentChanges([new(null, s_psoas)]));
        await service.PostAsync<RevisionSaved>($"/api/labels/{label.Id}/revisions", save);

        var again = await service.PostAsync<RevisionSaved>($"/api/labels/{label.Id}/revisions", save);

        Assert.Equal((1, 5), (again.Revision, again.Segments!.Count));
    }

    public static TheoryData<string, SegmentEdit> BadEdits => new()
    {
        { "neither before nor after", new(null, null) },
        { "a number that was never given", new(null, s_psoas with { Number = 9 }) },
        { "a number of another segment", new(null, s_psoas with { Number = 1 }) },
        { "a key that is taken", new(null, s_psoas with { Key = "muscle" }) },
        { "another number", new(s_psoas with { Number = 1 }, s_psoas with { Number = 2 }) },
        { "a segment that is not there", new(s_psoas with { Number = 9 }, s_psoas with { Number = 9, Name = "x" }) },
        { "no name", new(null, s_psoas with { Name = " " }) },
        { "a name that no column holds", new(null, s_psoas with { Name = "a\0" }) },
        { "a colour by name", new(null, s_psoas with { Colour = "red" }) },
        { "no colour", new(null, s_psoas with { Colour = null! }) },
        { "no key", new(null, s_psoas with { Key = null! }) },
        { "a code without scheme", new(null, s_psoas with { Code = "127954009" }) },
        { "an empty HU range", new(null, s_psoas with { MinHu = 10, MaxHu = 9 }) },
        { "a number above a byte", new(null, s_psoas with { Number = 256 }) },
    };

    [Theory]
    [MemberData(nameof(BadEdits))]
    public async Task Save_OfBadSegment_Answers400AndStoresNothing(string why, SegmentEdit edit)
    {
        var label = await service.CreateLabelAsync(service.AddSeries());

        using var response = await service.SaveAsync(label.Id, With(new SegmentChanges([edit])));

        Assert.True(response.StatusCode == HttpStatusCode.BadRequest, why);
        await AssertProblemAsync(response, HttpStatusCode.BadRequest, ProblemTypes.Invalid);
        Assert.Equal(0, (await service.GetAsync<Label>($"/api/labels/{label.Id}")).HeadRevision);
    }

    [Fact]
    public async Task Save_OfSegmentWhenAllNumbersAreUsed_Answers400()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());
        await service.PostAsync<RevisionSaved>($"/api/labels/{label.Id}/revisions", With(new SegmentChanges(
            [.. Enumerable.Range(5, 251).Select(n => new SegmentEdit(null, s_psoas with { Key = $"part-{n}" }))])));

        using var response = await service.SaveAsync(label.Id, With(new SegmentChanges([new(null, s_psoas)])));

        Assert.Equal(255, (await NumbersAsync(label.Id))[^1]);
        await AssertProblemAsync(response, HttpStatusCode.BadRequest, ProblemTypes.Invalid);
    }

    private static SaveRevision With(SegmentChanges changes) => new(Guid.NewGuid(), "segment", null, null, [], changes);

    private Task<RevisionSaved> ChangeAsync(Guid labelId, SegmentEdit edit) =>
        service.PostAsync<RevisionSaved>($"/api/labels/{labelId}/revisions", With(new SegmentChanges([edit])));

    private async Task AssertNumbersAsync(Guid labelId, int? revision, params int[] expected) =>
        Assert.Equal(expected, await NumbersAsync(labelId, revision));

    private async Task<int[]> NumbersAsync(Guid labelId, int? revision = null) =>
        [.. (await service.GetAsync<Label>($"/api/labels/{labelId}?revision={revision}")).Segments.Select(s => s.Number)];
}
