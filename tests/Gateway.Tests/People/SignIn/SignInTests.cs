using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Voxmark.Gateway.Tests.People.SignIn;

public sealed class SignInTests(GatewayFactory gateway) : IClassFixture<GatewayFactory>
{
    [Fact]
    public async Task SignIn_WithTheRightPassword_LeadsBackAndOpensTheApi()
    {
        using var browser = gateway.Browser();

        using var answer = await SignInAsync(browser, GatewayFactory.Password, "/labels/7");

        Assert.Equal("/labels/7", answer.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/studies")).StatusCode);
    }

    [Fact]
    public async Task SignIn_WithAWrongPassword_LeadsToTheFormAndOpensNothing()
    {
        using var browser = gateway.Browser();

        using var answer = await SignInAsync(browser, "wrong", "/labels/7");

        Assert.StartsWith("/sign-in?failed=1", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/studies")).StatusCode);
    }

    [Fact]
    public async Task SignIn_WithAForeignReturnUrl_LeadsHome()
    {
        using var browser = gateway.Browser();

        using var answer = await SignInAsync(browser, GatewayFactory.Password, "//evil.example");

        Assert.Equal("/", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task SignIn_FromAnotherSite_IsRefused()
    {
        using var browser = gateway.Browser();
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");

        using var answer = await SignInAsync(browser, GatewayFactory.Password, "/");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task SignOut_AfterSigningIn_ClosesTheApi()
    {
        using var browser = gateway.Browser();
        (await SignInAsync(browser, GatewayFactory.Password, "/")).Dispose();

        (await browser.PostAsync("/auth/sign-out", null)).Dispose();

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/studies")).StatusCode);
    }

    [Fact]
    public async Task Page_WhenNobodyIsSignedIn_LeadsToTheForm()
    {
        using var browser = gateway.Browser();
        browser.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));

        using var answer = await browser.GetAsync("/studies");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/sign-in?returnUrl=%2Fstudies", answer.Headers.Location!.PathAndQuery);
    }

    [Theory]
    [InlineData("not-a-token")]
    [InlineData("")]
    public async Task Api_WithAWrongToken_Is401(string token)
    {
        using var script = gateway.Browser();
        script.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {token}");

        using var answer = await script.GetAsync("/api/studies");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Api_WithAToken_ReachesTheServiceAsThatPersonAndWithoutTheToken()
    {
        using var script = gateway.Browser();
        script.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", GatewayFactory.Token);

        var received = await script.GetFromJsonAsync<Received>("/api/studies");

        var token = new JsonWebToken(received!.Authorization["Bearer ".Length..]);
        Assert.Equal("Administrator", token.GetClaim("name").Value);
        Assert.Equal("admin", token.GetClaim("role").Value);
        Assert.DoesNotContain(GatewayFactory.Token, received.Authorization, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Api_WithAServiceTokenFromOutside_Is401()
    {
        using var script = gateway.Browser();
        script.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", gateway.ServiceTokens.Issue("1", "Mallory", ["admin"]));

        using var answer = await script.GetAsync("/api/studies");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Api_WithTheSignInCookie_KeepsThatCookieFromTheServiceAndPassesOthers()
    {
        using var browser = gateway.Browser();
        (await SignInAsync(browser, GatewayFactory.Password, "/")).Dispose();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/studies");
        request.Headers.Add("Cookie", "language=ko");

        using var answer = await browser.SendAsync(request);

        Assert.Equal("language=ko", (await answer.Content.ReadFromJsonAsync<Received>())!.Cookie);
    }

    [Fact]
    public async Task SignOut_EndsEveryCopyOfTheCookie()
    {
        using var browser = gateway.Browser();
        using var signedIn = await SignInAsync(browser, GatewayFactory.Password, "/");
        var cookie = signedIn.Headers.GetValues("Set-Cookie")
            .Single(set => set.StartsWith("voxmark=", StringComparison.Ordinal)).Split(';')[0];
        Assert.Equal(HttpStatusCode.OK, (await WithCookieAsync(cookie)).StatusCode);

        (await browser.PostAsync("/auth/sign-out", null)).Dispose();

        Assert.Equal(HttpStatusCode.Unauthorized, (await WithCookieAsync(cookie)).StatusCode);
    }

    [Theory]
    [InlineData("guessed")]
    [InlineData("nobody-has-this-name")]
    public async Task SignIn_TriedTooOften_AnswersAlikeWhetherTheNameIsSomebodysOrNot(string userName)
    {
        if (userName == "guessed")
            await gateway.CreateUserAsync(userName, "annotator");
        var answers = new List<string>();
        for (var i = 0; i < 12; i++)
        {
            using var answer = await gateway.Browser().SignInAsync(userName, "wrong");
            answers.Add(answer.Headers.Location!.OriginalString);
        }

        Assert.Equal(
            [
                .. Enumerable.Repeat("/sign-in?failed=1&returnUrl=%2F", 10),
                .. Enumerable.Repeat("/sign-in?failed=wait&returnUrl=%2F", 2),
            ], answers);
    }

    [Fact]
    public async Task SignIn_WhenOthersGuessedTooOften_StillWorksWhereThePersonIsKnown()
    {
        var created = await gateway.CreateUserAsync("bothered", "annotator");
        using var own = await gateway.SignedInAsync("bothered", created.Password);
        (await own.PostAsync("/auth/sign-out", null)).Dispose();
        for (var i = 0; i < 10; i++)
            (await gateway.Browser().SignInAsync("bothered", "wrong")).Dispose();
        using var stranger = await gateway.Browser().SignInAsync("bothered", created.Password);
        Assert.StartsWith("/sign-in?failed=wait", stranger.Headers.Location!.OriginalString, StringComparison.Ordinal);

        using var answer = await own.SignInAsync("bothered", created.Password);

        Assert.Equal("/", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task SignIn_WithANameOfControlCharacters_IsRefused()
    {
        using var answer = await gateway.Browser().SignInAsync("a\u0001b", "wrong");

        Assert.StartsWith("/sign-in?failed=1", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> WithCookieAsync(string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/studies");
        request.Headers.Add("Cookie", cookie);
        return await gateway.CreateClient(new() { HandleCookies = false }).SendAsync(request);
    }

    private static Task<HttpResponseMessage> SignInAsync(HttpClient browser, string password, string returnUrl) =>
        browser.SignInAsync("admin", password, returnUrl);
}
