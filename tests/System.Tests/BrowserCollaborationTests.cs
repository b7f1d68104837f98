using Voxmark.Contracts.Access;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Masks;
using Voxmark.Imaging.Phantoms;
using static Microsoft.Playwright.Assertions;

namespace Voxmark.SystemTests;

/// <summary>
/// What must not get lost in the labelling page: work without network, in a tab that dies, beside
/// somebody else at the same label; and undo after all of that.
/// </summary>
[Collection(RunningSystemGroup.Name)]
public sealed partial class BrowserCollaborationTests(RunningSystem system) : IAsyncLifetime
{
    private const int Rows = 256, Columns = 256;
    private const int First = 8, Last = 12, Middle = 10;

    // Places inside muscle of the phantom, (column, row), far enough apart for a brush.
    private static readonly (int Column, int Row) s_front = (127, 69), s_psoas = (164, 157);

    private static string? s_series;

    private Label _label = null!;

    public async Task InitializeAsync()
    {
        s_series ??= await system.Client.UploadPhantomAsync(new AbdomenPhantom(NoiseHu: 8));
        var selection = await system.Client.PostAsync<Selection>(
            "/api/selections", new CreateSelection(s_series, First, Last, "L3", null));
        _label = await system.Client.PostAsync<Label>(
            "/api/labels", new CreateLabel(s_series, selection.Id, "l3-body-composition", null));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Strokes_OfTwoPagesOnDifferentSlices_AreSeenByEachWithinMomentsAndBothKept()
    {
        await using var one = await OpenAsync();
        await using var two = await OpenAsync();

        await two.GoToAsync(Last);
        await StrokeAsync(one, s_front);
        await StrokeAsync(two, s_psoas);

        await one.GoToAsync(Last);
        await two.GoToAsync(Middle);
        await ShowsAsync(one, s_psoas, 1);
        await ShowsAsync(two, s_front, 1);
        await one.SavedAsync();
        await two.SavedAsync();
        var stored = await system.Client.GetAsync<Label>($"/api/labels/{_label.Id}");
        Assert.Equal([Middle, Last], stored.Slices.Select(slice => slice.Slice));
    }

    [Theory]
    [InlineData("mine")]
    [InlineData("theirs")]
    [InlineData("both")]
    public async Task Conflict_OnOneSlice_KeepsWhatThePersonChooses(string choice)
    {
        await using var one = await OpenAsync();
        await using var two = await OpenAsync();
        await two.Page.Context.SetOfflineAsync(true);
        await StrokeAsync(two, s_psoas);
        await Expect(two["save-state"]).ToHaveAttributeAsync("data-state", "offline", new() { Timeout = 60_000 });
        await StrokeAsync(one, s_front);
        await one.SavedAsync();

        await two.Page.Context.SetOfflineAsync(false);
        await Expect(two["conflict"]).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(two["conflict-view-theirs"].Locator("canvas").First).ToBeVisibleAsync();
        await two.ScreenshotAsync($"conflict-{choice}");
        await two[$"conflict-{choice}"].ClickAsync();
        await two.SavedAsync();

        var (mine, theirs) = (choice != "theirs" ? 1 : 0, choice != "mine" ? 1 : 0);
        await ShowsAsync(two, s_psoas, mine);
        await ShowsAsync(two, s_front, theirs);
        await ShowsAsync(one, s_psoas, mine);
        await ShowsAsync(one, s_front, theirs);
        Assert.Equal((mine, theirs), await StoredAsync());
    }

    [Fact]
    public async Task Strokes_WithoutNetwork_WaitAndAreSentWhenItIsBack()
    {
        await using var browser = await OpenAsync();
        await browser.Page.Context.SetOfflineAsync(true);

        await StrokeAsync(browser, s_front);
        await StrokeAsync(browser, s_psoas);
        await Expect(browser["save-state"]).ToHaveAttributeAsync("data-state", "offline", new() { Timeout = 60_000 });
        await Expect(browser["save-state"]).ToContainTextAsync("2");
        await browser.ScreenshotAsync("offline");

        // one request, a revision each
        await browser.Page.RunAndWaitForRequestAsync(
            () => browser.Page.Context.SetOfflineAsync(false),
            request => request.Url.EndsWith("/revisions/batch", StringComparison.Ordinal));
        await browser.SavedAsync();
        Assert.Equal((1, 1), await StoredAsync());
        Assert.Equal(2, (await RevisionsAsync()).Length);
    }

    [Fact] // a hospital's intranet over plain http, where browsers keep nothing for a page
    public async Task Strokes_WithoutNetworkAndTls_AreSentAndNeverSaidToBeKept()
    {
        await using var browser = await OpenAsync(new UriBuilder(system.Address) { Host = Browser.PlainHost }.Uri);
        await Expect(browser["unkept"]).ToContainTextAsync("no TLS");
        await browser.Page.Context.SetOfflineAsync(true);

        await StrokeAsync(browser, s_front);

        await Expect(browser["offline"]).ToContainTextAsync("Keep this page open");
        await Expect(browser["save-state"]).ToContainTextAsync("keep this page open");
        await browser.Page.Context.SetOfflineAsync(false);
        await browser.SavedAsync();
        Assert.Equal((0, 1), await StoredAsync()); // psoas, front
    }

    [Fact]
    public async Task Strokes_WhileTheServiceIsKilled_WaitAndAreAllKept()
    {
        await using var browser = await OpenAsync();
        await StrokeAsync(browser, s_front);
        await browser.SavedAsync();

        // In the middle of a stroke, and before the host has started the service again.
        var (x, y) = await browser.ScreenOfAsync(s_psoas.Column - 3, s_psoas.Row);
        await browser.Page.Mouse.MoveAsync(x, y);
        await browser.Page.Mouse.DownAsync();
        system.KillService("LabelingService");
        await browser.Page.Mouse.MoveAsync(x + 20, y, new() { Steps = 4 });
        await browser.Page.Mouse.UpAsync();
        await browser.GoToAsync(Last);
        await StrokeAsync(browser, s_front);
        await Expect(browser["save-state"]).ToHaveAttributeAsync("data-state", "offline");
        await Expect(browser["save-state"]).ToContainTextAsync("2");

        await browser.SavedAsync();
        Assert.Equal((1, 1), await StoredAsync());
        Assert.Equal(["brush", "brush", "brush"], (await RevisionsAsync()).Select(revision => revision.Tool));
        await browser.GoToAsync(Middle);
        await ShowsAsync(browser, s_front, 1);
        await ShowsAsync(browser, s_psoas, 1);
    }

    [Fact]
    public async Task Label_HeldBySomebodyElse_IsWatchedLiveAndTakenOverWhenItIsHandedOver()
    {
        var name = $"ann-{Guid.NewGuid():N}"[..12];
        var second = await system.Client.PostAsync<UserCreated>(
            "/api/access/users", new CreateUser(name, "Ann Other", ["annotator"], null));
        await using var holder = await OpenAsync();
        await StrokeAsync(holder, s_front);
        await holder.SavedAsync();

        await using var other = await OpenAsync(name, second.Password);
        await Expect(other["watching"]).ToContainTextAsync("Administrator");
        await Expect(other["undo"]).ToBeDisabledAsync();
        await StrokeAsync(other, s_psoas);
        await ShowsAsync(other, s_psoas, 0); // looking on changes nothing
        await StrokeAsync(holder, s_psoas);
        await ShowsAsync(other, s_psoas, 1); // and shows what the other one does
        await other.ScreenshotAsync("watching");

        await holder["people"].ClickAsync();
        await holder["release"].ClickAsync();
        await Expect(other["watching"]).ToContainTextAsync("Nobody is working here now");
        await other["work-here"].ClickAsync();
        await Expect(other["watching"]).ToBeHiddenAsync();
        await other["eraser-tool"].ClickAsync();
        await StrokeAsync(other, s_front);
        await other.SavedAsync();
        await ShowsAsync(holder, s_front, 0);
        await Expect(holder["watching"]).ToContainTextAsync("Ann Other");
        Assert.Equal((1, 0), await StoredAsync());
        Assert.Equal("Ann Other", (await RevisionsAsync())[0].SavedBy.Name);
        await Expect(other["undo"]).ToBeEnabledAsync(); // of one's own work only
        await other["undo"].ClickAsync();
        await ShowsAsync(other, s_front, 1);
        await Expect(other["undo"]).ToBeDisabledAsync();
    }

    [Fact]
    public async Task Strokes_InATabThatDiesWithoutNetwork_AreSentByTheNextPageAndCanBeUndone()
    {
        await using var browser = await OpenAsync();
        await StrokeAsync(browser, s_front);
        await browser.SavedAsync();
        await browser.Page.Context.SetOfflineAsync(true);
        await StrokeAsync(browser, s_psoas);
        await Expect(browser["save-state"]).ToHaveAttributeAsync("data-state", "offline", new() { Timeout = 60_000 });

        await browser.ReplaceTabAsync();
        await browser.Page.Context.SetOfflineAsync(false);
        await ShowAsync(browser);

        await ShowsAsync(browser, s_psoas, 1);
        await browser.SavedAsync();
        Assert.Equal((1, 1), await StoredAsync());
        await Expect(browser["undo"]).ToBeEnabledAsync();
        await browser["undo"].ClickAsync();
        await ShowsAsync(browser, s_psoas, 0);
        await browser["undo"].ClickAsync();
        await ShowsAsync(browser, s_front, 0);
        await browser.SavedAsync();
        Assert.Equal((0, 0), await StoredAsync());
    }

    private Task<Browser> OpenAsync(Uri? address = null) => OpenAsync("admin", system.AdminPassword, address);

    private async Task<Browser> OpenAsync(string userName, string password, Uri? address = null)
    {
        var browser = await Browser.StartAsync(address ?? system.Address);
        await browser.SignInAsync(password, userName);
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

    /// <summary>The labels at the psoas and at the front of the middle slice as the server has them.</summary>
    private async Task<(int Psoas, int Front)> StoredAsync()
    {
        using var response = await system.Client.GetAsync(new Uri($"/api/labels/{_label.Id}/slices/{Middle}", UriKind.Relative));
        if (response.StatusCode == System.Net.HttpStatusCode.NotFound)
            return (0, 0);
        response.EnsureSuccessStatusCode();
        Assert.True(Mask.TryParse(await response.Content.ReadAsByteArrayAsync(), out var mask, out var problem), problem);
        Assert.Equal((Rows, Columns), (mask.Rows, mask.Columns));
        var labels = mask.Decode();
        return (labels[(s_psoas.Row * Columns) + s_psoas.Column], labels[(s_front.Row * Columns) + s_front.Column]);
    }

    private Task<RevisionSummary[]> RevisionsAsync() =>
        system.Client.GetAsync<RevisionSummary[]>($"/api/labels/{_label.Id}/revisions");
}
