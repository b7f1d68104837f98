using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Voxmark.ServiceDefaults.Persistence;

/// <summary>
/// <c>service --migrate</c>: makes the service's schema and login role where they are missing, brings the schema up to
/// date, and ends. Runs once per deployment; the service itself waits for it. Safe to repeat.
/// </summary>
public static class MigrationJob
{
    /// <summary>Connection string of the administrator, who may create roles and schemas.</summary>
    public const string AdministratorConnection = "voxmark";

    /// <summary>The end of a <c>Program.cs</c>: the job where it is asked for, else the service.</summary>
    /// <param name="map">What the service answers; not looked at by the job.</param>
    /// <param name="afterMigration">What the job does besides; it must be safe to repeat.</param>
    public static async Task RunServiceAsync<TContext>(
        this WebApplication app, string[] args, Action<WebApplication> map, Func<IHost, Task>? afterMigration = null)
        where TContext : DbContext
    {
        if (args.Contains("--migrate"))
        {
            await app.MigrateAsync<TContext>();
            await (afterMigration?.Invoke(app) ?? Task.CompletedTask);
            return;
        }

        map(app);
        await app.RunAsync();
    }

    public static async Task MigrateAsync<TContext>(this IHost host, CancellationToken ct = default)
        where TContext : DbContext
    {
        await using var scope = host.Services.CreateAsyncScope();
        var configuration = scope.ServiceProvider.GetRequiredService<IConfiguration>();
        var schema = scope.ServiceProvider.GetRequiredService<ServiceSchema>();

        if (configuration.GetConnectionString(AdministratorConnection) is { } administrator)
        {
            var own = new NpgsqlConnectionStringBuilder(configuration.GetConnectionString(schema.ConnectionName));
            await ProvisionAsync(administrator, schema, own.Username!, own.Password!, ct);
        }

        await scope.ServiceProvider.GetRequiredService<TContext>().Database.MigrateAsync(ct);
    }

    /// <summary>A role that may log in and own one schema, and nothing else.</summary>
    private static async Task ProvisionAsync(string administrator, ServiceSchema schema, string role, string password, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(administrator);
        await connection.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        // The services' jobs run side by side, and PostgreSQL refuses two grants on one database at once.
        await ExecuteAsync("SELECT pg_advisory_xact_lock(7305190)");
        var exists = await ScalarAsync("SELECT 1 FROM pg_roles WHERE rolname = $1", role) is not null;
        var quoted = await ScalarAsync(
            "SELECT format('%I LOGIN PASSWORD %L NOSUPERUSER NOCREATEDB NOCREATEROLE', $1::text, $2::text)", role, password);
        await ExecuteAsync($"{(exists ? "ALTER" : "CREATE")} ROLE {quoted}");
        var (roleName, schemaName, database) =
            (await QuoteAsync(role), await QuoteAsync(schema.Name), await QuoteAsync(connection.Database));
        await ExecuteAsync($"""
            REVOKE ALL ON DATABASE {database} FROM PUBLIC;
            REVOKE ALL ON SCHEMA public FROM PUBLIC;
            GRANT CONNECT ON DATABASE {database} TO {roleName};
            CREATE SCHEMA IF NOT EXISTS {schemaName} AUTHORIZATION {roleName};
            ALTER ROLE {roleName} SET search_path = {schemaName};
            """);
        foreach (var extension in schema.Extensions)
            await ExecuteAsync($"CREATE EXTENSION IF NOT EXISTS {await QuoteAsync(extension)} WITH SCHEMA {schemaName}");
        await transaction.CommitAsync(ct);

        async Task ExecuteAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            await command.ExecuteNonQueryAsync(ct);
        }

        async Task<object?> ScalarAsync(string sql, params string[] values)
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            foreach (var value in values)
                command.Parameters.Add(new NpgsqlParameter { Value = value });
            return await command.ExecuteScalarAsync(ct);
        }

        async Task<string> QuoteAsync(string name) => (string)(await ScalarAsync("SELECT quote_ident($1)", name))!;
    }
}
