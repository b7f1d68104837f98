using Microsoft.Playwright;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Phantoms;
using static Microsoft.Playwright.Assertions;

namespace Voxmark.SystemTests;

/// <summary>The panel of segments, worked as a person does; undo and redo lead through the same lists, also after a reload.</summary>
[Collection(RunningSystemGroup.Name)]
public sealed class BrowserSegmentsTests(RunningSystem system)
{
    private const int Slice = 1;

    private readonly List<IReadOnlyList<Segment>> _lists = [];
    private Browser _browser = null!;
    private Guid _label;
    private int _revision;

    [Fact]
    public async Task Segments_AddedChangedOrderedLockedAndDeleted_AreStoredAndUndoneAlsoAfterAReload()
    {
        await OpenAsync();
        await using var browser = _browser;
        await ShowsTheTemplateAsync();
        await AddAsync();
        await ChangeAsync();
        await OrderAsync();
        await LockAsync();
        await HideAsync();
        await DeleteAsync();

        await ReloadAsync();
        await LeadsBackAsync();
        await ReloadAsync();
        await LeadsForwardAsync();
        Assert.Equal(0, await _browser.LabelAtAsync(40, 20)); // deleted with its segment
        Assert.Empty(_browser.Complaints);
    }

    private async Task ShowsTheTemplateAsync()
    {
        await Expect(_browser["segments"].GetByRole(AriaRole.Row)).ToHaveCountAsync(4);
        // DOMAIN's L3 protocol: muscle −29…150 HU, visceral fat −150…−50, other fat −190…−30
        foreach (var (number, text) in new[] { (1, "−29 to 150"), (2, "−190 to −30"), (3, "−150 to −50"), (4, "−190 to −30") })
            await Expect(_browser[$"segment-row-{number}"]).ToContainTextAsync(text);
    }

    private async Task AddAsync()
    {
        await _browser["segment-add"].ClickAsync();
        await FillAsync("Liver", code: "SCT:10200004", min: "-20", max: "250");
        await _browser["segment-colour-664af9"].ClickAsync();
        await SaveAsync();
        var added = _lists[^1][^1];
        Assert.Equal(("Liver", "#664af9", "SCT:10200004", -20, 250), (added.Name, added.Colour, added.Code, added.MinHu, added.MaxHu));
        Assert.Equal(5, added.Number);
        await Expect(_browser["segment-row-5"]).ToHaveAttributeAsync("aria-selected", "true");
    }

    private async Task ChangeAsync()
    {
        await _browser["segment-row-3"].ClickAsync();
        await _browser["segment-edit"].ClickAsync();
        await Expect(_browser["segment-meaning"]).ToHaveValueAsync(SegmentCodes.VisceralFat);
        await FillAsync("Omentum", code: "not a code", min: "-150", max: "-50");
        await Expect(_browser["segment-meaning"]).ToHaveValueAsync("?"); // another code
        await _browser["segment-save"].ClickAsync();
        await Expect(_browser["segment-editor"].GetByRole(AriaRole.Alert)).ToBeVisibleAsync(); // and nothing is saved
        await _browser["segment-meaning"].SelectOptionAsync(SegmentCodes.SkeletalMuscle);
        await Expect(_browser["segment-code"]).ToHaveValueAsync(SegmentCodes.SkeletalMuscle);
        await FillAsync("Omentum", code: "", min: "-190", max: "");
        await SaveAsync();
        var changed = _lists[^1].Single(segment => segment.Number == 3);
        Assert.Equal(("Omentum", null, -190, null), (changed.Name, changed.Code, changed.MinHu, changed.MaxHu));
        await Expect(_browser["segment-row-3"]).ToContainTextAsync("Omentum");
    }

    private async Task OrderAsync()
    {
        await _browser["segment-row-5"].FocusAsync();
        await _browser["segment-row-5"].ClickAsync();
        await _browser.Page.Keyboard.PressAsync("Alt+ArrowUp");
        await StoredAsync();
        Assert.Equal([1, 2, 3, 5, 4], _lists[^1].Select(segment => segment.Number));
        await _browser["segment-row-4"].DragToAsync(_browser["segment-row-1"]);
        await StoredAsync();
        Assert.Equal([4, 1, 2, 3, 5], _lists[^1].Select(segment => segment.Number));
    }

    private async Task LockAsync()
    {
        await _browser["segment-lock-2"].ClickAsync();
        await StoredAsync();
        Assert.True(_lists[^1].Single(segment => segment.Number == 2).Locked);
        await _browser["segment-row-2"].ClickAsync();
        await _browser["brush-tool"].ClickAsync();
        await _browser.DragAsync((20, 20), (30, 20));
        await Expect(_browser["toast"]).ToContainTextAsync("locked");
        Assert.Equal(0, await _browser.LabelAtAsync(25, 20));
        await _browser["segment-row-2"].DblClickAsync();
        await Expect(_browser["segment-delete"]).ToBeDisabledAsync();
        await _browser.Page.Keyboard.PressAsync("Escape");
    }

