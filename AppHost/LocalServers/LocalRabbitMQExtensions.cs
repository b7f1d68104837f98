using RabbitMQ.Client;
using Voxmark.AppHost.Supervision;

namespace Voxmark.AppHost.LocalServers;

internal static class LocalRabbitMQExtensions
{
    /// <param name="home">Folder that the server has for itself, absolute.</param>
    public static IResourceBuilder<LocalRabbitMQResource> AddLocalRabbitMQ(
        this IDistributedApplicationBuilder builder, string name, string home, IResourceBuilder<ParameterResource> password)
    {
        var server = new LocalRabbitMQResource(name, home, password.Resource);
        var connection = new OneConnection(server);
        return builder.AddResource(server)
            .WithEndpoint(name: server.PrimaryEndpoint.EndpointName, scheme: "tcp", isProxied: false)
            .WithEndpoint(name: "management", scheme: "http", isProxied: false)
            .WithEndpoint(name: "mapper", scheme: "tcp", isProxied: false)
            .WithEndpoint(name: "distribution", scheme: "tcp", isProxied: false)
            .WithArgs(context =>
            {
                context.Args.Add(home);
                foreach (var endpoint in (string[])[server.PrimaryEndpoint.EndpointName, "management", "mapper", "distribution"])
                    context.Args.Add(new EndpointReference(server, endpoint).Property(EndpointProperty.TargetPort));
            })
            .WithEnvironment("RABBITMQ_USER", LocalRabbitMQResource.UserName)
            .WithEnvironment("RABBITMQ_PASSWORD", password)
            .WithReadiness(connection.EnsureOpenAsync)
            .KeepRunning();
    }

    /// <summary>Held open and looked at, so that the broker's log stays quiet.</summary>
    private sealed class OneConnection(LocalRabbitMQResource server)
    {
        private IConnection? _connection;

        public async Task EnsureOpenAsync(CancellationToken ct)
        {
            if (_connection is { IsOpen: true }) return;
            if (_connection is not null) await _connection.DisposeAsync();
            _connection = null;
            var address = await server.ConnectionStringExpression.GetValueAsync(ct);
            var factory = new ConnectionFactory { Uri = new Uri(address!), AutomaticRecoveryEnabled = false };
            _connection = await factory.CreateConnectionAsync("health of the host", ct);
        }
    }
}
