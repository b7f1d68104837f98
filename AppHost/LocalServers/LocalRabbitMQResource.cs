namespace Voxmark.AppHost.LocalServers;

/// <summary>
/// A private RabbitMQ from the distribution's packages: own node and user, loopback only, and an Erlang port mapper (epmd)
/// of its own, so that it shares nothing with other brokers on the machine.
/// </summary>
internal sealed class LocalRabbitMQResource(string name, string home, ParameterResource password)
    : ExecutableResource(name, LocalServer.Script("rabbitmq.sh"), AppContext.BaseDirectory), IResourceWithConnectionString
{
    public const string UserName = "guest";

    /// <summary>Folder of the node, absolute.</summary>
    public string Home => home;

    public EndpointReference PrimaryEndpoint => field ??= new(this, "tcp");

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create(
        $"amqp://{UserName}:{password}@{PrimaryEndpoint.Property(EndpointProperty.HostAndPort)}");
}
