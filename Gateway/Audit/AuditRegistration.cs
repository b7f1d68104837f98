using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Voxmark.Gateway.Audit;

internal static class AuditRegistration
{
    public static WebApplicationBuilder AddAudit(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AuditTrail>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<AuditTrail>());
        builder.Services.AddHealthChecks().AddCheck<AuditTrail>("audit");
        return builder;
    }

    public static IBusRegistrationConfigurator AddAuditConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<ImagesExchangedConsumer, ImagesExchangedConsumerDefinition>();
        // Without the broker people can still sign in, look and label.
        bus.ConfigureHealthCheckOptions(health => health.MinimalFailureStatus = HealthStatus.Degraded);
        return bus;
    }

    public static IApplicationBuilder UseAudit(this IApplicationBuilder app) => app.UseMiddleware<AuditMiddleware>();
}
