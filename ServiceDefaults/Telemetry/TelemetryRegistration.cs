using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Voxmark.ServiceDefaults.Telemetry;

/// <summary>
/// Traces, metrics and logs over OTLP (HTTP/protobuf) when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set, nothing otherwise.
/// Service name and attributes come from the standard OTEL_* variables.
/// </summary>
internal static class TelemetryRegistration
{
    private static readonly string[] Sources = ["Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "MassTransit", "Yarp.ReverseProxy"];

    private static readonly string[] Meters =
    [
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime", "Npgsql", "MassTransit",
    ];

    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not { Length: > 0 } endpoint)
            return;

        builder.Logging.AddOpenTelemetry(logs => logs.AddOtlpExporter(otlp => To(otlp, endpoint, "logs")));
        builder.Services.AddSingleton(_ => Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(resource => resource.AddEnvironmentVariableDetector())
            .AddSource(Sources).AddOtlpExporter(otlp => To(otlp, endpoint, "traces")).Build());
        builder.Services.AddSingleton(_ => Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(resource => resource.AddEnvironmentVariableDetector())
            .AddMeter(Meters).AddOtlpExporter(otlp => To(otlp, endpoint, "metrics")).Build());
        builder.Services.AddHostedService<TelemetryLifetime>();
    }

    private static void To(OtlpExporterOptions otlp, string endpoint, string signal)
    {
        otlp.Protocol = OtlpExportProtocol.HttpProtobuf;
        otlp.Endpoint = new Uri($"{endpoint.TrimEnd('/')}/v1/{signal}");
    }

    /// <summary>Starts the providers with the host and lets the container flush them at its end.</summary>
    private sealed class TelemetryLifetime(TracerProvider tracer, MeterProvider meter) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            tracer.ForceFlush(2000);
            meter.ForceFlush(2000);
            return Task.CompletedTask;
        }
    }
}
