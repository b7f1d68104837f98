using MassTransit;

namespace Voxmark.ServiceDefaults.Messaging;

/// <summary>How often a message is tried again before it is a fault. It stays with its consumer meanwhile.</summary>
public static class RetryPolicies
{
    /// <summary>
    /// For some minutes, as long as a database takes to come back: for what nobody watches and nobody would ask for again.
    /// </summary>
    public static void RetryThroughAnOutage(this IReceiveEndpointConfigurator endpoint) => endpoint.UseMessageRetry(retry =>
    {
        retry.Exponential(8, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(2));
        retry.Ignore<ObjectDisposedException>(); // the service is going down and must not wait for this
    });

    /// <summary>For some seconds: somebody waits for the outcome, and a failure that is told soon is better than none.</summary>
    public static void RetryWhileSomebodyWaits(this IReceiveEndpointConfigurator endpoint) => endpoint.UseMessageRetry(retry =>
        retry.Exponential(5, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1)));
}
