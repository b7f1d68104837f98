using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Voxmark.Contracts.Labeling;
using Voxmark.Fixtures.Dicom;
using Voxmark.Imaging.Phantoms;
using static Microsoft.Playwright.Assertions;

namespace Voxmark.SystemTests;

/// <summary>
/// Fills every field, submits every form and presses every button, link and menu entry of every page, on a system with more
/// studies than a page holds. What there is comes from the pages themselves, so that a control nobody can press, one that something
/// covers, and a command that no key or name reaches, fail. On a system of its own: what is pressed changes lists, accounts
/// and settings.
/// </summary>
public sealed partial class BrowserPressEverythingTests(RunningSystem system) : IClassFixture<RunningSystem>
{
    private const int Studies = 80, Deletions = 28, MostPresses = 600;

    /// <summary>
    /// The controls of the topmost layer (a dialog, a menu, or the page), as what they are rather than what they say:
    /// rows of one kind are one control. The options of the tool in hand come first, for they go with it.
    /// </summary>
    private const string Script =
        """
        window.voxmarkLayer = () => [...document.querySelectorAll('dialog[open]')].at(-1)
          ?? [...document.querySelectorAll('[popover]')].find(each => each.matches(':popover-open'))
          ?? [...document.querySelectorAll('[role=menu]')].find(each => each.checkVisibility())
          ?? [...document.querySelectorAll('details[open] .pop, .drawer')].find(each => each.checkVisibility());
        window.voxmarkLayerName = () => { const layer = window.voxmarkLayer(); return layer ? layer.dataset.testid || layer.id || layer.className : ''; };
        window.voxmarkControls = () => {
          const kind = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=option], [role=slider], li[role=row]';
          const nameless = text => (text ?? '').replace(/\([^)]*\)/g, '').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '#').replace(/[\d.]+/g, '#').replace(/^((?:clear-)?key-).*/, '$1#').trim().slice(0, 60);
          const idOf = each => `${window.voxmarkLayerName()}|${each.localName}|` + nameless(
            each.dataset.testid || each.id || each.dataset.command || each.dataset.key
            || (each.name && each.value && /submit|radio|checkbox/.test(each.type) ? `${each.name}=${each.value}` : each.name)
            || (each.getAttribute('href') ?? '').replace(/\?.*/, '?') || each.getAttribute('aria-label') || each.textContent);
          // what closes, locks, or changes what there is comes after the rest
          const order = each => (each.closest('.toast') ? 0 : /^clear-key/.test(each.dataset.testid) ? 6 : each.closest('.opt') ? (each.localName === 'button' ? 1 : 0) : /sign-out|lang|-lock-/.test(each.dataset.testid + each.className) ? 9
            : each.querySelector('use[href="#i-x"]') || /close|cancel/.test(each.dataset.testid) ? 8
              : /delete|compare$/.test(each.dataset.testid) ? 7 : 5);
          return [...(window.voxmarkLayer() ?? document).querySelectorAll(kind)]
            .filter(each => each.checkVisibility({ visibilityProperty: true }) && each.getClientRects().length > 0)
            .map(each => ({ each, id: idOf(each), isEnabled: !each.disabled && each.ariaDisabled !== 'true' }))
            .sort((a, b) => order(a.each) - order(b.each));
        };
        window.voxmarkSeen = () => window.voxmarkControls().map(each => each.id);
        window.voxmarkMark = (pressed, wanted) => {
          document.querySelector('[data-press]')?.removeAttribute('data-press');
          const found = window.voxmarkControls().find(({ id, isEnabled }) => isEnabled && (wanted ? id === wanted : !pressed.includes(id)));
          if (!found) return null;
          found.each.dataset.press = '';
          return { id: found.id, tag: found.each.localName, type: found.each.type ?? '', name: found.each.name ?? '', folder: found.each.hasAttribute('webkitdirectory') };
        };
        window.voxmarkRan = [];
        addEventListener('voxmark-command', event => { window.voxmarkRan.push(event.detail); window.voxmarkNoteCommand?.(event.detail); });
        """;

