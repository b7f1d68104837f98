using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Voxmark.Fixtures.Services;
using Voxmark.ServiceDefaults.Clients;

namespace Voxmark.ServiceDefaults.Tests.Clients;

/// <summary>One service that calls another, which answers as each test says.</summary>
public sealed class ServiceClientTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _asked = [];
    private readonly HttpClient _user = new();
    private Func<HttpContext, Task> _answer = _ => Task.CompletedTask;
    private WebApplication _service = null!;
    private WebApplication? _caller;

    public async Task InitializeAsync()
    {
        _service = Builder().Build();
        _service.Run(context =>
        {
            _asked.Enqueue($"{context.Request.Method} {context.Request.Path}");
            return _answer(context);
        });
        await _service.StartAsync();
    }

    [Fact]
    public async Task Get_WhenTheServiceFailsOnce_IsAskedAgain()
    {
        _answer = context => _asked.Count == 1 ? Say(context, 503) : context.Response.WriteAsync("here");

        Assert.Equal("here", await (await AskAsync("GET")).Content.ReadAsStringAsync());

        Assert.Equal(["GET /thing", "GET /thing"], _asked);
    }

    [Fact]
    public async Task Get_WhenTheServiceHangs_IsAnOutageAfterOneAttempt()
    {
        _answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted);

        await AssertOutageAsync(await AskAsync("GET", TimeSpan.FromSeconds(2)));

        Assert.Equal(["GET /thing"], _asked);
    }

    [Fact]
    public async Task Get_WhenNobodyListens_IsAnOutage() =>
        await AssertOutageAsync(await AskAsync("GET", address: "http://127.0.0.1:9"));

    [Fact]
    public async Task Post_WhenTheServiceFails_IsNotSentAgain()
    {
        _answer = context => Say(context, 503);

        await AssertOutageAsync(await AskAsync("POST"));

        Assert.Equal(["POST /thing"], _asked);
    }

    [Fact] // The other service is well: it was called wrong.
    public async Task Get_WhenTheServiceRefuses_IsAFaultOfOurOwn()
    {
        _answer = context => Say(context, 400);

        using var answer = await AskAsync("GET");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal(["GET /thing"], _asked);
    }

    private async Task<HttpResponseMessage> AskAsync(string method, TimeSpan? patience = null, string? address = null)
    {
        var builder = Builder();
        builder.Configuration["ServiceTokens:Key"] = EndpointWalk.Key;
        builder.Configuration["services:neighbour:http:0"] = address ?? _service.Urls.Single();
        builder.AddServiceDefaults("caller");
        builder.AddServiceClient<Neighbour>("neighbour", patience);
        _caller = builder.Build();
        _caller.UseFailureAnswers();
        _caller.MapGet("/", (Neighbour neighbour, CancellationToken ct) => neighbour.AskAsync(method, ct)).AllowAnonymous();
        await _caller.StartAsync();
        return await _user.GetAsync(_caller.Urls.Single());
    }

    private static async Task AssertOutageAsync(HttpResponseMessage answer)
    {
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("part-away", problem.RootElement.GetProperty("code").GetString());
    }

    private static Task Say(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static WebApplicationBuilder Builder()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        return builder;
    }

    public async Task DisposeAsync()
    {
        _user.Dispose();
        if (_caller is not null)
            await _caller.DisposeAsync();
        await _service.DisposeAsync();
    }

    private sealed class Neighbour(HttpClient http)
    {
        public async Task<string> AskAsync(string method, CancellationToken ct)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), "thing");
            using var response = await http.SendAsync(request, ct);
            return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(ct);
        }
    }
}
