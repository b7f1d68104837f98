using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Voxmark.ServiceDefaults.Outbox;

namespace Voxmark.ServiceDefaults.Persistence;

/// <summary>The one schema that a service keeps its facts in, and the PostgreSQL extensions that it needs there.</summary>
public sealed record ServiceSchema(string ConnectionName, string Name, IReadOnlyList<string> Extensions);

public static class DatabaseRegistration
{
    /// <summary>
    /// The service's database: one schema, reached by its own login role (connection string
    /// <paramref name="connectionName"/>), with a health check and the outbox.
    /// </summary>
    public static IHostApplicationBuilder AddDatabase<TContext>(
        this IHostApplicationBuilder builder, string connectionName, string schema, params string[] extensions)
        where TContext : DbContext
    {
        builder.Services.AddSingleton(new ServiceSchema(connectionName, schema, extensions));
        builder.Services.AddSingleton(provider => DataSource(
            provider.GetRequiredService<IConfiguration>().GetConnectionString(connectionName)
            ?? throw new InvalidOperationException($"Connection string '{connectionName}' is missing."), schema));
        builder.Services.AddDbContext<TContext>((provider, options) => options
            .UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>(), npgsql => npgsql.MigrationsHistoryTable("migrations", schema))
            .UseSnakeCaseNamingConvention().ReplaceService<IHistoryRepository, MigrationHistory>()
            .AddInterceptors(provider.GetRequiredService<OutboxSignal>()));
        builder.Services.AddSingleton<OutboxSignal>();
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
        return builder;
    }

    /// <summary>Statements find their tables in the service's schema without naming it. Nothing changes a session's settings later,
    /// so that connections need not be reset whenever they are used again.</summary>
    private static NpgsqlDataSource DataSource(string connection, string schema) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { NoResetOnClose = true, SearchPath = schema });
}