    /// <summary>Possible only in a state that the named tests make.</summary>
    private static readonly string[] PressedElsewhere =
    [
        "studies: never pressed: |button|upload-pause", // BrowserUploadTests, while files are being sent
        "studies, filtered: never pressed: |button|upload-pause",
        "label: never pressed: segment-editor|button|segment-delete", // BrowserSegmentsTests: a segment that nothing else stands for
        "quantify: never pressed: |button|choose-reference", // BrowserQuantifyTests: on another slice
        "quantify: never pressed: keys|button|clear-key-#", // a key that was chosen; on the other pages
        "storage: never pressed: |button|put-right", // BrowserStorageTests, with something to put right
        "audit: never pressed: |button|newest", // below, on the second page
        "deleted: never pressed: |button|newer", // the same
    ];

    private readonly List<string> _failures = [];
    private readonly HashSet<string> _ran = [];
    private Browser _browser = null!;
    private string _folder = "";

    /// <summary>How many answers the page waits for.</summary>
    private int _asked;

    private IPage Page => _browser.Page;

    [Fact]
    public Task Everything_OnEveryPage_CanBePressed() => LookAsync(PressPagesAsync);

    private async Task LookAsync(Func<Task> press)
    {
        _folder = Directory.CreateTempSubdirectory("voxmark-press-").FullName;
        await File.WriteAllBytesAsync(Path.Combine(_folder, "image.dcm"), new CtImage { PatientName = "Press^File" }.ToBytes());
        await using var browser = _browser = await Browser.StartAsync(system.Address);
        await Page.Context.AddInitScriptAsync(Script);
        await Page.Context.ExposeFunctionAsync("voxmarkNoteCommand", (string id) => { _ran.Add(id); });
        Page.Request += (_, request) => _asked += IsFetched(request) ? 1 : 0;
        Page.RequestFinished += (_, request) => _asked -= IsFetched(request) ? 1 : 0;
        Page.RequestFailed += (_, request) => _asked -= IsFetched(request) ? 1 : 0;
        Page.DOMContentLoaded += (_, _) => _asked = 0; // nobody tells what became of those of the page before
        Page.Response += (_, response) =>
        {
            if (response.Status >= 500)
                _failures.Add($"{response.Request.Method} {new Uri(response.Url).AbsolutePath}: {response.Status}");
        };

        try
        {
            await _browser.SignInAsync(system.AdminPassword);
            await press();
        }
        catch (Exception exception) when (exception is TimeoutException or PlaywrightException)
        {
            _failures.Add($"It ended there: {exception}"); // what was found before is said too
        }

        _failures.AddRange(browser.Complaints);
        Directory.Delete(_folder, recursive: true);
        Assert.True(_failures.Count == 0, string.Join(Environment.NewLine, _failures.Distinct()));
    }

    private async Task PressPagesAsync()
    {
        await FillListAsync("PRESS");
        await PressAllAsync("studies", () => OpenAsync("/studies"));
        await PressAllAsync("studies, filtered", () => OpenAsync("/studies?search=PRESS&modality=CT"));
        await PressAllAsync("deleted", () => OpenAsync("/deleted"));
        await PressPagingAsync("/deleted", Page.Locator("#older"), Page.Locator("#newer"));
        var (series, stack, label) = await FillAsync();
        await OpenViewerAsync($"/series/{series}/area");
        await PressMenuAsync();
        await PressAllAsync("area of a volume", () => OpenViewerAsync($"/series/{series}/area"));
        await PressAllAsync("area of a stack", () => OpenViewerAsync($"/series/{stack}/area"));
        await OpenLabelAsync(label);
        await PressMenuAsync();
        await PressAllAsync("label", () => OpenLabelAsync(label), await PressProposalAsync(label));
        await OpenViewerAsync($"/labels/{label}/quantify");
        await PressAllAsync("quantify", () => OpenViewerAsync($"/labels/{label}/quantify"), [await PressEarlierWorkbookAsync()]);
        await PressAllAsync("users", () => OpenAsync("/users"));
        await PressAllAsync("audit", () => OpenAsync("/audit"));
        await PressPagingAsync("/audit", Page.Locator("#older"), Page.Locator("#newest"));
        await PressAllAsync("account", () => OpenAsync("/account"));
        await PressAllAsync("storage", () => OpenAsync("/storage"));
        await PressAllAsync("shelf", () => OpenAsync("/shelf"));
        await PressAllAsync("models", () => OpenAsync("/models"));
        await PressAllAsync("no such page", () => OpenAsync("/no-such-page"));
    }

