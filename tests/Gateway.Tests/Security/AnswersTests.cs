using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Voxmark.Gateway.Tests.Security;

/// <summary>What everybody gets, however a request ends.</summary>
public sealed class AnswersTests(GatewayFactory gateway) : IClassFixture<GatewayFactory>
{
    [Theory]
    [InlineData("/api/studies", 401)]
    [InlineData("/sign-in", 200)]
    [InlineData("/health/live", 200)]
    public async Task Answer_WhateverItIs_HasTheSecurityHeaders(string address, int status)
    {
        using var answer = await gateway.Browser().GetAsync(address);

        Assert.Equal(status, (int)answer.StatusCode);
        var csp = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.DoesNotContain("unsafe", csp, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Answer_OverHttpsAtATrustedProxy_TellsBrowsersToStay()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://localhost/sign-in");

        using var answer = await gateway.Browser().SendAsync(request);

        Assert.True(answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.9.8.7", true)]
    public async Task ForwardedHeaders_CountOnlyFromAConfiguredProxy(string sender, bool isBelieved)
    {
        await using var own = new GatewayFactory();
        await own.InitializeAsync();
        await using var behind = own.WithWebHostBuilder(host => host.UseSetting("ForwardedHeaders:KnownProxies:0", "10.9.8.7"));

        var answer = await behind.Server.SendAsync(context =>
        {
            context.Connection.RemoteIpAddress = System.Net.IPAddress.Parse(sender);
            context.Request.Path = "/sign-in";
            context.Request.Headers["X-Forwarded-For"] = "203.0.113.5";
            context.Request.Headers["X-Forwarded-Proto"] = "https";
        });

        Assert.Equal(isBelieved, answer.Response.Headers.StrictTransportSecurity.Count > 0);
        Assert.Equal(isBelieved ? "203.0.113.5" : sender, answer.Connection.RemoteIpAddress!.ToString());
    }

    /// <summary>Two empty lists would be everybody.</summary>
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task ForwardedHeaders_WhenNoProxyIsConfigured_CountFromNobody(string sender)
    {
        var answer = await gateway.Server.SendAsync(context =>
        {
            context.Connection.RemoteIpAddress = System.Net.IPAddress.Parse(sender);
            context.Request.Path = "/sign-in";
            context.Request.Headers["X-Forwarded-For"] = "203.0.113.5";
        });

        Assert.Equal(sender, answer.Connection.RemoteIpAddress!.ToString());
    }

    [Theory]
    [InlineData("/api/studies", 401, "urn:voxmark:signed-out")]
    public async Task Api_WhenNobodyIsSignedIn_IsAProblem(string address, int status, string type) =>
        await AssertProblemAsync(await gateway.Browser().GetAsync(address), status, type);

    [Fact]
    public async Task Api_ThatDoesNotExist_IsAProblemAndNotAPage() =>
        await AssertProblemAsync(await gateway.Admin().GetAsync("/api/nothing/here"), 404, "urn:voxmark:not-found");

    [Fact]
    public async Task Api_WithAMethodItDoesNotTake_IsAProblem() =>
        await AssertProblemAsync(await gateway.Admin().DeleteAsync("/api/access/users"), 405, "urn:voxmark:invalid");

    [Fact]
    public async Task Api_WithABodyOfAnotherType_IsAProblem() =>
        await AssertProblemAsync(
            await gateway.Admin().PostAsync("/api/access/users", new StringContent("hello")), 415, "urn:voxmark:invalid");

    [Fact]
    public async Task Api_WhenItsServiceIsDown_IsAProblem()
    {
        await using var alone = new LonelyGateway();
        await alone.InitializeAsync();

        await AssertProblemAsync(await alone.Admin().GetAsync("/api/studies"), 502, "urn:voxmark:outage");
    }

    /// <summary>A service that hangs: it takes the connection and says nothing.</summary>
    [Fact]
    public async Task Api_WhenItsServiceHangs_IsAProblemInTime()
    {
        await using var own = new GatewayFactory { Backend = context =>
        {
            context.RequestAborted.WaitHandle.WaitOne();
            return null;
        } };
        await own.InitializeAsync();

        await AssertProblemAsync(await own.Admin().GetAsync("/api/templates"), 504, "urn:voxmark:outage");
    }

    [Theory]
    [InlineData("en", "A part of Voxmark does not answer")]
    [InlineData("ko", "Voxmark의 일부가 응답하지 않습니다")]
    public async Task Page_WhenThePagesAreDown_SaysSoInTheReadersLanguage(string language, string sentence)
    {
        await using var alone = new LonelyGateway();
        await alone.InitializeAsync();
        using var browser = alone.Admin();
        browser.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        browser.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue(language));

        using var answer = await browser.GetAsync("/studies");

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains(sentence, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_TriedTooOften_IsToldWhenToComeBack()
    {
        await using var strict = new GatewayFactory();
        await using var limited = strict.WithWebHostBuilder(host => host.UseSetting("RateLimits:SignInsPerMinute", "3"));
        await strict.InitializeAsync();
        using var browser = limited.CreateClient(new() { AllowAutoRedirect = false });
        for (var i = 0; i < 3; i++)
            (await browser.SignInAsync("nobody", "wrong")).Dispose();

        using var answer = await browser.SignInAsync("nobody", "wrong");

        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        await AssertProblemAsync(answer, 429, "urn:voxmark:busy");
    }

    [Fact]
    public async Task Person_WithinALimit_MayFetchAWholeSeriesAtOnce()
    {
        using var script = gateway.Admin();

        var answers = await Task.WhenAll(Enumerable.Range(0, 1500).Select(slice => script.GetAsync($"/api/series/1.2.3/slices/{slice}")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
    }

    [Theory]
    [InlineData("/api/studies")]
    [InlineData("/dicom-web/studies")]
    [InlineData("/api/access/users")]
    [InlineData("/api/nothing/here")]
    public async Task Api_IsKeptByNoCache(string address)
    {
        using var answer = await gateway.Admin().GetAsync(address);

        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
    }

    [Theory]
    [InlineData("Cache-Control", "private, max-age=60", "max-age=60, private")]
    [InlineData("ETag", "\"7\"", "no-cache, private")]
    public async Task Api_ThatSaysHowItMayBeKept_IsLeftAlone(string header, string value, string cacheControl)
    {
        await using var own = new GatewayFactory { Backend = context =>
        {
            context.Response.Headers[header] = value;
            return Results.Ok();
        } };
        await own.InitializeAsync();

        using var answer = await own.Admin().GetAsync("/api/series/1.2.3/slices/1");

        Assert.Equal(
            cacheControl.Split(", ").Order(), answer.Headers.CacheControl!.ToString().Split(", ").Order());
    }

    [Theory]
    [InlineData("/api/studies?search=%00")]
    [InlineData("/api/labels?seriesInstanceUid=1.2%00")]
    [InlineData("/api/access/audit?user=%00")]
    [InlineData("/api/access/audit?id=a%0Ab")]
    [InlineData("/api/access/audit?%00=1")]
    public async Task Query_WithAControlCharacter_IsRefused(string address)
    {
        using var answer = await gateway.Admin().GetAsync(address);

        Assert.Contains("\"code\":\"control-characters\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await AssertProblemAsync(answer, 400, "urn:voxmark:invalid");
    }

    /// <summary>A form always sends its empty fields, and a property's name is matched whatever its case.</summary>
    [Fact]
    public async Task Query_WithAnEmptyValue_KeepsTheOthers()
    {
        await gateway.AuditAsync("action=audit.read&to=");

        var other = await gateway.Admin().GetFromJsonAsync<JsonElement>("/api/access/audit?action=nothing.such&to=");

        Assert.Equal(0, other.GetProperty("rows").GetArrayLength());
    }

    internal static async Task AssertProblemAsync(HttpResponseMessage answer, int status, string type)
    {
        Assert.Equal((status, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(type, problem.GetProperty("type").GetString());
        Assert.EndsWith(".", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        answer.Dispose();
    }
}
