using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Voxmark.AppHost.Supervision;

namespace Voxmark.AppHost.LocalServers;

internal static class LocalPostgresExtensions
{
    /// <param name="home">Folder that the server has for itself, absolute.</param>
    public static IResourceBuilder<LocalPostgresResource> AddLocalPostgres(
        this IDistributedApplicationBuilder builder, string name, string home, IResourceBuilder<ParameterResource> password)
    {
        var server = new LocalPostgresResource(name, home, password.Resource);
        return builder.AddResource(server)
            .WithEndpoint(name: server.PrimaryEndpoint.EndpointName, scheme: "tcp", isProxied: false)
            .WithArgs(context =>
            {
                context.Args.Add(home);
                context.Args.Add(server.PrimaryEndpoint.Property(EndpointProperty.TargetPort));
            })
            .WithEnvironment("POSTGRES_PASSWORD", password)
            .WithReadiness(ct => AskAsync(server, "postgres", ct))
            .KeepRunning();
    }

    /// <summary>A database that is made where it is missing.</summary>
    public static IResourceBuilder<LocalPostgresDatabase> AddDatabase(this IResourceBuilder<LocalPostgresResource> server, string name)
    {
        var database = server.ApplicationBuilder.AddResource(new LocalPostgresDatabase(name, server.Resource))
            .WithInitialState(
                new CustomResourceSnapshot { ResourceType = "PostgresDatabase", Properties = [], State = KnownResourceStates.Waiting })
            .WithReadiness(ct => AskAsync(server.Resource, name, ct));
        server.OnResourceReady(async (resource, ready, ct) =>
        {
            await CreateMissingAsync(resource, name, ct);
            await ready.Services.GetRequiredService<ResourceNotificationService>()
                .PublishUpdateAsync(database.Resource, state => state with { State = KnownResourceStates.Running });
        });
        return database;
    }

    private static async Task CreateMissingAsync(LocalPostgresResource server, string database, CancellationToken ct)
    {
        await using var connection = await OpenAsync(server, "postgres", ct);
        await using var exists = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", connection);
        exists.Parameters.Add(new NpgsqlParameter { Value = database });
        if (await exists.ExecuteScalarAsync(ct) is not null) return;
#pragma warning disable CA2100 // CREATE DATABASE takes no parameters; the identifier is quoted
        await using var create = new NpgsqlCommand($"CREATE DATABASE {new NpgsqlCommandBuilder().QuoteIdentifier(database)}", connection);
#pragma warning restore CA2100
        await create.ExecuteNonQueryAsync(ct);
    }

    private static async Task AskAsync(LocalPostgresResource server, string database, CancellationToken ct)
    {
        await using var connection = await OpenAsync(server, database, ct);
        await using var command = new NpgsqlCommand("SELECT 1", connection);
        await command.ExecuteScalarAsync(ct);
    }

    private static async Task<NpgsqlConnection> OpenAsync(LocalPostgresResource server, string database, CancellationToken ct)
    {
        var address = await server.ConnectionStringExpression.GetValueAsync(ct);
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(address) { Database = database, Pooling = false }.ConnectionString);
        await connection.OpenAsync(ct);
        return connection;
    }
}
