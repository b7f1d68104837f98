using System.Net;

namespace Voxmark.WebUi.Tests.Localization;

public sealed class PreferencesTests(WebUiFactory web) : IClassFixture<WebUiFactory>
{
    [Fact]
    public async Task Get_WhenTheBrowserPrefersKorean_IsKorean()
    {
        var browser = web.Browser(role: null);
        browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd("ko-KR,ko;q=0.9,en;q=0.5");

        var html = await browser.GetStringAsync("/sign-in");

        Assert.Contains("<html lang=\"ko\"", html, StringComparison.Ordinal);
        Assert.Contains("비밀번호", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_WhenALanguageIsChosen_NextPagesHaveIt()
    {
        var browser = web.Browser(role: null);

        var response = await PostAsync(browser, ("language", "ko"), ("returnUrl", "/sign-in"));

        Assert.Equal("/sign-in", response.Headers.Location!.OriginalString);
        Assert.Contains("<html lang=\"ko\"", await browser.GetStringAsync("/sign-in"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_WhenAThemeIsChosenForLists_NextPagesHaveIt()
    {
        var browser = web.Browser(role: null);

        await PostAsync(browser, ("theme", "dark"), ("surface", "list"));

        Assert.Contains("data-theme=\"dark\"", await browser.GetStringAsync("/sign-in"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_WhenAThemeIsChosenForTheViewer_ListsKeepTheirs()
    {
        var browser = web.Browser(role: null);

        await PostAsync(browser, ("theme", "dark"), ("surface", "viewer"));

        Assert.Contains("data-theme=\"system\"", await browser.GetStringAsync("/sign-in"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("language", "xx")]
    [InlineData("theme", "pink")]
    public async Task Post_WhenTheChoiceIsUnknown_KeepsNothing(string name, string value)
    {
        var response = await PostAsync(web.Browser(role: null), (name, value), ("surface", "list"));

        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example")]
    public async Task Post_WhenTheReturnAddressIsElsewhere_StaysHere(string returnUrl)
    {
        var response = await PostAsync(web.Browser(role: null), ("language", "ko"), ("returnUrl", returnUrl));

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Equal("/", response.Headers.Location!.OriginalString);
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient browser, params (string Name, string Value)[] fields) =>
        browser.PostAsync("/preferences", new FormUrlEncodedContent(fields.ToDictionary(field => field.Name, field => field.Value)));
}
