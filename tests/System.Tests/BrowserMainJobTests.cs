using System.Globalization;
using System.IO.Compression;
using Microsoft.Playwright;
using Voxmark.Contracts.Labeling;
using Voxmark.Contracts.Quant;
using Voxmark.Fixtures.Dicom;
using Voxmark.Imaging.Masks;
using Voxmark.Imaging.Phantoms;
using Voxmark.Tests;
using static Microsoft.Playwright.Assertions;

namespace Voxmark.SystemTests;

/// <summary>
/// The main job as a person does it in a browser: upload, area, label by hand, by back projection, by GrabCut and by the
/// model, save, reload, revise, measure, download. Once on the phantom that the repository makes, once on a real CT.
/// </summary>
[Collection(RunningSystemGroup.Name)]
public sealed class BrowserMainJobTests(RunningSystem system)
{
    private const int Muscle = 1;
    private const int SubcutaneousFat = 2;

    /// <summary>What to do on a series. Pixels are (column, row) of the middle of the three slices.</summary>
    /// <param name="FirstImage">Image number of the range's upper end; the range has three images.</param>
    /// <param name="FatBox">A rectangle inside subcutaneous fat: left, top, right, bottom.</param>
    /// <param name="PsoasBox">A rectangle around one psoas muscle.</param>
    /// <param name="Stroke">A short stroke inside muscle, well away from the two boxes.</param>
    private sealed record Case(
        string Name, string Folder, string Patient, int Columns, int Rows, int Images, int FirstImage,
        (int Left, int Top, int Right, int Bottom) FatBox, (int Left, int Top, int Right, int Bottom) PsoasBox,
        (int FromColumn, int FromRow, int ToColumn, int ToRow) Stroke);

    [Fact]
    public async Task MainJob_OnThePhantom_GoesFromFolderToWorkbook()
    {
        var folder = Directory.CreateTempSubdirectory("voxmark-phantom-");
        var patient = $"MAIN-{Guid.NewGuid():N}"[..13]; // nobody else's in the list
        new PhantomSeries(new AbdomenPhantom(NoiseHu: 8)) { PatientId = patient }.WriteTo(folder.FullName);
        // The psoas' centre is at (55, 45) mm, half axes 20 and 18 mm; pixels of 1.5 mm around (127.5, 127.5).
        await DoAsync(new Case(
            "phantom", folder.FullName, patient, 256, 256, Images: 24, FirstImage: 11,
            FatBox: (118, 51, 136, 60), PsoasBox: (146, 140, 182, 175), Stroke: (122, 69, 132, 69)));
        folder.Delete(recursive: true);
    }

    [SharedDataFact]
    public Task MainJob_OnARealCt_GoesFromFolderToWorkbook() =>
        // Image 35 of 41 is slice 6 from the feet: mid L3. Places were read off the draft reference.
        DoAsync(new Case(
            "crlm1004", SharedData.PathOf("ct_crlm1004", "dicom"), "CRLM-CT-1004", 512, 512, Images: 41, FirstImage: 34,
            FatBox: (272, 124, 284, 136), PsoasBox: (276, 252, 330, 316), Stroke: (300, 350, 310, 356)));

    private async Task DoAsync(Case on)
    {
        await using var browser = await Browser.StartAsync(system.Address);
        await browser.SignInAsync(system.AdminPassword);
        await UploadAsync(browser, on);
        await ChooseAreaAsync(browser, on);
        var labelId = Guid.Parse(new Uri(browser.Page.Url).Segments[^1]);

        await DrawAsync(browser, on);
        await BackProjectAsync(browser, on);
        await GrabCutAsync(browser, on);
        await RunModelAsync(browser, on);
        await ReloadShowsWhatIsStoredAsync(browser, on, labelId);
        await ReviseAsync(browser, on, labelId);
        await MeasureAsync(browser, on, labelId);
        Assert.Empty(browser.Complaints);
    }

