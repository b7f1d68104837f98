using Voxmark.Contracts.Inference;
using Voxmark.Contracts.Labeling;
using Voxmark.Tests;
using static Microsoft.Playwright.Assertions;

namespace Voxmark.SystemTests;

/// <summary>A level from the machine's proposal to the area that a person confirms, on a CT with the iliac crests in view.</summary>
[Collection(RunningSystemGroup.Name)]
public sealed class BrowserLevelsTests(RunningSystem system)
{
    [SharedDataFact]
    public async Task Area_OfACtWithLevels_OpensWithL3AndKeepsWhatWasProposedBesideWhatWasConfirmed()
    {
        var series = await system.Client.UploadSeriesAsync(Directory.EnumerateFiles(SharedData.PathOf("ct_totalseg", "derived_dicom")));
        var uid = series.Series.SeriesInstanceUid;
        var levels = await Api.EventuallyAsync(
            () => system.Client.GetAsync<SeriesLevels>($"/api/series/{uid}/levels"), found => found.State != LevelsState.Pending);
        var l3 = Assert.Single(levels.Levels, level => level.Name == "L3");
        var l4 = Assert.Single(levels.Levels, level => level.Name == "L4");
        await using var browser = await Browser.StartAsync(system.Address);
        await browser.SignInAsync(system.AdminPassword);

        await browser.Page.GotoAsync($"/series/{uid}/area");
        await Expect(browser["level"]).ToHaveValueAsync("L3");
        await Expect(browser["range-from"]).ToHaveValueAsync($"{series.Slices.Count - l3.LastSlice}");
        await browser.ScreenshotAsync("area-levels");
        await browser["levels-up"].ClickAsync(); // L4 is called L3
        await Expect(browser["range-from"]).ToHaveValueAsync($"{series.Slices.Count - l4.LastSlice}");
        await browser["level-L3"].ClickAsync();
        await browser["confirm-area"].ClickAsync();
        await browser.Page.WaitForURLAsync("**/labels/*");

        var area = Assert.Single(await system.Client.GetAsync<Selection[]>($"/api/selections?seriesInstanceUid={uid}"));
        Assert.Equal(("L3", l4.FirstSlice, l4.LastSlice), (area.Level, area.FirstSlice, area.LastSlice));
        Assert.Equal(new ProposedRange("L3", l3.FirstSlice, l3.LastSlice, l3.Confidence), area.Proposed);
        Assert.Empty(browser.Complaints);
    }
}
