using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RabbitMQ.Client;

namespace Aspire.Hosting.LocalServers;

/// <summary>Holds one connection and looks whether it is open: the broker's log stays quiet.</summary>
internal sealed class RabbitMQHealthCheck(RabbitMQServerResource server) : IHealthCheck
{
    private IConnection? _connection;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        if (_connection is { IsOpen: true }) return HealthCheckResult.Healthy();
        if (_connection is not null) await _connection.DisposeAsync();
        _connection = null;
        var uri = await server.ConnectionStringExpression.GetValueAsync(cancellationToken);
        var factory = new ConnectionFactory { Uri = new Uri(uri!), AutomaticRecoveryEnabled = false };
        _connection = await factory.CreateConnectionAsync("health of the host", cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
