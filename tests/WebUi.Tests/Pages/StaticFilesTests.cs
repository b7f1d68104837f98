using System.Net;
using System.Net.Http.Headers;

namespace Voxmark.WebUi.Tests.Pages;

public sealed class StaticFilesTests(WebUiFactory web) : IClassFixture<WebUiFactory>
{
    [Fact]
    public async Task Get_WhenTheAddressHasAVersion_MayBeKeptForEver()
    {
        var response = await web.Browser(role: null).GetAsync("/css/tokens.css?v=1");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("immutable", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_WhenItHasNone_IsAskedForAgainAndNotSentAgain()
    {
        var browser = web.Browser(role: null);
        var first = await browser.GetAsync("/app/shell.js");
        browser.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);

        var second = await browser.GetAsync("/app/shell.js");

        Assert.True(first.Headers.CacheControl!.NoCache);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task Get_WhenTheBrowserTakesIt_IsCompressed()
    {
        var browser = web.Browser(role: null);
        browser.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));

        var response = await browser.GetAsync("/app/studies.js");

        Assert.Equal("br", Assert.Single(response.Content.Headers.ContentEncoding));
    }
}
