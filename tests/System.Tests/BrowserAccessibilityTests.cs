using System.Text.Json;
using Microsoft.Playwright;
using Voxmark.Contracts.Labeling;
using Voxmark.Contracts.Quant;
using Voxmark.Imaging.Masks;
using Voxmark.Imaging.Phantoms;
using static Microsoft.Playwright.Assertions;

namespace Voxmark.SystemTests;

/// <summary>
/// WCAG 2.2 AA as far as axe-core can tell, on every page and its dialogs, in light and dark; and that whatever Tab
/// reaches shows it. What no program can judge (order, wording, the picture itself) is not covered.
/// </summary>
[Collection(RunningSystemGroup.Name)]
public sealed class BrowserAccessibilityTests(RunningSystem system)
{
    private const int TabStops = 45;

    private readonly List<string> _violations = [];
    private Browser _browser = null!;

    [Fact]
    public async Task Pages_InLightAndDark_HaveNoSeriousViolation()
    {
        var label = await LabelAsync();
        var result = await system.Client.MeasureAsync(new StartQuant(label.Id, null, 170, 70, null));
        Assert.NotNull(result);
        _browser = await Browser.StartAsync(system.Address);
        await using var browser = _browser;
        await browser.Page.AddInitScriptAsync(
            scriptPath: Path.Combine(RunningSystem.Repository, "WebUi", "app", "node_modules", "axe-core", "axe.min.js"));

        await browser.Page.GotoAsync("/sign-in");
        await ExamineAsync("sign-in");
        await browser.SignInAsync(system.AdminPassword);
        await ExamineStudiesAsync();
        await ExamineAccessAsync();
        await ExamineAreaAsync(label);
        await ExamineLabelAsync(label);
        await browser.Page.GotoAsync($"/labels/{label.Id}/quantify");
        await Expect(browser["measured-state"]).ToHaveTextAsync("Preview, not stored");
        await ExamineAsync("quantify-preview");
        await browser["measure"].ClickAsync();
        await Expect(browser["measured-state"]).ToContainTextAsync("Measured");
        await ExamineAsync("quantify");
        await browser.Page.GotoAsync("/no-such-page");
        await ExamineAsync("not-found");
        Assert.True(_violations.Count == 0, string.Join(Environment.NewLine, _violations.Distinct()));
    }

    private async Task ExamineStudiesAsync()
    {
        await Expect(_browser["study-row"].First).ToBeVisibleAsync();
        await ExamineAsync("studies");
        await _browser["study-row"].First.ClickAsync();
        await Expect(_browser["series-card"].First).ToBeVisibleAsync();
        await ExamineAsync("series");
        await _browser.Page.Keyboard.PressAsync("?");
        await ExamineAsync("studies-keys");
    }

    private async Task ExamineAccessAsync()
    {
        await _browser.Page.GotoAsync("/users");
        await Expect(_browser["user-row"].First).ToBeVisibleAsync();
        await ExamineAsync("users");
        await _browser["add-user"].ClickAsync();
        await ExamineAsync("users-add");
        await _browser.Page.GotoAsync("/audit");
        await Expect(_browser["audit-row"].First).ToBeVisibleAsync();
        await ExamineAsync("audit");
        await _browser.Page.GotoAsync("/models");
        await Expect(_browser["bundle-row"].Filter(new() { HasText = "hu-threshold" })).ToBeVisibleAsync();
        await ExamineAsync("models");
        await _browser.Page.GotoAsync("/shelf");
        await Expect(_browser.Page.Locator("#shelf tbody tr")).ToHaveCountAsync(1); // that it is empty
        await ExamineAsync("shelf");
        await _browser.Page.GotoAsync("/account");
        await ExamineAsync("account");
    }

    private async Task ExamineAreaAsync(Label label)
    {
        await _browser.Page.GotoAsync($"/series/{label.SeriesInstanceUid}/area");
        await Expect(_browser["confirm-area"]).ToBeEnabledAsync();
        await _browser.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await ExamineAsync("area");
    }

