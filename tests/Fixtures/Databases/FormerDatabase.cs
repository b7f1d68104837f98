using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Voxmark.ServiceDefaults.Persistence;

namespace Voxmark.Fixtures.Databases;

public static class FormerDatabase
{
    /// <param name="migration">The last one that the release had.</param>
    public static async Task<FormerDatabase<TContext>> CreateAsync<TContext>(string schema, string migration)
        where TContext : DbContext
    {
        var former = new FormerDatabase<TContext>(await PostgresInstance.CreateDatabaseAsync(), schema);
        // The table of migrations as releases up to 28 November 2026 made it.
        await former.ExecuteAsync($"""
            CREATE SCHEMA {schema};
            CREATE EXTENSION pg_trgm WITH SCHEMA {schema};
            CREATE TABLE {schema}.migrations (
                "MigrationId" character varying(150) NOT NULL, "ProductVersion" character varying(32) NOT NULL,
                CONSTRAINT "PK_migrations" PRIMARY KEY ("MigrationId"));
            """);
        await former.InDatabaseAsync(async db =>
        {
            await db.GetService<IMigrator>().MigrateAsync(migration);
            return true;
        });
        return former;
    }
}

/// <summary>A service's database as a former release left it, to fill as that release did and to upgrade.</summary>
public sealed class FormerDatabase<TContext> : IDisposable
    where TContext : DbContext
{
    private readonly IHost _host;
    private readonly string _schema;

    internal FormerDatabase(PostgresDatabase database, string schema)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:former", database.Administrator)]);
        builder.AddDatabase<TContext>("former", schema);
        (_host, _schema) = (builder.Build(), schema);
    }

    /// <summary>As the migration job of today does.</summary>
    public Task UpgradeAsync() => _host.MigrateAsync<TContext>();

    public async Task ExecuteAsync(string sql)
    {
        await using var command = _host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> InDatabaseAsync<T>(Func<TContext, Task<T>> action)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return await action(scope.ServiceProvider.GetRequiredService<TContext>());
    }

    /// <returns>Tables, columns, keys and indexes that nobody finds without quotes; of the table of migrations, none.</returns>
    public async Task<IReadOnlyList<string>> NamesInQuotesAsync()
    {
        await using var command = _host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand($"""
            SELECT name FROM (
                SELECT relname::text AS name FROM pg_class WHERE relnamespace = '{_schema}'::regnamespace
                UNION SELECT conname FROM pg_constraint WHERE connamespace = '{_schema}'::regnamespace
                UNION SELECT relname || '.' || attname FROM pg_attribute JOIN pg_class t ON t.oid = attrelid
                WHERE relnamespace = '{_schema}'::regnamespace AND relkind = 'r' AND relname <> 'migrations') AS names
            WHERE name ~ '[A-Z]' AND name <> 'PK_migrations' ORDER BY name
            """);
        await using var reader = await command.ExecuteReaderAsync();
        var names = new List<string>();
        while (await reader.ReadAsync())
            names.Add(reader.GetString(0));
        return names;
    }

    public void Dispose() => _host.Dispose();
}
