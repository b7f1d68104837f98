using System.Globalization;
using Voxmark.Contracts.Labeling;
using static Microsoft.Playwright.Assertions;

namespace Voxmark.SystemTests;

/// <summary>What was saved can be taken back, made again and compared, in a page opened later too.</summary>
public sealed partial class BrowserCollaborationTests
{
    [Fact]
    public async Task Undo_AfterAReload_BringsBackEachEarlierMaskAsANewRevision()
    {
        await using var browser = await OpenAsync();
        await StrokeAsync(browser, s_front);
        await StrokeAsync(browser, s_psoas);
        await browser.SavedAsync();

        await browser.Page.ReloadAsync();
        await browser.ReadyAsync();
        await Expect(browser["undo"]).ToBeEnabledAsync();
        await browser["undo"].ClickAsync();
        await ShowsAsync(browser, s_psoas, 0);
        await browser.SavedAsync();
        Assert.Equal((0, 1), await StoredAsync());

        // A page that is opened now knows that the second stroke is taken back, and can make it again.
        await browser.Page.ReloadAsync();
        await browser.ReadyAsync();
        await Expect(browser["redo"]).ToBeEnabledAsync();
        await browser["redo"].ClickAsync();
        await ShowsAsync(browser, s_psoas, 1);
        await browser.SavedAsync();
        Assert.Equal((1, 1), await StoredAsync());
        Assert.Equal(["redo", "undo", "brush", "brush"], (await RevisionsAsync()).Select(revision => revision.Tool));
    }

    [Fact]
    public async Task History_ComparesTwoRevisionsAndRestoresOne()
    {
        await using var browser = await OpenAsync();
        await StrokeAsync(browser, s_front);
        await StrokeAsync(browser, s_psoas);
        await browser.SavedAsync();

        // asked for before the list is here
        var isAsked = new TaskCompletionSource();
        await browser.Page.RouteAsync("**/revisions?*", async route =>
        {
            await isAsked.Task;
            await route.ContinueAsync();
        });
        await browser.Page.Keyboard.PressAsync("y");
        await browser["compare"].ClickAsync();
        isAsked.SetResult();
        await Expect(browser["revision-2"]).ToBeVisibleAsync();
        await Expect(browser["comparison"]).ToBeVisibleAsync();
        var stored = await system.Client.GetAsync<RevisionComparison>($"/api/labels/{_label.Id}/comparison?from=1&to=2");
        await Expect(browser["dice-1"]).ToHaveTextAsync(stored.Segments[0].Dice.ToString("0.000", CultureInfo.InvariantCulture));
        await Expect(browser[$"changed-{Middle}"]).ToBeVisibleAsync();
        await browser.ScreenshotAsync("history-comparison");

        await browser["compare"].ClickAsync();
        await browser["show-1"].ClickAsync();
        await browser["restore"].ClickAsync();
        await ShowsAsync(browser, s_psoas, 0);
        await browser.SavedAsync();
        Assert.Equal((0, 1), await StoredAsync());
        Assert.Equal("restore", (await RevisionsAsync())[0].Tool);
    }
}