    /// <summary>A page on, and back.</summary>
    private async Task PressPagingAsync(string path, ILocator older, ILocator newest)
    {
        await OpenAsync(path);
        await older.ClickAsync();
        await newest.ClickAsync();
        await Expect(newest).ToBeDisabledAsync();
    }

    /// <summary>More studies than a page holds, the newest of all: what is pressed there deletes nobody else's.</summary>
    private async Task FillListAsync(string name)
    {
        var folder = Directory.CreateTempSubdirectory("voxmark-studies-");
        for (var n = 0; n < Studies; n++)
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, $"{n}.dcm"), new CtImage { PatientName = $"{name}^{n}", PatientId = $"{name}-{n}" }.ToBytes());
        var upload = await system.Client.PostAsync<Contracts.Ingest.UploadStarted>("/api/uploads");
        foreach (var file in Directory.EnumerateFiles(folder.FullName))
            await system.Client.UploadFileAsync(upload.UploadId, file);
        await system.Client.PostAsync<Contracts.Ingest.UploadReport>($"/api/uploads/{upload.UploadId}/complete");
        folder.Delete(recursive: true);
        var studies = await system.Client.GetAsync<Contracts.Ingest.StudyPage>($"/api/studies?search={name}-&pageSize={Deletions}");
        foreach (var study in studies.Studies)
            (await system.Client.DeleteAsync($"/api/studies/{study.StudyInstanceUid}?confirm={study.PatientId}")).EnsureSuccessStatusCode().Dispose();
    }

    /// <summary>A volume with a label, and a series whose images are not evenly spaced.</summary>
    private async Task<(string Series, string Stack, Guid Label)> FillAsync()
    {
        var folder = Directory.CreateTempSubdirectory("voxmark-stack-");
        var first = new CtImage { PatientName = "Press^Stack", Rows = 64, Columns = 64, Voxels = new short[64 * 64] };
        foreach (var (n, z) in new[] { (1, 0.0), (2, 5), (3, 30) }) // no even distance: no volume
        {
            var image = first with { SopInstanceUid = $"{first.SeriesInstanceUid}.{n}", InstanceNumber = n, PositionMm = new(0, 0, z) };
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, $"{n}.dcm"), image.ToBytes());
        }

        var stack = (await system.Client.UploadSeriesAsync(Directory.EnumerateFiles(folder.FullName))).Series.SeriesInstanceUid;
        folder.Delete(recursive: true);
        var series = await system.Client.UploadPhantomAsync(new AbdomenPhantom());
        var selection = await system.Client.PostAsync<Selection>("/api/selections", new CreateSelection(series, 8, 12, "L3", null));
        var label = await system.Client.PostAsync<Label>("/api/labels", new CreateLabel(series, selection.Id, "l3-body-composition", null));
        return (series, stack, label.Id);
    }

    /// <summary>Until nothing is left; a dialog that closed before all of it was pressed is opened again.</summary>
    private async Task PressAllAsync(string where, Func<Task> open, IEnumerable<string>? already = null)
    {
        await open();
        var address = new Uri(Page.Url).AbsolutePath;
        var (seen, pressed) = (new HashSet<string>(), new HashSet<string>(already ?? []));
        var openers = new Dictionary<string, string>();
        var vanished = new HashSet<string>();
        for (var n = 0; n < MostPresses; n++)
        {
            if (new Uri(Page.Url).AbsolutePath != address)
                await open(); // what was pressed led away, but not at once
            var there = await EvaluateAsync<string[]>("() => window.voxmarkSeen?.() ?? []");
            if (new Uri(Page.Url).AbsolutePath != address)
                continue;
            seen.UnionWith(there);
            var layer = await LayerAsync();
            if (await MarkAsync(pressed, null) is not { } next)
            {
                if (layer.Length > 0)
                {
                    await Page.Keyboard.PressAsync("Escape");
                    if (await LayerAsync() == layer)
                        await open();
                    continue;
                }

                var unfinished = seen.Except(pressed).Select(id => id.Split('|')[0]).FirstOrDefault(name => name.Length > 0 && openers.ContainsKey(name));
                if (unfinished is null)
                {
                    await Page.WaitForTimeoutAsync(1000); // what was pressed last may make something else possible
                    if (await MarkAsync(pressed, null) is null)
                        break;
                    continue;
                }

                if (!await ReopenAsync(where, unfinished, openers) || await MarkAsync(pressed, null) is null)
                    openers.Remove(unfinished);
                continue;
            }

            pressed.Add(next.Id);
            if (!await ActAsync(where, next))
            {
                if (vanished.Add(next.Id))
                    pressed.Remove(next.Id); // drawn anew under the pointer: once more
                else
                    _failures.AddRange(new[] { $"{where}: {next.Id} goes away before it can be pressed" }.Except(PressedElsewhere));
            }
            if (new Uri(Page.Url).AbsolutePath != address || await EvaluateAsync<bool>("() => !window.voxmarkSeen"))
                await open();
            else if (await LayerAsync() is { Length: > 0 } opened && opened != layer)
                openers.TryAdd(opened, next.Id);
        }

        _failures.AddRange(seen.Except(pressed).Select(id => $"{where}: never pressed: {id}").Except(PressedElsewhere));
    }

    /// <summary>A dialog may have been opened from another one.</summary>
    private async Task<bool> ReopenAsync(string where, string layer, Dictionary<string, string> openers)
    {
        var way = new Stack<string>();
        for (var at = layer; openers.TryGetValue(at, out var opener) && way.Count < 4; at = opener.Split('|')[0])
            way.Push(opener);
        foreach (var id in way)
        {
            if (await MarkAsync([], id) is not { } opener)
                return false;
            await ActAsync(where, opener);
        }

        return await LayerAsync() == layer;
    }

    /// <returns>False when the control was gone before it could be pressed.</returns>
    private async Task<bool> ActAsync(string where, Control control)
    {
        var element = Page.Locator("[data-press]");
        try
        {
            switch (control)
            {
                case { Id: var id } when id.EndsWith("|a|#content", StringComparison.Ordinal):
                    await element.PressAsync("Enter"); // it shows itself to those who come by key
                    break;
                case { Type: "file" }:
                    await element.SetInputFilesAsync(control.Folder ? _folder : Path.Combine(_folder, "image.dcm"));
                    break;
                case { Tag: "select" }:
                    foreach (var index in Enumerable.Range(0, await element.Locator("option").CountAsync()))
                        await element.SelectOptionAsync(new SelectOptionValue { Index = index });
                    break;
                case { Type: "range" }:
                    await element.PressAsync("ArrowRight");
                    break;
                case { Type: "date" }:
                    await element.FillAsync("2026-01-15");
                    break;
                case { Type: "number" }:
                    await element.FillAsync(await element.GetAttributeAsync("min") ?? await element.GetAttributeAsync("placeholder") ?? "1");
                    await element.PressAsync("Tab");
                    break;
                case { Type: "text" or "search" or "password", Tag: "input" } or { Tag: "textarea" }:
                    await element.FillAsync(control.Name == "current" ? system.AdminPassword : control.Name == "next" ? "short"
                        : await element.GetAttributeAsync("data-testid") == "typed" ? await element.GetAttributeAsync("placeholder") ?? "press"
                        : await element.GetAttributeAsync("pattern") is "[0-9.]+" ? "1.2.3" : "press");
                    break;
                default:
                    await element.ClickAsync(new() { Timeout = 15_000 });
                    break;
            }

            await Page.WaitForTimeoutAsync(60);
            await Page.WaitForLoadStateAsync(LoadState.Load);
            for (var n = 0; n < 10 && _asked > 0; n++)
                await Page.WaitForTimeoutAsync(50); // what was pressed may make something else possible once it is answered
        }
        catch (Exception exception) when (exception is TimeoutException or PlaywrightException)
        {
            if (await element.CountAsync() == 0)
                return false;
            _failures.Add($"{where}: {control.Id} could not be pressed: {FirstLines().Match(exception.Message).Value}");
        }

        if (new Uri(Page.Url).AbsolutePath == "/sign-in")
            await _browser.SignInAsync(system.AdminPassword);
        return true;
    }

    private static bool IsFetched(IRequest request) => request.ResourceType is "fetch" or "xhr";

    private async Task<Control?> MarkAsync(HashSet<string> pressed, string? wanted) =>
        await EvaluateAsync<JsonElement?>("([pressed, wanted]) => window.voxmarkMark(pressed, wanted)", new object?[] { pressed.ToArray(), wanted })
            is { ValueKind: JsonValueKind.Object } found ? found.Deserialize<Control>(Api.Json) : null;

    private Task<string> LayerAsync() => EvaluateAsync<string>("() => window.voxmarkLayerName()");

    /// <summary>A page that is being left is asked again once the next one is there.</summary>
    private async Task<T> EvaluateAsync<T>(string script, object? argument = null)
    {
        for (var n = 0; ; n++)
        {
            try
            {
                return await Page.EvaluateAsync<T>(script, argument);
            }
            catch (PlaywrightException exception) when (n < 10 && exception.Message.Contains("context was destroyed", StringComparison.Ordinal))
            {
                await Page.WaitForLoadStateAsync(LoadState.Load);
            }
        }
    }

    /// <summary>Every entry of the menu on the right mouse button.</summary>
    private async Task PressMenuAsync()
    {
        for (var n = 0; ; n++)
        {
            await Page.Locator(".pane[tabindex='0']").First.FocusAsync();
            await Page.Keyboard.PressAsync("Shift+F10");
            var entries = _browser["context-menu"].Locator("button");
            await Expect(entries.First).ToBeVisibleAsync();
            if (n == await entries.CountAsync())
                break;
            await entries.Nth(n).ClickAsync();
            for (var k = 0; k < 3 && await LayerAsync() is { Length: > 0 }; k++)
                await Page.Keyboard.PressAsync("Escape");
        }

        await Page.Keyboard.PressAsync("Escape");
    }

    /// <summary>Each decision about a proposal, which takes it away, and about one that waits.</summary>
    /// <returns>The controls that were pressed.</returns>
    private async Task<IEnumerable<string>> PressProposalAsync(Guid label)
    {
        foreach (var decision in new[] { "refuse-proposal", "accept-next", "look-next", "waiting-stay", "waiting-refuse", "waiting-accept", "accept-proposal" })
        {
            await OpenLabelAsync(label);
            await PressAsync(decision == "accept-proposal" ? "Digit2" : "Digit1"); // of the first one all is accepted by then
            await PressAsync("Shift+KeyJ");
            if (decision != "accept-next")
                await _browser["option-allSlices"].CheckAsync();
            await PressAsync("Enter");
            await Expect(_browser["proposal"]).ToBeVisibleAsync();
            if (decision.StartsWith("waiting", StringComparison.Ordinal))
                await _browser["quantify-link"].ClickAsync();
            await _browser[decision].ClickAsync();
            if (decision is "waiting-refuse" or "waiting-accept")
                await Page.WaitForURLAsync("**/quantify");
        }

        return new[] { "refuse-proposal", "accept-next", "look-next", "accept-proposal" }.Select(id => $"|button|{id}")
            .Concat(["waiting|button|waiting-stay", "waiting|button|waiting-refuse", "waiting|button|waiting-accept"]);
    }

    /// <summary>The workbook of what was measured before, which the list names only while something else is shown.</summary>
    /// <returns>The control that was pressed.</returns>
    private async Task<string> PressEarlierWorkbookAsync()
    {
        foreach (var heightCm in new[] { "180", "170" })
        {
            await _browser["height"].FillAsync(heightCm);
            await _browser["height"].PressAsync("Enter");
            await Expect(_browser["measured-state"]).ToHaveTextAsync(MeasuredOnARevision());
        }

        var download = await Page.RunAndWaitForDownloadAsync(() => _browser["earlier"].Locator("a").First.ClickAsync());
        Assert.EndsWith(".xlsx", download.SuggestedFilename, StringComparison.Ordinal);
        return "|a|/api/quant/results/##xlsx";
    }

    private async Task OpenAsync(string path)
    {
        await Page.GotoAsync(path);
        await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    private async Task OpenViewerAsync(string path)
    {
        await OpenAsync(path);
        await Page.WaitForFunctionAsync("() => document.querySelector('#viewer canvas, #viewer table') !== null");
    }

    /// <summary>With something to take back, and a segment that lies on two slices.</summary>
    private async Task OpenLabelAsync(Guid label)
    {
        await OpenAsync($"/labels/{label}");
        await _browser.ReadyAsync();
        await _browser["brush-tool"].ClickAsync();
        await _browser.DragAsync((122, 69), (132, 69));
        await _browser.SavedAsync();
    }

    [GeneratedRegex("Measured on revision")]
    private static partial Regex MeasuredOnARevision();

    [GeneratedRegex(@"\A[^\n]*(\n[^\n]*){0,3}")]
    private static partial Regex FirstLines();

    private sealed record Control(string Id, string Tag, string Type, string Name, bool Folder);
}
