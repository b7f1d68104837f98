using System.IO.Compression;
using Microsoft.Playwright;
using Voxmark.Contracts.Ingest;
using Voxmark.Fixtures.Dicom;
using Voxmark.Imaging.Geometry;
using static Microsoft.Playwright.Assertions;

namespace Voxmark.SystemTests;

/// <summary>The upload panel as a person uses it: a folder, one file, a zip, what is no DICOM, and the same again.</summary>
[Collection(RunningSystemGroup.Name)]
public sealed class BrowserUploadTests(RunningSystem system) : IDisposable
{
    private const int FolderImages = 6;
    private const int ZipImages = 3;

    private readonly string _files = Directory.CreateTempSubdirectory("voxmark-upload-").FullName;

    [Fact]
    public async Task Upload_WhenFolderFileZipAndTheSameAgain_SaysEveryFilesOutcomeAndDoublesNothing()
    {
        var patient = $"UPLOAD-{Guid.NewGuid():N}"[..16];
        var folder = Path.Combine(_files, "folder");
        WriteSeries(folder, patient, FolderImages);
        WriteSeries(Path.Combine(_files, "single"), patient, 1);
        WriteSeries(Path.Combine(_files, "zipped"), patient, ZipImages);
        await File.WriteAllTextAsync(Path.Combine(_files, "zipped", "readme.txt"), "Not an image.");
        var zip = Path.Combine(_files, "images.zip");
        ZipFile.CreateFromDirectory(Path.Combine(_files, "zipped"), zip);

        await using var browser = await Browser.StartAsync(system.Address);
        await browser.SignInAsync(system.AdminPassword);

        await browser["upload-input-folder"].SetInputFilesAsync(folder);
        await Expect(Chip(browser, "stored")).ToHaveTextAsync($"{FolderImages} stored");
        await browser["upload-input-files"].SetInputFilesAsync(Directory.GetFiles(Path.Combine(_files, "single")));
        await Expect(Chip(browser, "stored")).ToHaveTextAsync($"{FolderImages + 1} stored");
        await browser["upload-input-files"].SetInputFilesAsync(zip);
        await Expect(Chip(browser, "stored")).ToHaveTextAsync($"{FolderImages + 1 + ZipImages} stored");
        await Expect(Chip(browser, "rejected")).ToHaveTextAsync("1 rejected");
        await Expect(browser["upload-row"].Filter(new() { HasText = "readme.txt" })).ToContainTextAsync("DICOM"); // why it is not wanted
        await Expect(Chip(browser, "alreadyThere")).ToBeHiddenAsync();

        await browser["upload-input-folder"].SetInputFilesAsync(folder);
        await Expect(Chip(browser, "alreadyThere")).ToHaveTextAsync($"{FolderImages} already there");
        await Expect(Chip(browser, "stored")).ToHaveTextAsync($"{FolderImages + 1 + ZipImages} stored");
        await Expect(browser["upload-total"]).ToContainTextAsync($"{FolderImages + 1 + 1 + FolderImages}");
        await browser.ScreenshotAsync("upload-outcomes");

        var studies = (await system.Client.GetAsync<StudyPage>($"/api/studies?search={patient}")).Studies;
        Assert.Equal([1, ZipImages, FolderImages], studies.Select(study => study.Series.Sum(series => series.ImageCount)).Order());

        // Three series, each with its patient and what became of its files, and the way to it.
        await Expect(browser["arrived-series"]).ToHaveCountAsync(3);
        var arrived = browser["arrived-series"].Filter(new() { HasText = $"{FolderImages} stored, {FolderImages} already there" });
        await Expect(arrived).ToContainTextAsync($"{patient} Test".Replace("^", " ", StringComparison.Ordinal));
        await arrived.Locator("a").ClickAsync();
        await Expect(browser["study-row"]).ToHaveCountAsync(3); // of that patient
        await Expect(browser["series-card"]).ToHaveCountAsync(1); // the study itself is open
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task Upload_WhenPausedAndResumed_SendsTheRest()
    {
        var folder = Path.Combine(_files, "many");
        WriteSeries(folder, $"PAUSE-{Guid.NewGuid():N}"[..16], 40);
        await using var browser = await Browser.StartAsync(system.Address);
        await browser.SignInAsync(system.AdminPassword);
        var isHeld = new TaskCompletionSource();
        await browser.Page.RouteAsync("**/api/uploads/*/files*", async route =>
        {
            await isHeld.Task;
            await route.ContinueAsync();
        });

        await browser["upload-input-folder"].SetInputFilesAsync(folder);
        await browser.Page.Locator("#upload-pause").ClickAsync();
        await Expect(browser.Page.Locator("#upload-rate")).ToHaveTextAsync("paused");
        isHeld.SetResult();
        await Expect(browser.Page.Locator("#upload-active [data-testid=upload-row]")).ToHaveCountAsync(0); // what was on its way
        await Expect(Chip(browser, "stored")).Not.ToHaveTextAsync("40 stored");
        await browser.Page.Locator("#upload-pause").ClickAsync();

        await Expect(Chip(browser, "stored")).ToHaveTextAsync("40 stored");
        Assert.Empty(browser.Complaints);
    }

    public void Dispose() => Directory.Delete(_files, recursive: true);

    private static ILocator Chip(Browser browser, string outcome) => browser.Page.Locator($"#upload-chips [data-outcome={outcome}]");

    private static void WriteSeries(string folder, string patient, int images)
    {
        Directory.CreateDirectory(folder);
        var first = new CtImage { PatientId = patient, PatientName = $"{patient}^Test" };
        for (var n = 0; n < images; n++)
        {
            var image = first with
            {
                SopInstanceUid = $"{first.SeriesInstanceUid}.{n + 1}", InstanceNumber = n + 1,
                PositionMm = new Vector3d(0, 0, -5 * n),
            };
            image.ToFile().Save(Path.Combine(folder, $"{n + 1:0000}.dcm"));
        }
    }
}
