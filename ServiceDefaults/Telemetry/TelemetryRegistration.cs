using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Voxmark.ServiceDefaults.Telemetry;

/// <summary>
/// Traces, metrics and logs to the collector that <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names, nothing without one. Protocol,
/// service name and attributes come from the standard OTEL_* variables.
/// </summary>
internal static class TelemetryRegistration
{
    private static readonly string[] Sources = ["System.Net.Http", "Npgsql", "MassTransit", "Yarp.ReverseProxy", "Voxmark.*"];

    private static readonly string[] Meters =
    [
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime", "Npgsql", "MassTransit",
        "Voxmark.*",
    ];

    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not { Length: > 0 })
            return;

        builder.Services.AddOpenTelemetry()
            .WithLogging(configureBuilder: null, logging => logging.IncludeFormattedMessage = true)
            .WithTracing(tracing => tracing
                .SetSampler(new ParentBasedSampler(new CausedSpans()))
                .AddAspNetCoreInstrumentation(requests => requests.Filter = request => !request.Request.Path.StartsWithSegments("/health"))
                .AddSource(Sources).AddProcessor(new SilentSpans()))
            .WithMetrics(metrics => metrics.AddMeter(Meters))
            .UseOtlpExporter();
        builder.Services.AddHostedService<BoundedFlush>();
    }
}