    private static async Task UploadAsync(Browser browser, Case on)
    {
        await browser["upload-input-folder"].SetInputFilesAsync(on.Folder);
        await Expect(browser["upload-total"]).ToContainTextAsync($"{on.Images}", new() { Timeout = 120_000 });
        var card = CardOf(browser, on);
        await browser["study-row"].Filter(new() { HasText = on.Patient }).First.ClickAsync(new() { Timeout = 120_000 });
        await Expect(card).ToHaveAttributeAsync("data-state", "ready", new() { Timeout = 120_000 });
        await Expect(card).ToContainTextAsync($"{on.Images}");
        var thumbnail = card.Locator("img");
        await Expect(thumbnail).ToHaveJSPropertyAsync("complete", true);
        Assert.True(await thumbnail.EvaluateAsync<int>("image => image.naturalWidth") > 0, "The thumbnail is no picture.");
        await browser.ScreenshotAsync($"{on.Name}-1-studies");
    }

    private static ILocator CardOf(Browser browser, Case on) => browser.Page.Locator("tbody")
        .Filter(new() { HasText = on.Patient }).First.GetByTestId("series-card").First;

    private static async Task ChooseAreaAsync(Browser browser, Case on)
    {
        await CardOf(browser, on).GetByTestId("choose-area").ClickAsync();
        var sagittal = browser["canvas-sagittal"];
        await Expect(sagittal).ToBeVisibleAsync();
        await browser.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        var box = (await sagittal.BoundingBoxAsync())!;
        await browser.Page.Mouse.MoveAsync(box.X + (box.Width * 0.3f), box.Y + (box.Height * 0.45f));
        await browser.Page.Mouse.DownAsync();
        await browser.Page.Mouse.MoveAsync(box.X + (box.Width * 0.3f), box.Y + (box.Height * 0.6f), new() { Steps = 5 });
        await browser.Page.Mouse.UpAsync();
        var dragged = Number(await browser["range-to"].InputValueAsync()) - Number(await browser["range-from"].InputValueAsync());
        Assert.InRange(dragged, 1, on.Images - 2);
        await Expect(browser["confirm-area"]).ToBeEnabledAsync();
        await browser.ScreenshotAsync($"{on.Name}-2-area");

        // The order matters: an end may not pass the other one.
        await browser["range-to"].FillAsync($"{on.Images}");
        await browser["range-from"].FillAsync($"{on.FirstImage}");
        await browser["range-from"].PressAsync("Tab");
        await browser["range-to"].FillAsync($"{on.FirstImage + 2}");
        await browser["range-to"].PressAsync("Tab");
        var fetched = new List<string>();
        browser.Page.Request += (_, request) => fetched.Add(request.Url);
        await browser["confirm-area"].ClickAsync();
        await browser.Page.WaitForURLAsync("**/labels/*");
        await Expect(browser["segment-row-1"]).ToBeVisibleAsync();
        await Expect(browser.Page.Locator("dialog").Filter(new() { Visible = true })).ToHaveCountAsync(0); // nothing lies over the picture
        await browser.Page.WaitForFunctionAsync("() => window.voxmark !== undefined");

        // The middle one of the three is shown, and no slice outside the range was fetched for the workspace.
        await GoToMiddleAsync(browser, on);
        var middle = on.Images - (on.FirstImage + 1);
        await browser.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.All(
            fetched.Where(url =>
                url.Contains("/slices/", StringComparison.Ordinal) && url.Contains("/api/series/", StringComparison.Ordinal)),
            url => Assert.InRange(Number(new Uri(url).Segments[^1]), middle - 1, middle + 1));
    }

    private static Task GoToMiddleAsync(Browser browser, Case on) =>
        browser[$"thumb-{on.Images - (on.FirstImage + 1)}"].ClickAsync();