    private async Task HideAsync()
    {
        await _browser["segment-visible-1"].ClickAsync();
        await SavedAsync(++_revision);
        Assert.False((await LabelAsync()).Segments.Single(segment => segment.Number == 1).Visible);
        await _browser["segment-visible-1"].ClickAsync();
        await SavedAsync(++_revision); // shown again: neither is a step of undo
    }

    private async Task DeleteAsync()
    {
        await _browser["segment-row-5"].ClickAsync();
        await _browser["option-huLock"].SetCheckedAsync(false);
        await _browser.DragAsync((40, 20), (44, 20));
        Assert.Equal(5, await _browser.LabelAtAsync(40, 20));
        await StoredAsync();
        await _browser["segment-edit"].ClickAsync();
        await _browser["segment-delete"].ClickAsync();
        await Expect(_browser["segment-delete-confirm"]).ToContainTextAsync("1 slice.");
        await _browser["segment-delete-confirmed"].ClickAsync();
        await StoredAsync();
        Assert.Equal([4, 1, 2, 3], _lists[^1].Select(segment => segment.Number));
        Assert.Equal(0, await _browser.LabelAtAsync(40, 20));
        Assert.Empty((await LabelAsync()).Slices);
    }

    private async Task LeadsBackAsync()
    {
        await Expect(_browser["undo"]).ToBeEnabledAsync();
        for (var n = _lists.Count - 2; n >= 0; n--)
        {
            await _browser["undo"].ClickAsync();
            await IsAsync(n);
            if (n == _lists.Count - 2)
                Assert.Equal(5, await _browser.LabelAtAsync(40, 20)); // its pixels are back, too
        }

        await Expect(_browser["undo"]).ToBeDisabledAsync();
    }

    private async Task LeadsForwardAsync()
    {
        await Expect(_browser["redo"]).ToBeEnabledAsync();
        for (var n = 1; n < _lists.Count; n++)
        {
            await _browser["redo"].ClickAsync();
            await IsAsync(n);
        }

        await Expect(_browser["redo"]).ToBeDisabledAsync();
    }

    private async Task IsAsync(int n)
    {
        await SavedAsync(++_revision);
        Assert.Equal(_lists[n], (await LabelAsync()).Segments);
        var rows = _browser["segments"].GetByRole(AriaRole.Row);
        await Expect(rows).ToHaveCountAsync(_lists[n].Count);
        for (var place = 0; place < _lists[n].Count; place++)
            await Expect(rows.Nth(place)).ToHaveAttributeAsync("data-number", $"{_lists[n][place].Number}");
    }

    private async Task FillAsync(string name, string code, string min, string max)
    {
        await _browser["segment-name"].FillAsync(name);
        await _browser["segment-code"].FillAsync(code);
        await _browser["segment-min-hu"].FillAsync(min);
        await _browser["segment-max-hu"].FillAsync(max);
    }

    private async Task SaveAsync()
    {
        await _browser["segment-save"].ClickAsync();
        await Expect(_browser["segment-editor"]).ToHaveCountAsync(0);
        await StoredAsync();
    }

    /// <summary>The last action made one revision; notes the list that it left.</summary>
    private async Task StoredAsync()
    {
        await SavedAsync(++_revision);
        _lists.Add((await LabelAsync()).Segments);
    }

    private async Task SavedAsync(int revision)
    {
        var label = await Api.EventuallyAsync(LabelAsync, latest => latest.HeadRevision >= revision);
        Assert.Equal(revision, label.HeadRevision);
        await _browser.SavedAsync();
    }

    private Task<Label> LabelAsync() => system.Client.GetAsync<Label>($"/api/labels/{_label}");

    private async Task OpenAsync()
    {
        var series = await system.Client.UploadPhantomAsync(new AbdomenPhantom(Columns: 64, Rows: 64, Slices: 3, PixelMm: 6));
        var selection = await system.Client.PostAsync<Selection>("/api/selections", new CreateSelection(series, Slice, Slice, "L3", null));
        var label = await system.Client.PostAsync<Label>("/api/labels", new CreateLabel(series, selection.Id, "l3-body-composition", null));
        _label = label.Id;
        _lists.Add(label.Segments);
        _browser = await Browser.StartAsync(system.Address);
        await _browser.SignInAsync(system.AdminPassword);
        await _browser.Page.GotoAsync($"/labels/{_label}");
        await _browser.ReadyAsync();
    }

    private async Task ReloadAsync()
    {
        await _browser.Page.ReloadAsync();
        await _browser.ReadyAsync();
    }
}
