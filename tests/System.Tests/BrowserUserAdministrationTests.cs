using System.Net;
using System.Net.Http.Headers;
using static Microsoft.Playwright.Assertions;

namespace Voxmark.SystemTests;

/// <summary>An administrator lets people in; each sees what they may, a token works until it is revoked, and all of it
/// stands in the audit trail.</summary>
[Collection(RunningSystemGroup.Name)]
public sealed class BrowserUserAdministrationTests(RunningSystem system)
{
    private readonly string _suffix = $"{Guid.NewGuid():N}"[..8];

    [Fact]
    public async Task Administration_OfUsers_LetsEachSeeWhatTheyMay()
    {
        await using var admin = await Browser.StartAsync(system.Address);
        await admin.SignInAsync(system.AdminPassword);
        var annotator = await AddAsync(admin, $"kim-{_suffix}", "Kim Annotator", "annotator");
        var researcher = await AddAsync(admin, $"lee-{_suffix}", "Lee Researcher", "researcher");
        await admin.ScreenshotAsync("access-users");

        await AnnotatorLabelsAndScriptsAsync($"kim-{_suffix}", annotator);
        await ResearcherOnlyLooksAsync($"lee-{_suffix}", researcher);

        await admin.Page.GotoAsync("/audit");
        await admin["audit-user"].FillAsync($"kim-{_suffix}");
        await admin["audit-user"].PressAsync("Tab");
        foreach (var action in new[] { "sign-in", "token.create", "token.revoke", "page.studies" })
            await Expect(admin.Page.Locator($"[data-testid=audit-row][data-action='{action}']").First).ToBeVisibleAsync();
        await admin.ScreenshotAsync("access-audit");
        await admin.Page.ReloadAsync();
        await Expect(admin["audit-user"]).ToHaveValueAsync($"kim-{_suffix}"); // the address keeps the filters

        var download = await admin.Page.RunAndWaitForDownloadAsync(() => admin["audit-csv"].ClickAsync());
        Assert.Contains($"kim-{_suffix}", await File.ReadAllTextAsync((await download.PathAsync())!), StringComparison.Ordinal);
        Assert.Empty(admin.Complaints);
    }

    /// <returns>The password, which the page shows once.</returns>
    private static async Task<string> AddAsync(Browser admin, string userName, string displayName, string role)
    {
        await admin.Page.GotoAsync("/users");
        await admin["add-user"].ClickAsync();
        await admin.Page.Locator("[name=userName]").FillAsync(userName);
        await admin.Page.Locator("[name=displayName]").FillAsync(displayName);
        await admin.Page.Locator("[name=role][value=annotator]").UncheckAsync();
        await admin.Page.Locator($"[name=role][value={role}]").CheckAsync();
        await admin["dialog-submit"].ClickAsync();
        var password = await admin["secret"].TextContentAsync();
        await admin["dialog-close"].ClickAsync();
        await Expect(admin["user-row"].Filter(new() { HasText = userName })).ToBeVisibleAsync();
        return password!;
    }

    private async Task AnnotatorLabelsAndScriptsAsync(string userName, string password)
    {
        await using var browser = await Browser.StartAsync(system.Address);
        await browser.SignInAsync(password, userName);
        await Expect(browser["upload-drop"]).ToBeVisibleAsync();
        await Expect(browser.Page.Locator("nav a[href='/users']")).ToHaveCountAsync(0);
        Assert.Equal(403, (await browser.Page.GotoAsync("/users"))!.Status);

        await browser.Page.GotoAsync("/account");
        await browser["add-token"].ClickAsync();
        await browser.Page.Locator("[name=name]").FillAsync("nightly export");
        await browser["dialog-submit"].ClickAsync();
        var token = await browser["secret"].TextContentAsync();
        await browser["dialog-close"].ClickAsync();
        await Expect(browser["token-row"]).ToHaveCountAsync(1);
        await browser.ScreenshotAsync("access-account");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(token!));

        await browser["revoke-token"].ClickAsync();
        await browser["dialog-submit"].ClickAsync();
        await Expect(browser["token-row"]).ToHaveCountAsync(0);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(token!));
        Assert.Empty(browser.Complaints);
        await EndsASessionElsewhereAsync(browser, userName, password);
    }

    private async Task EndsASessionElsewhereAsync(Browser here, string userName, string password)
    {
        await using var there = await Browser.StartAsync(system.Address);
        await there.Page.GotoAsync("/sign-in");
        await there["sign-in-user"].FillAsync(userName);
        await there["sign-in-password"].FillAsync("not the password");
        await there["sign-in-submit"].ClickAsync();
        await Expect(there["sign-in-failed"]).ToBeVisibleAsync();
        await Expect(there["sign-in-user"]).ToHaveValueAsync(userName);
        await Expect(there["sign-in-password"]).ToBeFocusedAsync();
        await there.SignInAsync(password, userName);
        await here.Page.ReloadAsync();
        await Expect(here["session-row"]).ToHaveCountAsync(2);

        await here["end-session"].ClickAsync();

        await Expect(here["session-row"]).ToHaveCountAsync(1);
        await there.Page.GotoAsync("/studies");
        await Expect(there["sign-in-submit"]).ToBeVisibleAsync();
    }

    private async Task ResearcherOnlyLooksAsync(string userName, string password)
    {
        await using var browser = await Browser.StartAsync(system.Address);
        await browser.SignInAsync(password, userName);
        await Expect(browser.Page.Locator("h1")).ToBeVisibleAsync();
        await Expect(browser["upload-drop"]).ToHaveCountAsync(0);
        Assert.Equal(403, (await browser.Page.GotoAsync("/audit"))!.Status);
    }

    private async Task<HttpStatusCode> StatusAsync(string token)
    {
        using var script = new HttpClient { BaseAddress = system.Address };
        script.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await script.GetAsync("/api/studies");
        return answer.StatusCode;
    }
}
