using Voxmark.Contracts.Ingest;
using Voxmark.Contracts.Labeling;
using Voxmark.Fixtures.Dicom;
using Voxmark.Imaging.Masks;
using Voxmark.Imaging.Phantoms;
using static Microsoft.Playwright.Assertions;

namespace Voxmark.SystemTests;

/// <summary>
/// An image arrives at the feet of a series while its label is open, so that every slice counts one more (docs/adr/0010): the
/// page says so, and what was drawn stays on the image that it was drawn on.
/// </summary>
[Collection(RunningSystemGroup.Name)]
public sealed class BrowserSeriesChangeTests(RunningSystem system) : IAsyncLifetime
{
    private const int Columns = 256;
    private const int Slice = 9, SliceAfterwards = 10;

    // Places inside muscle of the phantom, (column, row), far enough apart for a brush.
    private static readonly (int Column, int Row) s_front = (127, 69), s_psoas = (164, 157);

    private readonly string _folder = Directory.CreateTempSubdirectory("voxmark-growing-").FullName;
    private string _last = "";
    private SeriesDetail _series = null!;
    private Label _label = null!;

    public async Task InitializeAsync()
    {
        new PhantomSeries(new AbdomenPhantom(NoiseHu: 8)).WriteTo(_folder);
        var files = Directory.GetFiles(_folder).Order().ToList();
        _last = files[^1]; // the highest number: nearest the feet
        _series = await system.Client.UploadSeriesAsync(files[..^1]);
        var uid = _series.Series.SeriesInstanceUid;
        var selection = await system.Client.PostAsync<Selection>("/api/selections", new CreateSelection(uid, Slice, Slice, "L3", null));
        _label = await system.Client.PostAsync<Label>("/api/labels", new CreateLabel(uid, selection.Id, "l3-body-composition", null));
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Strokes_BeforeAndAfterAnImageArrives_StayOnTheirImage()
    {
        await using var browser = await OpenAsync();
        await StrokeAsync(browser, s_front);
        await browser.SavedAsync();

        await GrowAsync();

        await Expect(browser["toast"]).ToContainTextAsync("The series has changed");
        await browser.ReadyAsync();
        await ShowsAsync(browser, s_front, 1);
        await browser.ScreenshotAsync("series-changed");
        await StrokeAsync(browser, s_psoas);
        await browser.SavedAsync();
        await AssertOnItsImageAsync();
    }

    [Fact] // neither page nor person knew of the change when the strokes were drawn
    public async Task Strokes_WithoutNetworkWhileAnImageArrives_AreSentToTheirImage()
    {
        await using var browser = await OpenAsync();
        await browser.Page.Context.SetOfflineAsync(true);
        await StrokeAsync(browser, s_front);
        await StrokeAsync(browser, s_psoas);
        await Expect(browser["save-state"]).ToHaveAttributeAsync("data-state", "offline", new() { Timeout = 60_000 });
        await GrowAsync();

        await browser.Page.Context.SetOfflineAsync(false);

        await Expect(browser["toast"]).ToContainTextAsync("The series has changed");
        await AssertOnItsImageAsync();
    }

    [Fact]
    public async Task Drafts_OfAPageThatDiedBeforeAnImageArrived_AreSentToTheirImage()
    {
        await using var browser = await OpenAsync();
        await browser.Page.Context.SetOfflineAsync(true);
        await StrokeAsync(browser, s_front);
        await StrokeAsync(browser, s_psoas);
        await Expect(browser["save-state"]).ToHaveAttributeAsync("data-state", "offline", new() { Timeout = 60_000 });
        await browser.ReplaceTabAsync();
        await GrowAsync();

        await browser.Page.Context.SetOfflineAsync(false);
        await ShowAsync(browser);

        await ShowsAsync(browser, s_front, 1);
        await browser.SavedAsync();
        await AssertOnItsImageAsync();
    }

    /// <summary>The last image arrives.</summary>
    private async Task GrowAsync()
    {
        var grown = await system.Client.UploadSeriesAsync([_last]);
        Assert.Equal(_series.Slices.Count + 1, grown.Slices.Count);
        Assert.Equal(_series.Slices[Slice].SopInstanceUid, grown.Slices[SliceAfterwards].SopInstanceUid);
    }

    private async Task<Browser> OpenAsync()
    {
        var browser = await Browser.StartAsync(system.Address);
        await browser.SignInAsync(system.AdminPassword, "admin");
        await ShowAsync(browser);
        return browser;
    }

    private async Task ShowAsync(Browser browser)
    {
        await browser.Page.GotoAsync($"/labels/{_label.Id}");
        await browser.ReadyAsync();
    }

    private static Task StrokeAsync(Browser browser, (int Column, int Row) at) =>
        browser.DragAsync((at.Column - 3, at.Row), (at.Column + 3, at.Row));

    private static async Task ShowsAsync(Browser browser, (int Column, int Row) at, int label) =>
        await Api.EventuallyAsync(() => browser.LabelAtAsync(at.Column, at.Row), shown => shown == label);

    /// <summary>Both strokes, on the image that was slice 9 and is slice 10, and nothing anywhere else.</summary>
    private async Task AssertOnItsImageAsync()
    {
        var label = await Api.EventuallyAsync(
            () => system.Client.GetAsync<Label>($"/api/labels/{_label.Id}"), label => label.HeadRevision >= 2 && label.Slices.Count > 0);
        var slice = Assert.Single(label.Slices);
        Assert.Equal((SliceAfterwards, _series.Slices[Slice].SopInstanceUid), (slice.Slice, slice.SopInstanceUid));
        var bytes = await system.Client.GetByteArrayAsync(new Uri($"/api/labels/{_label.Id}/slices/{SliceAfterwards}", UriKind.Relative));
        Assert.True(Mask.TryParse(bytes, out var mask, out var problem), problem);
        var labels = mask.Decode();
        Assert.All(new[] { s_front, s_psoas }, at => Assert.Equal(1, labels[(at.Row * Columns) + at.Column]));
    }
}
