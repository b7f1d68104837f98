namespace Voxmark.AppHost.LocalServers;

/// <summary>A private PostgreSQL from the distribution's packages: own cluster, loopback only, password over TCP only.</summary>
internal sealed class LocalPostgresResource(string name, string home, ParameterResource password)
    : ExecutableResource(name, LocalServer.Script("postgres.sh"), AppContext.BaseDirectory), IResourceWithConnectionString
{
    /// <summary>Folder of the cluster, absolute.</summary>
    public string Home => home;

    public EndpointReference PrimaryEndpoint => field ??= new(this, "tcp");

    /// <summary>The superuser's.</summary>
    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create(
        $"Host={PrimaryEndpoint.Property(EndpointProperty.Host)};Port={PrimaryEndpoint.Property(EndpointProperty.Port)};"
        + $"Username=postgres;Password={password}");
}

internal sealed class LocalPostgresDatabase(string name, LocalPostgresResource server)
    : Resource(name), IResourceWithConnectionString, IResourceWithParent<LocalPostgresResource>
{
    public LocalPostgresResource Parent => server;

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{server};Database={Name}");
}
