using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Voxmark.ServiceDefaults.Telemetry;

namespace Voxmark.ServiceDefaults.Tests.Telemetry;

public sealed class TelemetryTests
{
    /// <summary>As long as the orchestrator waits before it kills.</summary>
    private static readonly TimeSpan KillPatience = TimeSpan.FromSeconds(6);

    [Fact]
    public async Task Stop_WithACollectorThatDoesNotAnswer_IsNotHeldUp()
    {
        var silence = new TaskCompletionSource();
        await using var collector = await StartAsync(_ => silence.Task);
        var service = await ServiceAsync(AddressOf(collector));
        await UseAsync(service, "/things/1");

        await Task.Run(async () =>
        {
            await service.StopAsync();
            await service.DisposeAsync();
        }).WaitAsync(KillPatience);

        silence.SetResult();
    }

    [Fact]
    public async Task Spans_OfARequest_HaveTheRouteAndNotTheAddress()
    {
        var received = new ConcurrentQueue<string>();
        await using var collector = await CollectorAsync(received);
        var service = await ServiceAsync(AddressOf(collector));

        await UseAsync(service, "/things/Geheim?search=Geheim");
        await UseAsync(service, "/Geheim");
        await service.StopAsync();
        await service.DisposeAsync();

        Assert.Contains(received, message => message.StartsWith("/v1/traces", StringComparison.Ordinal)
            && message.Contains("/things/{id}", StringComparison.Ordinal));
        Assert.Contains(received, message => message.StartsWith("/v1/logs", StringComparison.Ordinal));
        Assert.Contains(received, message => message.StartsWith("/v1/metrics", StringComparison.Ordinal));
        Assert.DoesNotContain(received, message => message.StartsWith("/v1/traces", StringComparison.Ordinal)
            && message.Contains("Geheim", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Logs_AreSentAsTheConsoleHasThem()
    {
        var received = new ConcurrentQueue<string>();
        await using var collector = await CollectorAsync(received);
        var service = await ServiceAsync(AddressOf(collector));

        await UseAsync(service, "/things/1234");
        await service.StopAsync();
        await service.DisposeAsync();

        Assert.Contains(received, message => message.Contains("asked, 4 letters", StringComparison.Ordinal));
    }

    /// <summary>Calls as a database's client reports them.</summary>
    [Fact]
    public async Task Spans_OfACallThatNobodyCaused_AreNotSent()
    {
        var received = new ConcurrentQueue<string>();
        await using var collector = await CollectorAsync(received);
        var service = await ServiceAsync(AddressOf(collector));
        using var source = new ActivitySource("Voxmark.Tests");

        source.StartActivity("look-by-itself", ActivityKind.Client)?.Dispose();
        using (source.StartActivity("take-message", ActivityKind.Consumer))
            source.StartActivity("look-for-message", ActivityKind.Client)?.Dispose();
        await service.StopAsync();
        await service.DisposeAsync();

        Assert.Contains(received, message => message.Contains("look-for-message", StringComparison.Ordinal));
        Assert.DoesNotContain(received, message => message.Contains("look-by-itself", StringComparison.Ordinal));
    }

    private static Task<WebApplication> CollectorAsync(ConcurrentQueue<string> received) => StartAsync(async context =>
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.Latin1);
        received.Enqueue(context.Request.Path + " " + await reader.ReadToEndAsync());
    });

    private static async Task<WebApplication> ServiceAsync(string collector)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector;
        builder.Configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        builder.AddTelemetry();
        var service = builder.Build();
        service.MapGet("/things/{id}", (string id, ILogger<TelemetryTests> log) =>
        {
#pragma warning disable CA1848, CA1873 // a test
            log.LogInformation("asked, {Length} letters", id.Length);
#pragma warning restore CA1848, CA1873
        });
        await service.StartAsync();
        return service;
    }

    private static async Task<WebApplication> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        return app;
    }

    private static async Task UseAsync(WebApplication service, string path)
    {
        // As from outside: a client of this process would be heard by the service's telemetry, as a call that nobody caused.
        using var http = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null })
        {
            BaseAddress = new Uri(AddressOf(service)),
        };
        (await http.GetAsync(path)).Dispose();
    }

    private static string AddressOf(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
}
