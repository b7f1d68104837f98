using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Routing;
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
public static class DefaultsRegistration
{
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
        builder.Services.AddRateLimiter(_ => { }); // a feature that has limits names them
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IMemoryPoolFactory<byte>, LargeBufferFactory>();
        builder.Services.ConfigureHttpJsonOptions(json => Defaults.Configure(json.SerializerOptions));
        builder.Services.AddOpenApi(name ?? Defaults.ServiceName(builder.Environment));
        return builder;
    }

    /// <summary>
    /// What a request to a service passes: failures become problem details, then come the audit trail's names, identity,
    /// roles, and limits where an endpoint has any.
    /// </summary>
    public static void UseServiceDefaults(this WebApplication app)
    {
        app.UseFailureAnswers();
        app.UseQueryRules();
        app.UseRouting();
        app.UseAuditNames();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
    }

    /// <summary>Whatever fails further down becomes problem details: exceptions, and statuses without a body.</summary>
    public static void UseFailureAnswers(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
    }

    /// <summary>
    /// What a service says of itself: <c>/health/live</c> (the process answers), <c>/health/ready</c> (so do its database and
    /// broker), and its API, <c>/openapi/{service}.json</c>.
    /// </summary>
    public static void MapDescriptions(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous().AuditNothing();
        routes.MapHealthChecks("/health/ready").AllowAnonymous().AuditNothing();
        routes.MapOpenApi("/openapi/{documentName}.json").RequireAuthorization().AuditNothing();
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
}
