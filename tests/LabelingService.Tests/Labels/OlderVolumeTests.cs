using System.Net;
using System.Net.Http.Json;
using Voxmark.Contracts.Labeling;
using Voxmark.ServiceDefaults;
using Voxmark.ServiceDefaults.Problems;
using static Voxmark.LabelingService.Tests.LabelingServiceFactory;

namespace Voxmark.LabelingService.Tests.Labels;

/// <summary>Who counts slices on a volume that is no longer the series' is told so.</summary>
public sealed class OlderVolumeTests(LabelingServiceFactory service) : IClassFixture<LabelingServiceFactory>
{
    [Fact]
    public async Task Save_OnAnOlderVolume_Is409AndStoresNothing()
    {
        var (label, before) = await SeriesFollowerTests.DrawnOnDAsync(service);
        var after = await service.PutSeriesAsync(label.SeriesInstanceUid, "abcde");

        using var response = await service.SaveAsync(label.Id, Save(new SliceChange(2, 1, MaskOf(1, 9))) with { VolumeId = before });

        var problem = await AssertProblemAsync(response, HttpStatusCode.Conflict, ProblemTypes.SeriesChanged);
        Assert.Equal(after, problem.GetProperty("volumeId").GetString());
        Assert.Equal(1, (await service.GetAsync<Label>($"/api/labels/{label.Id}")).HeadRevision);
    }

    [Fact] // a script that names no volume means the one that its label was made on
    public async Task Save_WithoutAVolumeAfterAChange_Is409()
    {
        var (label, _) = await SeriesFollowerTests.DrawnOnDAsync(service);
        await service.PutSeriesAsync(label.SeriesInstanceUid, "abcde");
        await service.FollowAsync(label.SeriesInstanceUid);

        using var response = await service.SaveAsync(label.Id, Save(new SliceChange(2, 0, MaskOf(1, 9))));

        await AssertProblemAsync(response, HttpStatusCode.Conflict, ProblemTypes.SeriesChanged);
    }

    [Fact]
    public async Task SaveAll_AcrossAChange_StoresWhatFitsAndStops()
    {
        var (label, before) = await SeriesFollowerTests.DrawnOnDAsync(service);
        var after = await service.PutSeriesAsync(label.SeriesInstanceUid, "abcde");
        var (fits, outdated) = (
            Save(new SliceChange(3, 1, MaskOf(1, 9))) with { VolumeId = after },
            Save(new SliceChange(1, 0, MaskOf(1, 1))) with { VolumeId = before });

        var saved = await service.PostAsync<RevisionsSaved>($"/api/labels/{label.Id}/revisions/batch", new SaveRevisions([fits, outdated]));
        using var first = await service.Annotator.PostAsJsonAsync(
            $"/api/labels/{label.Id}/revisions/batch", new SaveRevisions([outdated, fits]), Defaults.Json);

        Assert.Single(saved.Saved);
        await AssertProblemAsync(first, HttpStatusCode.Conflict, ProblemTypes.SeriesChanged);
    }

    [Fact] // nothing was drawn on it, and it is not the last one
    public async Task Mask_OfAVolumeThatIsNotKept_Is409()
    {
        var series = NewSeries();
        var first = await service.PutSeriesAsync(series, "bcde");
        var label = await service.CreateLabelAsync(series);
        await service.PutSeriesAsync(series, "abcde");
        await service.PutSeriesAsync(series, "abcdef");

        using var response = await service.Annotator.GetAsync($"/api/labels/{label.Id}/masks?volumeId={first}");

        await AssertProblemAsync(response, HttpStatusCode.Conflict, ProblemTypes.SeriesChanged);
    }

    /// <summary>Every other body that counts slices.</summary>
    public static TheoryData<string, Func<string, string, object>> Bodies { get; } = new()
    {
        { "selections", (series, volume) => new CreateSelection(series, 1, 2, "L3", null, volume) },
        { "labels", (series, volume) => new CreateLabel(series, null, "free", null, volume) },
        { "assist/back-projection", (series, volume) => new BackProjectionRequest(series, 1, new(0, 0, 2, 2), VolumeId: volume) },
        { "assist/grab-cut", (series, volume) => new GrabCutRequest(series, 1, new(0, 0, 2, 2), VolumeId: volume) },
        { "assist/carry", (series, volume) => new CarryRequest(series, 1, MaskOf(1, 7), 2, VolumeId: volume) },
        { "assist/threshold", (series, volume) => new ThresholdRequest(series, 1, 2, 0, 100, VolumeId: volume) },
        { "assist/region-growing", (series, volume) => new RegionGrowingRequest(series, 1, 0, 0, 1, 1, VolumeId: volume) },
        { "assist/split", (series, volume) => new SplitRequest(series, 1, MaskOf(1, 7), 0, 0, VolumeId: volume) },
        {
            "assist/interpolation",
            (series, volume) => new InterpolationRequest(series, [new(0, MaskOf(1, 7)), new(2, MaskOf(1, 7))], VolumeId: volume)
        },
        { "assist/seeds", (series, volume) => new SeedsRequest(series, 1, 2, [new(1, MaskOf(1, 7))], [new(1)], VolumeId: volume) },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Post_OnAnOlderVolume_Is409(string address, Func<string, string, object> body)
    {
        var series = NewSeries();
        var before = await service.PutSeriesAsync(series, "bcde");
        var after = await service.PutSeriesAsync(series, "abcde");

        using var outdated = await service.Annotator.PostAsJsonAsync($"/api/{address}", body(series, before), Defaults.Json);
        using var current = await service.Annotator.PostAsJsonAsync($"/api/{address}", body(series, after), Defaults.Json);

        await AssertProblemAsync(outdated, HttpStatusCode.Conflict, ProblemTypes.SeriesChanged);
        Assert.True(current.IsSuccessStatusCode, await current.Content.ReadAsStringAsync());
    }
}