    private static async Task DrawAsync(Browser browser, Case on)
    {
        await browser["segment-row-1"].ClickAsync();
        await browser["brush-tool"].ClickAsync();
        await browser.DragAsync((on.Stroke.FromColumn, on.Stroke.FromRow), (on.Stroke.ToColumn, on.Stroke.ToRow));

        Assert.Equal(
            Muscle,
            await browser.LabelAtAsync((on.Stroke.FromColumn + on.Stroke.ToColumn) / 2, (on.Stroke.FromRow + on.Stroke.ToRow) / 2));
        await browser.SavedAsync();

        await browser["undo"].ClickAsync();
        Assert.Equal(0, await browser.LabelAtAsync(on.Stroke.ToColumn, on.Stroke.ToRow));
        await browser["redo"].ClickAsync();
        Assert.Equal(Muscle, await browser.LabelAtAsync(on.Stroke.ToColumn, on.Stroke.ToRow));
        await browser.SavedAsync();
        await browser.ScreenshotAsync($"{on.Name}-3-brush");
    }

    private static async Task BackProjectAsync(Browser browser, Case on)
    {
        await browser["segment-row-2"].ClickAsync();
        await browser["back-projection-tool"].ClickAsync();
        await browser.DragAsync((on.FatBox.Left, on.FatBox.Top), (on.FatBox.Right, on.FatBox.Bottom));
        await Expect(browser["accept-proposal"]).ToBeVisibleAsync();
        var (column, row) = ((on.FatBox.Left + on.FatBox.Right) / 2, (on.FatBox.Top + on.FatBox.Bottom) / 2);
        Assert.NotEqual(SubcutaneousFat, await browser.LabelAtAsync(column, row)); // proposed, not yet labelled
        await browser.ScreenshotAsync($"{on.Name}-4-back-projection");

        await browser.Page.Keyboard.PressAsync("Enter");
        await Expect(browser["accept-proposal"]).ToBeHiddenAsync();

        Assert.Equal(SubcutaneousFat, await browser.LabelAtAsync(column, row));
        await browser.SavedAsync();
    }

    private static async Task GrabCutAsync(Browser browser, Case on)
    {
        await browser["segment-row-1"].ClickAsync();
        await browser["grab-cut-tool"].ClickAsync();
        await browser.DragAsync((on.PsoasBox.Left, on.PsoasBox.Top), (on.PsoasBox.Right, on.PsoasBox.Bottom));
        await Expect(browser["proposal"]).ToBeVisibleAsync();
        // The rectangle alone does not tell a muscle from its neighbours on every CT; a stroke inside it does.
        var (column, row) = ((on.PsoasBox.Left + on.PsoasBox.Right) / 2, (on.PsoasBox.Top + on.PsoasBox.Bottom) / 2);
        await browser.DragAsync((column - 4, row - 6), (column + 2, row + 4));
        await Expect(browser["proposal-facts"]).ToContainTextAsync("1 stroke");
        await Expect(browser["accept-proposal"]).ToBeEnabledAsync();
        await browser.ScreenshotAsync($"{on.Name}-5-grab-cut");

        await browser["accept-proposal"].ClickAsync();
        await Expect(browser["accept-proposal"]).ToBeHiddenAsync();

        Assert.Equal(Muscle, await browser.LabelAtAsync(column, row));
        await browser.SavedAsync();
    }

    private static async Task RunModelAsync(Browser browser, Case on)
    {
        await browser["model-tool"].ClickAsync();
        await browser["model-choice"].SelectOptionAsync("hu-threshold");
        await browser["run-model"].ClickAsync();
        await Expect(browser["accept-proposal"]).ToBeVisibleAsync(new() { Timeout = 90_000 });
        await browser.ScreenshotAsync($"{on.Name}-6-model");

        await browser["accept-proposal"].ClickAsync();
        await Expect(browser["accept-proposal"]).ToBeHiddenAsync();
        await browser.SavedAsync();
    }

    private async Task ReloadShowsWhatIsStoredAsync(Browser browser, Case on, Guid labelId)
    {
        var shown = await ShownAsync(browser, on);

        await browser.Page.ReloadAsync();
        await browser.Page.WaitForFunctionAsync("() => window.voxmark !== undefined");
        await GoToMiddleAsync(browser, on);
        await browser.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        Assert.Equal(shown, await ShownAsync(browser, on));
        Assert.Equal(shown, await StoredAsync(on, labelId));
        Assert.True(shown.Count(label => label == Muscle) > 1000);
        Assert.True(shown.Count(label => label == SubcutaneousFat) > 1000);
    }

