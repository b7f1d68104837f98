using System.Globalization;
using System.Net;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Status;

/// <summary>
/// A page on the loopback address with every resource's state, health, addresses, restarts and last log lines, in place
/// of Aspire's dashboard. It only shows; it changes nothing.
/// </summary>
internal sealed class StatusPage : IAsyncDisposable
{
    private const int TailLines = 40;

    private readonly WebApplication _app;

    private StatusPage(WebApplication app, string url)
    {
        _app = app;
        Url = url;
    }

    public string Url { get; }

    public static async Task<StatusPage> StartAsync(int port, IReadOnlyList<ResourceRun> runs, ResourceNotificationService notifications)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var app = builder.Build();
        app.Use(RefuseOtherHosts);
        app.MapGet("/", () => Results.Content(
            StatusHtml.Page(runs, notifications.Current, TailLines), "text/html; charset=utf-8"));
        app.MapGet("/logs/{name}", (string name) =>
            runs.FirstOrDefault(run => string.Equals(run.Resource.Name, name, StringComparison.OrdinalIgnoreCase)) is { } run
                ? Results.Text(string.Join('\n', run.Log.Tail(int.MaxValue)), "text/plain; charset=utf-8")
                : Results.NotFound());
        await app.StartAsync();
        return new StatusPage(app, string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}"));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>A name that a stranger's DNS points at this machine (DNS rebinding) must not open the page to a browser.</summary>
    private static Task RefuseOtherHosts(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Host.Host is "localhost" or "127.0.0.1") return next(context);
        context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        return Task.CompletedTask;
    }
}
