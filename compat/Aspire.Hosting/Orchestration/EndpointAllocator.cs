using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>Gives every endpoint its public port and every replica the ports it listens on, before anything starts.</summary>
internal sealed class EndpointAllocator(FreePorts ports)
{
    /// <summary>One replica's ports, by endpoint.</summary>
    public IReadOnlyList<IReadOnlyDictionary<EndpointAnnotation, int>> Allocate(IResource resource)
    {
        var replicas = Enumerable.Range(0, resource.GetReplicaCount())
            .Select(_ => new Dictionary<EndpointAnnotation, int>()).ToArray();
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            Check(resource, endpoint, replicas.Length);
            var port = endpoint.Port ?? (endpoint.IsProxied ? null : endpoint.TargetPort) ?? ports.Next();
            endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, KnownHostNames.Localhost, port);
            foreach (var replica in replicas)
            {
                replica[endpoint] = NeedsForwarder(resource, endpoint) ? endpoint.TargetPort ?? ports.Next() : port;
            }
        }

        return replicas;
    }

    /// <summary>
    /// A single process that may choose its port listens on the public one itself: its environment looks the same, and
    /// no byte is copied twice. So does a private server: a container's target port is not a port of this machine.
    /// </summary>
    public static bool NeedsForwarder(IResource resource, EndpointAnnotation endpoint) =>
        endpoint.IsProxied && resource is not ContainerResource
        && (resource.GetReplicaCount() > 1 || (endpoint.TargetPort is { } target && target != endpoint.Port));

    private static void Check(IResource resource, EndpointAnnotation endpoint, int replicas)
    {
        var problem = endpoint switch
        {
            { IsProxied: false } when replicas > 1 => "several replicas need a proxy in front of them",
            { TargetPort: not null } when replicas > 1 => "several replicas cannot listen on one target port",
            { IsProxied: true, Port: { } port } when port == endpoint.TargetPort && resource is not ContainerResource =>
                "the proxy and the process cannot both listen on one port",
            _ => null,
        };
        if (problem is not null)
        {
            throw new DistributedApplicationException($"Endpoint '{endpoint.Name}' of resource '{resource.Name}': {problem}.");
        }

        if (endpoint.Port is { } wanted && !FreePorts.IsFree(wanted))
        {
            throw new DistributedApplicationException(
                $"Port {wanted}, which '{resource.Name}' needs for its endpoint '{endpoint.Name}', is in use by another program.");
        }
    }
}