    private async Task ReviseAsync(Browser browser, Case on, Guid labelId)
    {
        var before = await system.Client.GetAsync<RevisionSummary[]>($"/api/labels/{labelId}/revisions");

        await browser["eraser-tool"].ClickAsync();
        await browser.DragAsync((on.Stroke.FromColumn, on.Stroke.FromRow), (on.Stroke.ToColumn, on.Stroke.ToRow));
        await browser.SavedAsync();

        var after = await system.Client.GetAsync<RevisionSummary[]>($"/api/labels/{labelId}/revisions");
        Assert.Equal(before.Length + 1, after.Length);
        Assert.Equal("eraser", after[0].Tool);
        Assert.Equal(0, await browser.LabelAtAsync(on.Stroke.ToColumn, on.Stroke.ToRow));
        Assert.Equal(await ShownAsync(browser, on), await StoredAsync(on, labelId));
        // brush, undo, redo, back projection, GrabCut, model
        Assert.Equal(["model", "grab-cut", "back-projection"], before[..3].Select(revision => revision.Tool));
        Assert.Equal("hu-threshold", before[0].Model!.Id);
        await browser.Page.Keyboard.PressAsync("y");
        await Expect(browser["revision-list"]).ToBeVisibleAsync();
        await browser.ScreenshotAsync($"{on.Name}-7-history");
        await browser.Page.Keyboard.PressAsync("y");
    }

    private async Task MeasureAsync(Browser browser, Case on, Guid labelId)
    {
        await browser["quantify-link"].ClickAsync();
        await browser["height"].FillAsync("170");
        await browser["weight"].FillAsync("70");
        await browser["measure"].ClickAsync();
        await Expect(browser["measured-state"]).ToContainTextAsync("Measured on revision");
        await Expect(browser["bmi"]).ToHaveTextAsync("24.2"); // 70 / 1.70²
        await browser.ScreenshotAsync($"{on.Name}-8-quantify");

        var result = (await system.Client.GetAsync<QuantResult[]>($"/api/quant/results?labelId={labelId}"))[0];
        var stored = await StoredAsync(on, labelId);
        var reference = result.Segments.Single(segment => segment.Number == Muscle);
        Assert.Equal(stored.Count(label => label == Muscle), reference.ReferencePixelCount);
        Assert.Equal(reference.ReferenceAreaCm2!.Value / (1.7 * 1.7), result.BodyComposition.SmiCm2PerM2!.Value, 1e-6);

        var download = await browser.Page.RunAndWaitForDownloadAsync(() => browser["download-xlsx"].ClickAsync());
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.xlsx");
        await download.SaveAsAsync(path);
        await LibreOffice.OpensAsync(path);
        using (var workbook = ZipFile.OpenRead(path))
            Assert.Contains(workbook.Entries, entry => entry.FullName == "xl/workbook.xml");
        File.Delete(path);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>The labels of the middle slice as the page shows them.</summary>
    private static async Task<int[]> ShownAsync(Browser browser, Case on) => await browser.Page.EvaluateAsync<int[]>(
        "([columns, rows]) => Array.from({ length: columns * rows }, "
        + "(_, n) => window.voxmark.maskAt(n % columns, Math.floor(n / columns)))",
        new[] { on.Columns, on.Rows });

    /// <summary>The labels of the middle slice as the server has them.</summary>
    private async Task<int[]> StoredAsync(Case on, Guid labelId)
    {
        var slice = on.Images - (on.FirstImage + 1);
        var bytes = await system.Client.GetByteArrayAsync($"/api/labels/{labelId}/slices/{slice}");
        Assert.True(Mask.TryParse(bytes, out var mask, out var problem), problem);
        return [.. mask!.Decode().Select(label => (int)label)];
    }
}
