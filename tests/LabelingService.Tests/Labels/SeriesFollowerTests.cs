using System.Net;
using System.Net.Http.Json;
using MassTransit.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Voxmark.Contracts.Ingest;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Masks;
using Voxmark.LabelingService.Labels;
using Voxmark.ServiceDefaults;
using Voxmark.ServiceDefaults.Problems;
using static Voxmark.LabelingService.Tests.LabelingServiceFactory;

namespace Voxmark.LabelingService.Tests.Labels;

/// <summary>A label belongs to images. Series are written as their images, feet to head: <c>bcde</c> has four.</summary>
public sealed class SeriesFollowerTests(LabelingServiceFactory service) : IClassFixture<LabelingServiceFactory>
{
    /// <summary>What a series of images b, c, d, e may become, and where d lies then.</summary>
    public static TheoryData<string, int> Changes { get; } = new()
    {
        { "abcde", 3 }, // one below
        { "bcxde", 3 }, // one in the middle
        { "bcdef", 2 }, // one above
        { "abcdef", 3 }, // one at both ends
        { "bxde", 2 }, // another one replaced
        { "edcb", 1 }, // another order
        { "d", 0 },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Label_WhenItsSeriesChanges_StaysOnItsImage(string images, int slice)
    {
        var (label, _) = await DrawnOnDAsync(service);

        var volume = await service.PutSeriesAsync(label.SeriesInstanceUid, images);

        await AssertOnDAsync(label.Id, slice, volume, revision: 1); // before anybody has followed
        await service.FollowAsync(label.SeriesInstanceUid);
        await AssertOnDAsync(label.Id, slice, volume, revision: 1);
        await AssertOnDAsync(label.Id, slice, volume, revision: 2);
    }

    [Fact]
    public async Task SeriesVolumeBuilt_OfAnotherVolume_IsARevisionThatSaysSo()
    {
        var (label, before) = await DrawnOnDAsync(service);
        var after = await service.PutSeriesAsync(label.SeriesInstanceUid, "abcde");

        await Harness.Bus.Publish(new SeriesVolumeBuilt(label.SeriesInstanceUid, "1.2.3", after, 5, null, DateTimeOffset.UtcNow));

        Assert.True(await Harness.Published.Any<LabelRevised>(
            m => m.Context.Message is { Tool: "series-changed" } revised && revised.LabelId == label.Id && revised.VolumeId == after));
        var revisions = await RevisionsAsync(label.Id);
        Assert.Equal(
            [(2, "series-changed", "Voxmark"), (1, "brush", "Some annotator")],
            revisions.Select(r => (r.Revision, r.Tool, r.SavedBy.Name)));
        Assert.Equal([after, before], revisions.Select(r => r.VolumeId));
        var parameters = revisions[0].Parameters!.Value;
        Assert.Equal((before, after), (parameters.GetProperty("from").GetString(), parameters.GetProperty("to").GetString()));
    }

    [Fact]
    public async Task SeriesVolumeBuilt_Twice_IsOneRevision()
    {
        var (label, _) = await DrawnOnDAsync(service);
        await service.PutSeriesAsync(label.SeriesInstanceUid, "abcde");

        await service.FollowAsync(label.SeriesInstanceUid);
        await service.FollowAsync(label.SeriesInstanceUid);

        Assert.Equal(2, (await RevisionsAsync(label.Id)).Count);
    }

    [Fact]
    public async Task Label_WhenItsImageIsGone_SaysSoAndKeepsWhatWasDrawn()
    {
        var (label, before) = await DrawnOnDAsync(service);
        await service.PutSeriesAsync(label.SeriesInstanceUid, "bcxe");

        await service.FollowAsync(label.SeriesInstanceUid);

        var head = await service.GetAsync<Label>($"/api/labels/{label.Id}");
        Assert.Equal((2, 0, 0), (head.Revision, head.Slices.Count, head.Lost!.Count));
        var first = await service.GetAsync<Label>($"/api/labels/{label.Id}?revision=1");
        Assert.Equal((0, before), (first.Slices.Count, first.RevisionVolumeId));
        Assert.Equal(ImageOf('d'), Assert.Single(first.Lost!).SopInstanceUid);
        Assert.Equal(1, (await RevisionsAsync(label.Id))[0].Parameters!.Value.GetProperty("gone").GetInt32());
        var asMade = await service.GetAsync<Label>($"/api/labels/{label.Id}?revision=1&asMade=true");
        Assert.Equal((before, 2), (asMade.VolumeId, Assert.Single(asMade.Slices).Slice));
    }

    [Fact]
    public async Task Label_WhenItsImageIsBack_HasWhatWasDrawn()
    {
        var (label, _) = await DrawnOnDAsync(service);
        await service.PutSeriesAsync(label.SeriesInstanceUid, "bce");
        await service.FollowAsync(label.SeriesInstanceUid);

        var volume = await service.PutSeriesAsync(label.SeriesInstanceUid, "abcde");
        await service.FollowAsync(label.SeriesInstanceUid);

        await AssertOnDAsync(label.Id, 3, volume, revision: 3);
        var gone = await service.GetAsync<Label>($"/api/labels/{label.Id}?revision=2"); // says what it said: without that image
        Assert.Empty(gone.Slices);
    }

    [Fact] // an image that somebody emptied stays empty
    public async Task Label_WhenAnEmptiedImageIsBack_StaysEmpty()
    {
        var (label, volume) = await DrawnOnDAsync(service);
        await SavedAsync(label.Id, volume, new SliceChange(2, 1, MaskOf(0, 0)));
        await service.PutSeriesAsync(label.SeriesInstanceUid, "bce");
        await service.FollowAsync(label.SeriesInstanceUid);

        await service.PutSeriesAsync(label.SeriesInstanceUid, "abcde");
        await service.FollowAsync(label.SeriesInstanceUid);

        Assert.Empty((await service.GetAsync<Label>($"/api/labels/{label.Id}")).Slices);
    }

    [Fact]
    public async Task Save_OnTheNewVolume_KeepsTheBaseOfTheImage()
    {
        var (label, _) = await DrawnOnDAsync(service);
        var after = await service.PutSeriesAsync(label.SeriesInstanceUid, "abcde");

        var saved = await SavedAsync(label.Id, after, new SliceChange(3, 1, MaskOf(1, 9)));

        Assert.Equal((3, after), (saved.Revision, saved.VolumeId)); // 2 says that the series has changed
        Assert.Equal((3, ImageOf('d')), (saved.Slices[0].Slice, saved.Slices[0].SopInstanceUid));
    }

    [Fact]
    public async Task Save_RepeatedAfterAChange_ReturnsWhatItMade()
    {
        var series = NewSeries();
        var volume = await service.PutSeriesAsync(series, "bcde");
        var label = await service.CreateLabelAsync(series);
        var save = Save(new SliceChange(2, 0, MaskOf(1, 7))) with { VolumeId = volume };
        await ReadAsync<RevisionSaved>(await service.SaveAsync(label.Id, save));
        await service.PutSeriesAsync(series, "abcde");

        var again = await ReadAsync<RevisionSaved>(await service.SaveAsync(label.Id, save));

        Assert.Equal((1, 2, volume), (again.Revision, again.Slices[0].Slice, again.VolumeId)); // as the client counts
    }

    [Fact]
    public async Task Mask_OfANamedVolume_CountsOnThat()
    {
        var (label, before) = await DrawnOnDAsync(service);
        var after = await service.PutSeriesAsync(label.SeriesInstanceUid, "abcde");

        Assert.Equal(MaskOf(1, 7), await service.Annotator.GetByteArrayAsync($"/api/labels/{label.Id}/slices/2?volumeId={before}"));
        Assert.Equal(MaskOf(1, 7), await service.Annotator.GetByteArrayAsync($"/api/labels/{label.Id}/slices/3?volumeId={after}"));
    }

    [Theory]
    [InlineData("abcde", 2, 3)]
    [InlineData("bcxde", 1, 3)] // an image between those of the area belongs to it
    [InlineData("bxde", 2, 2)] // its first image is gone
    [InlineData("edcb", 1, 2)]
    public async Task Selection_WhenItsSeriesChanges_StaysOnItsImages(string images, int first, int last)
    {
        var series = NewSeries();
        var volume = await service.PutSeriesAsync(series, "bcde");
        var selection = await service.PostAsync<Selection>("/api/selections", new CreateSelection(series, 1, 2, "L3", null, volume));
        var label = await service.PostAsync<Label>("/api/labels", new CreateLabel(series, selection.Id, "free", null, volume));

        await service.PutSeriesAsync(series, images);

        var moved = Assert.Single(await service.GetAsync<Selection[]>($"/api/selections?seriesInstanceUid={series}"));
        Assert.Equal((first, last, false), (moved.FirstSlice, moved.LastSlice, moved.IsLost));
        var area = await service.GetAsync<Label>($"/api/labels/{label.Id}");
        Assert.Equal((first, last), (area.FirstSlice, area.LastSlice));
    }

    [Fact]
    public async Task Selection_WhenItsImagesAreGone_IsLostAndMakesNoLabel()
    {
        var series = NewSeries();
        await service.PutSeriesAsync(series, "bcde");
        var selection = await service.PostAsync<Selection>("/api/selections", new CreateSelection(series, 1, 2, "L3", null));
        await service.PutSeriesAsync(series, "bxye");

        using var response = await service.Annotator.PostAsJsonAsync(
            "/api/labels", new CreateLabel(series, selection.Id, "free", null), Defaults.Json);

        Assert.True(Assert.Single(await service.GetAsync<Selection[]>($"/api/selections?seriesInstanceUid={series}")).IsLost);
        await AssertProblemAsync(response, HttpStatusCode.BadRequest, ProblemTypes.Invalid);
    }

    [Fact] // a mask of before covers the images' own pixels, which lie at the top left
    public void Mask_WhenSlicesAreLargerNow_CoversTheSamePixels()
    {
        Assert.True(Mask.TryParse(MaskOf(1, 7), out var mask, out _));

        var larger = mask.Resize(Rows + 1, Columns + 2);

        Assert.Equal(
            [1, 1, 1, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0],
            larger.Decode()[..14]);
        Assert.Equal(mask.Hash, larger.Resize(Rows, Columns).Hash);
    }

    [Fact]
    public async Task Migration_OfALabelWithoutImages_NamesThemWhereTheSeriesIsTheSame()
    {
        var (label, volume) = await DrawnOnDAsync(service);
        await ForgetImagesAsync(label.Id);

        await service.Services.GetRequiredService<IHost>().NameImagesAsync();

        await AssertOnDAsync(label.Id, 2, volume, revision: 1);
        Assert.Single(await RevisionsAsync(label.Id));
        await service.PutSeriesAsync(label.SeriesInstanceUid, "abcde");
        Assert.Equal(3, Assert.Single((await service.GetAsync<Label>($"/api/labels/{label.Id}")).Slices).Slice);
    }

    [Fact]
    public async Task Migration_OfALabelWithoutImages_MarksItWhereTheSeriesHasChanged()
    {
        var (label, _) = await DrawnOnDAsync(service);
        await ForgetImagesAsync(label.Id);
        await service.PutSeriesAsync(label.SeriesInstanceUid, "abcde");

        await service.Services.GetRequiredService<IHost>().NameImagesAsync();

        Assert.Equal("series-changed", (await RevisionsAsync(label.Id))[0].Tool);
        Assert.Empty((await service.GetAsync<Label>($"/api/labels/{label.Id}")).Slices);
        var first = await service.GetAsync<Label>($"/api/labels/{label.Id}?revision=1");
        Assert.Equal(("", 2), (Assert.Single(first.Lost!).SopInstanceUid, first.Lost![0].Frame));
    }

    private ITestHarness Harness => service.Services.GetRequiredService<ITestHarness>();

    /// <summary>A label of a series b, c, d, e with 7 pixels on d, and the series' volume.</summary>
    internal static async Task<(Label Label, string Volume)> DrawnOnDAsync(LabelingServiceFactory service)
    {
        var series = NewSeries();
        var volume = await service.PutSeriesAsync(series, "bcde");
        var label = await service.CreateLabelAsync(series);
        await ReadAsync<RevisionSaved>(
            await service.SaveAsync(label.Id, Save(new SliceChange(2, 0, MaskOf(1, 7))) with { VolumeId = volume }));
        return (label, volume);
    }

    private async Task<RevisionSaved> SavedAsync(Guid label, string volume, params SliceChange[] slices) =>
        await ReadAsync<RevisionSaved>(await service.SaveAsync(label, Save(slices) with { VolumeId = volume }));

    private async Task AssertOnDAsync(Guid id, int slice, string volume, int revision)
    {
        var label = await service.GetAsync<Label>($"/api/labels/{id}?revision={revision}");
        Assert.Equal((slice, ImageOf('d')), (Assert.Single(label.Slices).Slice, label.Slices[0].SopInstanceUid));
        Assert.Equal(volume, label.VolumeId);
        Assert.Equal(MaskOf(1, 7), await service.Annotator.GetByteArrayAsync($"/api/labels/{id}/slices/{slice}?revision={revision}"));
        Assert.True(SliceMasks.TryParse(
            await service.Annotator.GetByteArrayAsync($"/api/labels/{id}/masks?revision={revision}"), out var masks, out _));
        Assert.Equal(slice, Assert.Single(masks).Slice);
    }

    private async Task<List<RevisionSummary>> RevisionsAsync(Guid label) =>
        await service.GetAsync<List<RevisionSummary>>($"/api/labels/{label}/revisions");

    /// <summary>A label as a former release kept it: by slice index, as its migration finds it.</summary>
    private Task<int> ForgetImagesAsync(Guid label) => service.InDatabaseAsync(db => db.Database.ExecuteSqlAsync($"""
        UPDATE labeling.slice_revisions SET sop_instance_uid = '', frame = 2 WHERE label_id = {label};
        UPDATE labeling.revisions SET volume_id = NULL WHERE label_id = {label};
        UPDATE labeling.labels SET volume_id = NULL, first_volume_id = NULL, area = NULL WHERE id = {label};
        """));
}
