using Microsoft.Playwright;
using Voxmark.Contracts.Ingest;
using Voxmark.Contracts.Labeling;
using Voxmark.Fixtures.Dicom;
using static Microsoft.Playwright.Assertions;

namespace Voxmark.SystemTests;

/// <summary>What came wrong is put right on the pages: a label's name, a patient's identity, a wrong upload.</summary>
[Collection(RunningSystemGroup.Name)]
public sealed class BrowserCareTests(RunningSystem system)
{
    private readonly string _patient = $"CARE-{Guid.NewGuid():N}"[..16];

    [Fact]
    public async Task Label_RenamedHiddenDeletedAndBroughtBack_IsWhereOneLooksForIt()
    {
        var image = await UploadAsync();
        var label = await system.Client.PostAsync<Label>("/api/labels", new CreateLabel(image.SeriesInstanceUid, null, "free", null));
        await using var browser = await Browser.StartAsync(system.Address);
        await browser.SignInAsync(system.AdminPassword);
        await browser.Page.GotoAsync($"/series/{image.SeriesInstanceUid}/area");

        await browser["rename-label"].ClickAsync();
        await browser["typed"].FillAsync("Second reader");
        await browser["dialog-submit"].ClickAsync();
        await Expect(browser["existing-label"]).ToContainTextAsync("Second reader");

        await browser["hide-label"].ClickAsync();
        await Expect(browser["existing-label"]).ToBeHiddenAsync();
        await browser["put-away"].ClickAsync();
        await browser["hide-label"].ClickAsync(); // shown again
        await Expect(browser["put-away"]).ToBeHiddenAsync();

        await browser["delete-label"].ClickAsync();
        await Expect(browser["dialog-submit"]).ToBeDisabledAsync();
        await browser["dialog-close"].ClickAsync();
        await Expect(browser["existing-label"]).ToHaveCountAsync(1);
        await browser["delete-label"].ClickAsync();
        await browser["typed"].FillAsync("Second reader");
        await browser["dialog-submit"].ClickAsync();
        await Expect(browser["existing-label"]).ToHaveCountAsync(0);

        await browser["restore-label"].ClickAsync();
        await Expect(browser["existing-label"]).ToContainTextAsync("Second reader");
        Assert.Equal("Second reader", (await system.Client.GetAsync<Label>($"/api/labels/{label.Id}")).Name);
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task Study_CorrectedThenTakenBackThenDeletedAndBroughtBack_SaysSoOnEveryPage()
    {
        var image = await UploadAsync();
        await using var browser = await Browser.StartAsync(system.Address);
        await browser.SignInAsync(system.AdminPassword);
        await OpenAsync(browser, image);

        await browser.Page.Locator("[data-care=patient]").ClickAsync();
        await browser["patient-name"].FillAsync("Right^Name");
        await browser["patient-id"].FillAsync($"{_patient}-R");
        await browser["dialog-submit"].ClickAsync();
        await Expect(Row(browser)).ToContainTextAsync("Right Name");
        await Expect(Row(browser).Locator(".corrected")).ToBeVisibleAsync();
        await browser.ScreenshotAsync("care-corrected");

        await browser.Page.Locator("[data-care=patient]").ClickAsync();
        await Expect(browser["corrected-from"]).ToContainTextAsync(_patient);
        await browser["withdraw-correction"].ClickAsync();
        await Expect(Row(browser).Locator(".corrected")).ToHaveCountAsync(0);

        await browser.Page.Locator("[data-care=delete-series]").ClickAsync();
        await Typed(browser, "dialog-close").ClickAsync(); // nothing happened
        await browser.Page.Locator("[data-care=delete-study]").ClickAsync();
        await Expect(Typed(browser, "dialog-submit")).ToBeDisabledAsync();
        await browser["typed"].FillAsync(_patient);
        await browser.ScreenshotAsync("care-delete");
        await Typed(browser, "dialog-submit").ClickAsync();
        await Expect(Row(browser)).ToHaveCountAsync(0);

        await browser.Page.Locator("nav a[href='/deleted']").ClickAsync();
        var deletion = browser["deletion-row"].Filter(new() { HasText = _patient });
        await browser.ScreenshotAsync("care-deleted");
        await deletion.GetByTestId("restore").ClickAsync();
        await Expect(deletion).ToHaveAttributeAsync("data-state", "restored");
        await Api.EventuallyAsync(
            () => system.Client.GetAsync<SeriesDetail>($"/api/series/{image.SeriesInstanceUid}"),
            detail => detail.Series.State == SeriesState.Ready);
        Assert.Empty(browser.Complaints);
    }

    private async Task<CtImage> UploadAsync()
    {
        var image = new CtImage { PatientId = _patient, PatientName = "Wrong^Name" };
        var file = Path.Combine(Directory.CreateTempSubdirectory("voxmark-care-").FullName, "1.dcm");
        image.ToFile().Save(file);
        await system.Client.UploadSeriesAsync([file]);
        return image;
    }

    private async Task OpenAsync(Browser browser, CtImage image)
    {
        await browser.Page.GotoAsync($"/studies?search={_patient}&open={image.StudyInstanceUid}");
        await Expect(Row(browser)).ToBeVisibleAsync();
    }

    /// <summary>In the dialog that wants something typed; the page has another one, closed.</summary>
    private static ILocator Typed(Browser browser, string testId) => browser["typed-dialog"].GetByTestId(testId);

    private static ILocator Row(Browser browser) => browser["study-row"];
}
