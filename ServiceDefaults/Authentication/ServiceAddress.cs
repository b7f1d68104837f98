using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Voxmark.ServiceDefaults.Authentication;

/// <summary>Where the orchestrator says that a service listens.</summary>
public static class ServiceAddress
{
    public static Uri Of(IServiceProvider provider, string serviceName) =>
        Of(provider.GetRequiredService<IConfiguration>(), serviceName);

    /// <exception cref="InvalidOperationException">The orchestrator named no address.</exception>
    public static Uri Of(IConfiguration configuration, string serviceName) =>
        configuration[$"services:{serviceName}:http:0"] is { Length: > 0 } address
            ? new Uri(address)
            : throw new InvalidOperationException($"No address for service '{serviceName}' (services:{serviceName}:http:0).");
}
