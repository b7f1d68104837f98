using System.Net;
using Voxmark.ServiceDefaults.Authentication;

namespace Voxmark.WebUi.Tests.Pages.Access;

public sealed class AccessPagesTests : IDisposable
{
    private readonly WebUiFactory _web = new();

    [Theory]
    [InlineData("/users", Roles.Admin, HttpStatusCode.OK)]
    [InlineData("/users", Roles.Annotator, HttpStatusCode.Forbidden)]
    [InlineData("/storage", Roles.Admin, HttpStatusCode.OK)]
    [InlineData("/storage", Roles.Annotator, HttpStatusCode.Forbidden)]
    [InlineData("/audit", Roles.Admin, HttpStatusCode.OK)]
    [InlineData("/audit", Roles.Researcher, HttpStatusCode.Forbidden)]
    [InlineData("/models", Roles.Admin, HttpStatusCode.OK)]
    [InlineData("/models", Roles.Annotator, HttpStatusCode.Forbidden)]
    [InlineData("/account", Roles.Researcher, HttpStatusCode.OK)]
    public async Task Page_OpensForThoseWhoMay(string address, string role, HttpStatusCode expected) =>
        Assert.Equal(expected, (await _web.Browser(role).GetAsync(address)).StatusCode);

    [Theory]
    [InlineData("/users")]
    [InlineData("/storage")]
    [InlineData("/audit")]
    [InlineData("/models")]
    [InlineData("/account")]
    public async Task Page_HasNothingInline(string address)
    {
        var html = await _web.Browser(Roles.Admin).GetStringAsync(address);

        Assert.DoesNotContain("style=\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Account_ForAnAnnotator_LinksNoAdministration()
    {
        var html = await _web.Browser(Roles.Annotator).GetStringAsync("/account");

        Assert.DoesNotContain("href=\"/users\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/audit\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_AfterTheSessionEndedByItself_SaysSo() =>
        Assert.Contains(
            "You were away for 30 minutes", await _web.Browser(null).GetStringAsync("/sign-in?away=1"), StringComparison.Ordinal);

    public void Dispose() => _web.Dispose();
}
