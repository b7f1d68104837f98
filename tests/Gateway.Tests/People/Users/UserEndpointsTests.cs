using System.Net;
using System.Net.Http.Json;
using Voxmark.Contracts.Access;
using Voxmark.ServiceDefaults.Authentication;

namespace Voxmark.Gateway.Tests.People.Users;

public sealed class UserEndpointsTests(GatewayFactory gateway) : IClassFixture<GatewayFactory>
{
    [Fact]
    public async Task Create_WithoutAPassword_MakesOneThatSignsIn()
    {
        var created = await gateway.CreateUserAsync("lee", Roles.Annotator);

        using var browser = await gateway.SignedInAsync("lee", created.Password);
        var me = await browser.GetFromJsonAsync<OwnAccount>("/api/access/me");

        Assert.Equal("Some lee", me!.DisplayName);
        Assert.Equal([Roles.Annotator], me.Roles);
    }

    [Fact]
    public async Task Create_WithANameThatIsTaken_IsAConflict()
    {
        await gateway.CreateUserAsync("choi", Roles.Reviewer);

        using var answer = await gateway.Admin().PostAsJsonAsync(
            "/api/access/users", new CreateUser("Choi", "Another", [Roles.Reviewer], null));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    [Theory]
    [InlineData("x", "Name", "annotator", null)]
    [InlineData("a b", "Name", "annotator", null)]
    [InlineData("good", "", "annotator", null)]
    [InlineData("good", "Name", "service", null)]
    [InlineData("good", "Name", "annotator", "short")]
    [InlineData("good", "Name", "annotator", "password")]
    [InlineData("good", "Name", "annotator", "my good old secret")]
    [InlineData("good", "Name", "admin", "gtk7-wo2p")]
    public async Task Create_WithSomethingThatDoesNotDo_SaysWhat(string userName, string displayName, string role, string? password)
    {
        using var answer = await gateway.Admin().PostAsJsonAsync(
            "/api/access/users", new CreateUser(userName, displayName, [role], password));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("detail", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Roles.Annotator)]
    [InlineData(Roles.Reviewer)]
    [InlineData(Roles.Researcher)]
    public async Task List_ByAnybodyButAnAdministrator_IsForbidden(string role)
    {
        var created = await gateway.CreateUserAsync($"just-{role}", role);
        using var browser = await gateway.SignedInAsync(created.User.UserName, created.Password);

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/api/access/users")).StatusCode);
    }

    [Fact]
    public async Task Change_WhenDisabled_EndsSessionsAndTokens()
    {
        var created = await gateway.CreateUserAsync("leaving", Roles.Annotator);
        using var browser = await gateway.SignedInAsync("leaving", created.Password);
        var token = await TokenOfAsync(browser);
        using var script = gateway.Script(token);
        Assert.Equal(HttpStatusCode.OK, (await script.GetAsync("/api/studies")).StatusCode);

        await ChangeAsync(created.User.Id, new ChangeUser("Gone", [Roles.Annotator], IsDisabled: true));

        Assert.Equal(HttpStatusCode.Unauthorized, (await script.GetAsync("/api/studies")).StatusCode);
        using var again = await gateway.Browser().SignInAsync("leaving", created.Password);
        Assert.StartsWith("/sign-in?failed=1", again.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_OfRoles_CountsForATokenAtOnce()
    {
        var created = await gateway.CreateUserAsync("rising", Roles.Annotator);
        using var browser = await gateway.SignedInAsync("rising", created.Password);
        using var script = gateway.Script(await TokenOfAsync(browser));
        Assert.Equal(HttpStatusCode.Forbidden, (await script.GetAsync("/api/access/users")).StatusCode);

        await ChangeAsync(created.User.Id, new ChangeUser("Risen", [Roles.Admin], IsDisabled: false));

        Assert.Equal(HttpStatusCode.OK, (await script.GetAsync("/api/access/users")).StatusCode);
    }

    [Theory]
    [InlineData(Roles.Annotator, false)]
    [InlineData(Roles.Admin, true)]
    public async Task Change_ThatWouldLeaveNoAdministrator_IsRefusedAndChangesNothing(string role, bool isDisabled)
    {
        await using var alone = new GatewayFactory();
        await alone.InitializeAsync();
        var admin = Assert.Single((await alone.Admin().GetFromJsonAsync<UserSummary[]>("/api/access/users"))!);

        using var answer = await alone.Admin().PutAsJsonAsync($"/api/access/users/{admin.Id}", new ChangeUser("X", [role], isDisabled));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equivalent(admin, Assert.Single((await alone.Admin().GetFromJsonAsync<UserSummary[]>("/api/access/users"))!));
    }

    [Fact]
    public async Task ResetPassword_MakesTheOldOneUseless()
    {
        var created = await gateway.CreateUserAsync("forgetful", Roles.Researcher);

        using var answer = await gateway.Admin().PostAsJsonAsync($"/api/access/users/{created.User.Id}/password", new ResetPassword(null));
        var reset = (await answer.Content.ReadFromJsonAsync<PasswordWasReset>())!;

        using var old = await gateway.Browser().SignInAsync("forgetful", created.Password);
        Assert.StartsWith("/sign-in?failed", old.Headers.Location!.OriginalString, StringComparison.Ordinal);
        (await gateway.SignedInAsync("forgetful", reset.Password)).Dispose();
    }

    [Fact]
    public async Task ResetPassword_OfSomebodyWhoTriedTooOften_LetsThemIn()
    {
        var created = await gateway.CreateUserAsync("clumsy", Roles.Annotator);
        for (var i = 0; i < 10; i++)
            (await gateway.Browser().SignInAsync("clumsy", "wrong")).Dispose();
        using var refused = await gateway.Browser().SignInAsync("clumsy", created.Password);
        Assert.StartsWith("/sign-in?failed=wait", refused.Headers.Location!.OriginalString, StringComparison.Ordinal);

        using var answer = await gateway.Admin().PostAsJsonAsync(
            $"/api/access/users/{created.User.Id}/password", new ResetPassword("another green ladder"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        (await gateway.SignedInAsync("clumsy", "another green ladder")).Dispose();
    }

    [Fact]
    public async Task Change_OfNobody_IsNotFound()
    {
        using var answer = await gateway.Admin().PutAsJsonAsync(
            $"/api/access/users/{Guid.NewGuid()}", new ChangeUser("X", [Roles.Admin], false));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task ChangeAsync(Guid id, ChangeUser body)
    {
        using var answer = await gateway.Admin().PutAsJsonAsync($"/api/access/users/{id}", body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static async Task<string> TokenOfAsync(HttpClient browser)
    {
        using var answer = await browser.PostAsJsonAsync("/api/access/me/tokens", new CreateApiToken("script", null));
        return (await answer.Content.ReadFromJsonAsync<ApiTokenCreated>())!.Secret;
    }
}
