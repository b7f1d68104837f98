using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Voxmark.ServiceDefaults.Authentication;

namespace Voxmark.WebUi.Tests.Live;

public sealed class DraftKeysTests : IDisposable
{
    private readonly WebUiFactory _web = new();

    [Fact]
    public async Task Get_IsTheSameForOnePersonAndAnotherForTheNext()
    {
        var (park, again, lee) = (await KeyOfAsync("Park"), await KeyOfAsync("Park"), await KeyOfAsync("Lee"));

        Assert.Equal(32, Convert.FromBase64String(park).Length);
        Assert.Equal(park, again);
        Assert.NotEqual(park, lee);
    }

    [Fact]
    public async Task Get_WhenNotSignedIn_IsRefused()
    {
        using var nobody = _web.Browser(role: null);

        using var response = await nobody.GetAsync("/drafts/key");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    private async Task<string> KeyOfAsync(string userName)
    {
        using var browser = _web.CreateClient();
        browser.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _web.TokenOf(userName, Roles.Annotator));
        using var response = await browser.GetAsync("/drafts/key");
        Assert.True(response.Headers.CacheControl!.NoStore);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("key").GetString()!;
    }

    public void Dispose() => _web.Dispose();
}
