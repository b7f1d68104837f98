using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Voxmark.ServiceDefaults.Outbox;

namespace Voxmark.ServiceDefaults.Messaging;

public static class MessagingRegistration
{
    /// <summary>
    /// The bus: RabbitMQ at connection string <c>rabbitmq</c>; queues in kebab case with the service's own prefix, so
    /// that two services may consume one event. What a consumer needs beyond that stands in its definition.
    /// </summary>
    public static IHostApplicationBuilder AddMessaging(
        this IHostApplicationBuilder builder, string serviceName, Action<IBusRegistrationConfigurator> consumers)
    {
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry(); // nothing here calls anybody outside
            bus.SetEndpointNameFormatter(new KebabCaseEndpointNameFormatter(serviceName, includeNamespace: false));
            consumers(bus);
            bus.UsingRabbitMq((context, rabbit) =>
            {
                var connection = context.GetRequiredService<IConfiguration>().GetConnectionString("rabbitmq")
                    ?? throw new InvalidOperationException("Connection string 'rabbitmq' is missing.");
                rabbit.Host(new Uri(connection));
                rabbit.ConfigureJsonSerializerOptions(json =>
                {
                    foreach (var converter in Defaults.Json.Converters)
                        json.Converters.Add(converter);
                    return json;
                });
                rabbit.ConfigureEndpoints(context);
            });
        });
        builder.Services.AddOptions<MassTransitHostOptions>().Configure(host => host.StopTimeout = TimeSpan.FromSeconds(20));
        return builder;
    }

    /// <summary>The bus, and what <see cref="OutboxModel.Publish"/> leaves in this context's outbox is sent.</summary>
    public static IHostApplicationBuilder AddMessaging<TContext>(
        this IHostApplicationBuilder builder, string serviceName, Action<IBusRegistrationConfigurator> consumers)
        where TContext : DbContext =>
        builder.AddMessaging(serviceName, consumers).AddOutbox<TContext>();
}
