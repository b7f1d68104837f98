using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Voxmark.ServiceDefaults.Auditing;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.ServiceDefaults.Buffers;
using Voxmark.ServiceDefaults.Problems;
using Voxmark.ServiceDefaults.Queries;
using Voxmark.ServiceDefaults.Telemetry;

namespace Voxmark.ServiceDefaults;

/// <summary>What every service does the same way: telemetry, health, sign-in, problem details, JSON, OpenAPI.</summary>
public static class Defaults
{
    /// <summary>JSON as the HTTP API speaks it: camelCase, enums as camelCase strings.</summary>
    public static JsonSerializerOptions Json { get; } = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <param name="name">The name in <c>/openapi/{name}.json</c>; null takes the project's.</param>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder, string? name = null)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Logging.KeepRequestsOut();
        builder.AddTelemetry();
        builder.AddServiceAuthentication();
        builder.Services.AddServiceDiscovery();
        builder.Services.AddProblemDetails(problems => problems.CustomizeProblemDetails = StatusProblems.Explain);
        builder.Services.AddExceptionHandler<OutageHandler>();
        builder.Services.AddHealthChecks();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IMemoryPoolFactory<byte>, LargeBufferFactory>();
        builder.Services.ConfigureHttpJsonOptions(json => Configure(json.SerializerOptions));
        builder.Services.AddOpenApi(name ?? ServiceName(builder.Environment));
        return builder;
    }

    /// <summary>
    /// Failures become problem details, then come the audit trail's names, identity and roles; <c>/health/live</c> (the
    /// process answers), <c>/health/ready</c> (so do its database and broker), and <c>/openapi/{service}.json</c>.
    /// </summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.UseFailureAnswers();
        app.UseQueryRules();
        app.UseRouting();
        app.UseAuditNames();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapDescriptions();
        return app;
    }

    /// <summary>Whatever fails further down becomes problem details: exceptions, and statuses without a body.</summary>
    public static void UseFailureAnswers(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
    }

    /// <summary>What a service says of itself: health, and its API.</summary>
    public static void MapDescriptions(this WebApplication app)
    {
        app.MapHealth();
        app.MapOpenApi("/openapi/{documentName}.json").RequireAuthorization().AuditNothing();
    }

    public static WebApplication MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous().AuditNothing();
        app.MapHealthChecks("/health/ready").AllowAnonymous().AuditNothing();
        return app;
    }

    /// <summary>The name a service goes by in routes and documents: <c>IngestService</c> is <c>ingest</c>.</summary>
    internal static string ServiceName(IHostEnvironment environment)
    {
        var name = environment.ApplicationName;
        return (name.EndsWith("Service", StringComparison.Ordinal) ? name[..^"Service".Length] : name).ToLowerInvariant();
    }

    /// <summary>
    /// These categories write a line or more for every request, which fills a log within the hour, and some of them whole
    /// addresses: a search in a study list names a patient. What went wrong they still say; who did what, the audit trail.
    /// </summary>
    private static void KeepRequestsOut(this ILoggingBuilder logging)
    {
        string[] categories =
        [
            "Microsoft.AspNetCore", "System.Net.Http.HttpClient", "Polly", "Yarp.ReverseProxy",
            "Microsoft.EntityFrameworkCore.Database.Command",
        ];
        foreach (var category in categories)
            logging.AddFilter(category, LogLevel.Warning);
    }

    private static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        return options;
    }
}
