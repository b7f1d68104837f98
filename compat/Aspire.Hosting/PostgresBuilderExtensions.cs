using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.LocalServers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

public static class PostgresBuilderExtensions
{
    /// <summary>
    /// A PostgreSQL server: the one that <c>ConnectionStrings:{name}</c> names, else a private one from the machine's own
    /// PostgreSQL programs.
    /// </summary>
    /// <param name="userName">The superuser; <c>postgres</c> when null.</param>
    /// <param name="password">Generated and kept when null.</param>
    public static IResourceBuilder<PostgresServerResource> AddPostgres(this IDistributedApplicationBuilder builder, string name,
        IResourceBuilder<ParameterResource>? userName = null, IResourceBuilder<ParameterResource>? password = null, int? port = null)
    {
        var passwordParameter = password?.Resource ??
            ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password");
        var server = builder.AddResource(new PostgresServerResource(name, userName?.Resource, passwordParameter));
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration($"{name}_check",
            _ => new PostgresHealthCheck(server.Resource), failureStatus: null, tags: null));
        return server
            .WithConfiguredConnectionString()
            .WithAnnotation(new ContainerImageAnnotation { Registry = "docker.io", Image = "library/postgres", Tag = "17.6" })
            .WithEnvironment("POSTGRES_HOST_AUTH_METHOD", "scram-sha-256")
            .WithEnvironment("POSTGRES_INITDB_ARGS", "--auth-host=scram-sha-256 --auth-local=scram-sha-256")
            .WithEnvironment("POSTGRES_USER", server.Resource.UserName)
            .WithEnvironment("POSTGRES_PASSWORD", $"{passwordParameter}")
            .WithEndpoint(port: port, targetPort: 5432, name: PostgresServerResource.EndpointName)
            .WithHealthCheck($"{name}_check");
    }

    /// <summary>A database, created when the server is ready unless it is there.</summary>
    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(this IResourceBuilder<PostgresServerResource> builder,
        string name, string? databaseName = null)
    {
        var database = new PostgresDatabaseResource(name, databaseName ?? name, builder.Resource);
        builder.Resource.AddDatabase(name, database.DatabaseName);
        builder.OnResourceReady((server, _, cancellationToken) => PostgresDatabases.CreateAsync(server, database.DatabaseName, cancellationToken));
        return builder.ApplicationBuilder.AddResource(database);
    }

    /// <summary>Keeps the data from one start to the next, below the data folder.</summary>
    public static IResourceBuilder<PostgresServerResource> WithDataVolume(this IResourceBuilder<PostgresServerResource> builder,
        string? name = null, bool isReadOnly = false) => builder.WithKeptData(name, "/var/lib/postgresql/data", isReadOnly);

    public static IResourceBuilder<PostgresServerResource> WithHostPort(this IResourceBuilder<PostgresServerResource> builder, int? port) =>
        builder.WithEndpoint(PostgresServerResource.EndpointName, endpoint => endpoint.Port = port);
}
