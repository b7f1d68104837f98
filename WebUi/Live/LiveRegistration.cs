using System.Text.Json;
using System.Text.Json.Serialization;
using MassTransit;
using Microsoft.AspNetCore.SignalR;
using Voxmark.ServiceDefaults.Auditing;

namespace Voxmark.WebUi.Live;

internal static class LiveRegistration
{
    public static WebApplicationBuilder AddLive(this WebApplicationBuilder builder)
    {
        builder.Services.AddSignalR().AddJsonProtocol(json =>
            json.PayloadSerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase)));
        builder.Services.AddSingleton<IUserIdProvider, UserIds>();
        builder.Services.AddSingleton<LabelPresence>().AddSingleton<ConnectedPages>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ConnectedPages>());
        return builder;
    }

    public static IBusRegistrationConfigurator AddLiveConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<LiveRelay, LiveRelayDefinition>();
        return bus;
    }

    public static HubEndpointConventionBuilder MapLive(this IEndpointRouteBuilder routes) =>
        routes.MapHub<LiveHub>("/live").RequireAuthorization().AuditNothing();
}
