using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>One port of a resource: consumers use <see cref="Port"/>, each process listens on its own target port.</summary>
public sealed class EndpointAnnotation(ProtocolType protocol, string? uriScheme = null, string? transport = null,
    string? name = null, int? port = null, int? targetPort = null, bool? isExternal = null, bool isProxied = true)
    : IResourceAnnotation
{
    public ProtocolType Protocol { get; set; } = protocol;

    public string UriScheme { get; set; } = uriScheme ?? (protocol == ProtocolType.Udp ? "udp" : "tcp");

    public string Transport { get; set; } = transport ?? (uriScheme is "http" or "https" ? "http" : "tcp");

    public string Name { get; set; } = name ?? uriScheme ?? (protocol == ProtocolType.Udp ? "udp" : "tcp");

    /// <summary>The port consumers use; null means a free one.</summary>
    public int? Port { get; set; } = port;

    /// <summary>The port the process listens on; null means a free one, different for every replica.</summary>
    public int? TargetPort { get; set; } = targetPort;

    /// <summary>Where the process listens: <c>localhost</c>, or an address such as <c>0.0.0.0</c>.</summary>
    public string TargetHost { get; set; } = KnownHostNames.Localhost;

    public bool IsExternal { get; set; } = isExternal ?? false;

    public bool IsProxied { get; set; } = isProxied;

    /// <summary>Null until the application starts.</summary>
    public AllocatedEndpoint? AllocatedEndpoint { get; set; }

    /// <summary>The variable that receives the target port (the <c>env</c> argument of <c>WithEndpoint</c>).</summary>
    internal string? TargetPortVariable { get; init; }

    internal bool IsHttp => UriScheme is "http" or "https";
}

public class AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port)
{
    public EndpointAnnotation Endpoint { get; } = endpoint;

    public string Address { get; } = address;

    public int Port { get; } = port;

    public string UriScheme => Endpoint.UriScheme;

    public string EndPointString => $"{Address}:{Port}";

    public string UriString => $"{UriScheme}://{EndPointString}";

    public override string ToString() => UriString;
}

public static class KnownHostNames
{
    public const string Localhost = "localhost";
}
