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
    private const int Studies = 80, Deletions = 28;

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
        {
            await File.WriteAllBytesAsync(
                Path.Combine(folder.FullName, $"{n}.dcm"),
                new CtImage { PatientName = $"{name}^{n}", PatientId = $"{name}-{n}" }.ToBytes());
        }

        var upload = await system.Client.PostAsync<Contracts.Ingest.UploadStarted>("/api/uploads");
        foreach (var file in Directory.EnumerateFiles(folder.FullName))
            await system.Client.UploadFileAsync(upload.UploadId, file);
        await system.Client.PostAsync<Contracts.Ingest.UploadReport>($"/api/uploads/{upload.UploadId}/complete");
        folder.Delete(recursive: true);
        var studies = await system.Client.GetAsync<Contracts.Ingest.StudyPage>($"/api/studies?search={name}-&pageSize={Deletions}");
        foreach (var study in studies.Studies)
        {
            (await system.Client.DeleteAsync($"/api/studies/{study.StudyInstanceUid}?confirm={study.PatientId}"))
                .EnsureSuccessStatusCode().Dispose();
        }
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

    private static bool IsFetched(IRequest request) => request.ResourceType is "fetch" or "xhr";

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
        foreach (var decision in new[]
        {
            "refuse-proposal", "accept-next", "look-next", "waiting-stay", "waiting-refuse", "waiting-accept", "accept-proposal",
        })
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
            await Expect(_browser["measured-state"]).ToContainTextAsync("Measured on revision");
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
}
