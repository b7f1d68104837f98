using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Access;
using Voxmark.ServiceDefaults.Authentication;

namespace Voxmark.Gateway.Tests.People.Account;

public sealed class AccountTests(GatewayFactory gateway) : IClassFixture<GatewayFactory>
{
    [Fact]
    public async Task CreateToken_AtABrowser_WorksForAScriptUntilItIsRevoked()
    {
        using var browser = await SomebodyAsync("park");
        var created = await CreateTokenAsync(browser, new CreateApiToken("nightly export", null));
        using var script = gateway.Script(created.Secret);
        Assert.Equal(HttpStatusCode.OK, (await script.GetAsync("/api/studies")).StatusCode);

        using var answer = await browser.DeleteAsync($"/api/access/me/tokens/{created.Token.Id}");

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await script.GetAsync("/api/studies")).StatusCode);
    }

    [Fact]
    public async Task CreateToken_StoresNoSecret()
    {
        using var browser = await SomebodyAsync("jung");
        var secret = (await CreateTokenAsync(browser, new CreateApiToken("script", null))).Secret;

        var stored = await gateway.InDatabaseAsync(db => db.ApiTokens.Select(token => token.SecretSha256).ToListAsync());

        Assert.DoesNotContain(stored, hash => Encoding.UTF8.GetString(hash).Contains(secret[3..], StringComparison.Ordinal));
        Assert.DoesNotContain(secret, await browser.GetStringAsync("/api/access/me/tokens"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tokens_AfterUse_SayWhen()
    {
        using var browser = await SomebodyAsync("kang");
        var created = await CreateTokenAsync(browser, new CreateApiToken("script", null));
        Assert.Null(Assert.Single(await TokensAsync(browser)).LastUsedAt);

        await gateway.Script(created.Secret).GetAsync("/api/studies");

        Assert.NotNull(Assert.Single(await TokensAsync(browser)).LastUsedAt);
    }

    [Fact]
    public async Task Token_AfterItExpired_Is401()
    {
        using var browser = await SomebodyAsync("shin");
        var created = await CreateTokenAsync(browser, new CreateApiToken("script", DateTimeOffset.UtcNow.AddDays(1)));
        await gateway.InDatabaseAsync(db => db.ApiTokens.Where(token => token.Id == created.Token.Id)
            .ExecuteUpdateAsync(token => token.SetProperty(t => t.ExpiresAt, DateTimeOffset.UtcNow.AddSeconds(-1))));

        Assert.Equal(HttpStatusCode.Unauthorized, (await gateway.Script(created.Secret).GetAsync("/api/studies")).StatusCode);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("late", -1)]
    public async Task CreateToken_WithoutANameOrInThePast_IsInvalid(string name, int days)
    {
        using var browser = await SomebodyAsync($"yoon{days + 1}");

        using var answer = await browser.PostAsJsonAsync(
            "/api/access/me/tokens", new CreateApiToken(name, DateTimeOffset.UtcNow.AddDays(days)));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task CreateToken_WithAToken_IsForbidden()
    {
        using var answer = await gateway.Admin().PostAsJsonAsync("/api/access/me/tokens", new CreateApiToken("offspring", null));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task RevokeToken_OfSomebodyElse_IsNotFoundAndStays()
    {
        using var owner = await SomebodyAsync("han");
        using var other = await SomebodyAsync("seo");
        var created = await CreateTokenAsync(owner, new CreateApiToken("mine", null));

        using var answer = await other.DeleteAsync($"/api/access/me/tokens/{created.Token.Id}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Single(await TokensAsync(owner));
    }

    [Fact]
    public async Task ChangePassword_WithTheCurrentOne_KeepsThisSessionAndNeedsTheNewOne()
    {
        using var browser = await SomebodyAsync("moon", "first green ladder");

        using var answer = await browser.PostAsJsonAsync(
            "/api/access/me/password", new ChangePassword("first green ladder", "second blue window"));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/access/me")).StatusCode);
        (await gateway.SignedInAsync("moon", "second blue window")).Dispose();
    }

    [Theory]
    [InlineData("wrong", "second blue window")]
    [InlineData("first green ladder", "short")]
    public async Task ChangePassword_WhenOneOfThemWillNotDo_IsInvalid(string current, string next)
    {
        using var browser = await SomebodyAsync($"oh{next.Length}", "first green ladder");

        using var answer = await browser.PostAsJsonAsync("/api/access/me/password", new ChangePassword(current, next));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Token_CountsNoLongerThanItLives()
    {
        using var browser = await SomebodyAsync("bae");
        var created = await CreateTokenAsync(browser, new CreateApiToken("script", DateTimeOffset.UtcNow.AddSeconds(6)));
        using var script = gateway.Script(created.Secret);
        Assert.Equal(HttpStatusCode.OK, (await script.GetAsync("/api/studies")).StatusCode);

        var left = created.Token.ExpiresAt!.Value - DateTimeOffset.UtcNow;
        if (left > TimeSpan.Zero)
            await Task.Delay(left + TimeSpan.FromMilliseconds(100));

        Assert.Equal(HttpStatusCode.Unauthorized, (await script.GetAsync("/api/studies")).StatusCode);
    }

    [Fact]
    public async Task Sessions_ListWhereAPersonIsSignedIn_AndEndingOneClosesIt()
    {
        using var here = await SomebodyAsync("nam", "first green ladder");
        using var there = await gateway.SignedInAsync("nam", "first green ladder");
        var sessions = await here.GetFromJsonAsync<OwnSession[]>("/api/access/me/sessions");
        var other = Assert.Single(sessions!, session => !session.IsThisOne);
        Assert.Single(sessions!, session => session.IsThisOne);

        using var answer = await here.DeleteAsync($"/api/access/me/sessions/{other.Id}");

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await there.GetAsync("/api/access/me")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/api/access/me")).StatusCode);
    }

    [Fact]
    public async Task EndSession_OfSomebodyElse_IsNotFoundAndGoesOn()
    {
        using var owner = await SomebodyAsync("ryu");
        using var other = await SomebodyAsync("ahn");
        var session = Assert.Single((await owner.GetFromJsonAsync<OwnSession[]>("/api/access/me/sessions"))!);

        using var answer = await other.DeleteAsync($"/api/access/me/sessions/{session.Id}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync("/api/access/me")).StatusCode);
    }

    [Fact]
    public async Task ChangePassword_EndsTheOtherSessionsAtOnce()
    {
        using var here = await SomebodyAsync("yang", "first green ladder");
        using var there = await gateway.SignedInAsync("yang", "first green ladder");

        (await here.PostAsJsonAsync(
            "/api/access/me/password", new ChangePassword("first green ladder", "second blue window"))).EnsureSuccessStatusCode();

        Assert.Equal(HttpStatusCode.Unauthorized, (await there.GetAsync("/api/access/me")).StatusCode);
    }

    private async Task<HttpClient> SomebodyAsync(string userName, string? password = null)
    {
        using var answer = await gateway.Admin().PostAsJsonAsync(
            "/api/access/users", new CreateUser(userName, userName, [Roles.Annotator], password));
        var created = (await answer.Content.ReadFromJsonAsync<UserCreated>())!;
        return await gateway.SignedInAsync(userName, created.Password);
    }

    private static async Task<ApiTokenCreated> CreateTokenAsync(HttpClient browser, CreateApiToken body)
    {
        using var answer = await browser.PostAsJsonAsync("/api/access/me/tokens", body);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<ApiTokenCreated>())!;
    }

    private static async Task<ApiTokenSummary[]> TokensAsync(HttpClient browser) =>
        (await browser.GetFromJsonAsync<ApiTokenSummary[]>("/api/access/me/tokens"))!;
}
