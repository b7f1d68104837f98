using System.Net;
using System.Text.RegularExpressions;

namespace Voxmark.WebUi.Tests.Pages;

public sealed partial class SignInTests(WebUiFactory web) : IClassFixture<WebUiFactory>
{
    [Fact]
    public async Task Get_WithoutSignIn_ShowsTheFormThatTheGatewayTakes()
    {
        var html = await web.Browser(role: null).GetStringAsync("/sign-in?returnUrl=%2Flabels%2F7");

        Assert.Contains("method=\"post\" action=\"/auth/sign-in\"", html, StringComparison.Ordinal);
        Assert.Contains("name=\"userName\"", html, StringComparison.Ordinal);
        Assert.Contains("name=\"password\"", html, StringComparison.Ordinal);
        Assert.Equal("/labels/7", ReturnUrl(html));
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    public async Task Get_WhenTheReturnAddressIsElsewhere_ForgetsIt(string address)
    {
        var html = await web.Browser(role: null).GetStringAsync($"/sign-in?returnUrl={Uri.EscapeDataString(address)}");

        Assert.Equal("/studies", ReturnUrl(html));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("?failed=1", true)]
    [InlineData("?failed=wait", true)]
    public async Task Get_AfterAFailure_SaysSo(string query, bool isShown)
    {
        var html = await web.Browser(role: null).GetStringAsync($"/sign-in{query}");

        Assert.Equal(isShown, html.Contains("data-testid=\"sign-in-failed\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_AfterAWrongPassword_KeepsTheNameAndWaitsForThePassword()
    {
        var browser = web.Browser(role: null);
        browser.DefaultRequestHeaders.Add("Cookie", "voxmark-typed-name=j%22kim");

        var html = await browser.GetStringAsync("/sign-in?failed=1");

        Assert.Matches("<input[^>]*name=\"userName\"[^>]*value=\"j&quot;kim\"", html);
        Assert.Matches("<input[^>]*name=\"password\"[^>]*autofocus", html);
        Assert.DoesNotMatch("<input[^>]*name=\"userName\"[^>]*autofocus", html);
    }

    [Theory]
    [InlineData("/studies")]
    [InlineData("/series/1.2.3.4/area")]
    [InlineData("/")]
    public async Task Get_OtherPagesWithoutSignIn_AreRefused(string address) =>
        Assert.Equal(HttpStatusCode.Unauthorized, (await web.Browser(role: null).GetAsync(address)).StatusCode);

    private static string ReturnUrl(string html) =>
        WebUtility.HtmlDecode(ReturnUrlOfSignIn().Match(html).Groups[1].Value);

    [GeneratedRegex("action=\"/auth/sign-in\">\\s*<input type=\"hidden\" name=\"returnUrl\" value=\"([^\"]*)\"")]
    private static partial Regex ReturnUrlOfSignIn();
}