    private async Task ExamineLabelAsync(Label label)
    {
        await _browser.Page.GotoAsync($"/labels/{label.Id}");
        await _browser.ReadyAsync();
        await _browser.DragAsync((122, 69), (132, 69));
        await _browser.SavedAsync();
        await ExamineAsync("label");
        foreach (var tool in new[] { "window", "grab-cut", "threshold", "islands", "model" })
        {
            await _browser[$"{tool}-tool"].ClickAsync();
            await ExamineAsync($"label-{tool}", hasTabs: false);
        }

        await _browser.Page.Keyboard.PressAsync("y");
        await Expect(_browser["revision-1"]).ToBeVisibleAsync();
        await _browser["compare"].ClickAsync();
        await Expect(_browser["comparison"]).ToBeVisibleAsync();
        await ExamineAsync("label-history");
        await _browser.Page.Keyboard.PressAsync("y");
        await _browser["segment-edit"].ClickAsync();
        await ExamineAsync("label-segment-editor");
        await _browser.Page.Keyboard.PressAsync("Escape");
        await _browser["canvas-axial"].FocusAsync();
        await _browser.Page.Keyboard.PressAsync("?");
        await ExamineAsync("label-keys");
        await _browser.Page.Keyboard.PressAsync("Escape");
        await _browser["canvas-axial"].FocusAsync();
        await _browser.Page.Keyboard.PressAsync("Control+k");
        await Expect(_browser.Page.GetByRole(AriaRole.Combobox, new() { Expanded = true })).ToBeVisibleAsync();
        await ExamineAsync("label-commands", hasTabs: false);
        await _browser.Page.Keyboard.PressAsync("Escape");
        await _browser["canvas-axial"].ClickAsync(new() { Button = MouseButton.Right });
        await ExamineAsync("label-menu");
    }

    private async Task ExamineAsync(string name, bool hasTabs = true)
    {
        foreach (var theme in new[] { "light", "dark" })
        {
            await _browser.Page.EvaluateAsync("theme => { document.documentElement.dataset.theme = theme; }", theme);
            var found = await _browser.Page.EvaluateAsync<JsonElement>(
                """
                async () => {
                  await Promise.all(document.getAnimations().filter(each => each instanceof CSSTransition)
                    .map(each => each.finished.catch(() => undefined)));
                  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
                  const { violations } = await axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
                  return violations.filter(each => each.impact === 'serious' || each.impact === 'critical')
                    .flatMap(each => each.nodes.map(node => `${each.id} ${node.target.join(' ')}: `
                      + `${node.failureSummary.replaceAll('\n', ' ')} ${node.html.slice(0, 120)}`));
                }
                """);
            _violations.AddRange(found.EnumerateArray().Select(each => $"{name}, {theme}: {each.GetString()}"));
            await _browser.ScreenshotAsync($"a11y-{name}-{theme}");
        }

        if (hasTabs)
            await ExamineFocusAsync(name);
    }

    /// <summary>Whatever Tab reaches has an outline or a shadow, or the box around it has.</summary>
    private async Task ExamineFocusAsync(string where)
    {
        for (var n = 0; n < TabStops; n++)
        {
            await _browser.Page.Keyboard.PressAsync("Tab");
            var unmarked = await _browser.Page.EvaluateAsync<string?>(
                """
                () => {
                  const element = document.activeElement;
                  // a date's parts have the browser's own rings
                  if (!element || element === document.body || element.type === 'date') return null;
                  const isMarked = each => {
                    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
                    return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) || boxShadow !== 'none';
                  };
                  return isMarked(element) || isMarked(element.parentElement) ? null : element.outerHTML.slice(0, 160);
                }
                """);
            if (unmarked is not null)
                _violations.Add($"{where}: focus does not show on {unmarked}");
        }
    }

    private async Task<Label> LabelAsync()
    {
        var series = await system.Client.UploadPhantomAsync(new AbdomenPhantom());
        var selection = await system.Client.PostAsync<Selection>("/api/selections", new CreateSelection(series, 8, 12, "L3", null));
        var label = await system.Client.PostAsync<Label>("/api/labels", new CreateLabel(series, selection.Id, "l3-body-composition", null));
        var muscle = new byte[256 * 256];
        muscle.AsSpan(69 * 256 + 100, 20).Fill(1);
        await system.Client.PostAsync<RevisionSaved>($"/api/labels/{label.Id}/revisions", new SaveRevision(
            Guid.NewGuid(), "brush", null, null, [new SliceChange(10, 0, Mask.Encode(muscle, 256, 256).Bytes.ToArray())]));
        return label;
    }
}
