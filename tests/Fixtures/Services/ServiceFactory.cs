using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Voxmark.Fixtures.Databases;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.ServiceDefaults.Persistence;

namespace Voxmark.Fixtures.Services;

/// <summary>
/// A service as it runs, on a database of its own that its own migration made, with an object store in a temporary folder
/// and MassTransit's in-memory test harness in the broker's place.
/// </summary>
/// <param name="connectionName">The service's connection string, for example <c>ingest-db</c>.</param>
public class ServiceFactory<TProgram, TContext>(string connectionName) : WebApplicationFactory<TProgram>, IAsyncLifetime
    where TProgram : class
    where TContext : DbContext
{
    private PostgresDatabase? _database;

    /// <summary>Root of the object store.</summary>
    public string StoreRoot { get; } = Directory.CreateTempSubdirectory("voxmark-store-").FullName;

    public async Task InitializeAsync()
    {
        _database = await PostgresInstance.CreateDatabaseAsync();
        _ = Server;
    }

    /// <summary>A client that is signed in with one role (without any for the empty text), or not at all when
    /// <paramref name="role"/> is null.</summary>
    public HttpClient ClientOf(string? role)
    {
        var client = CreateClient();
        if (role is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
                "Bearer", Services.GetRequiredService<ServiceTokens>().Issue($"{role}-id", $"Some {role}", role.Length > 0 ? [role] : []));
        return client;
    }

    /// <summary>Runs something against the service's own database context.</summary>
    public async Task<T> InDatabaseAsync<T>(Func<TContext, Task<T>> action)
    {
        await using var scope = Services.CreateAsyncScope();
        return await action(scope.ServiceProvider.GetRequiredService<TContext>());
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting($"ConnectionStrings:{MigrationJob.AdministratorConnection}", _database!.Administrator);
        builder.UseSetting($"ConnectionStrings:{connectionName}", _database.ForRole(connectionName.Replace('-', '_')));
        builder.UseSetting("ConnectionStrings:rabbitmq", "amqp://nowhere");
        builder.UseSetting("ServiceTokens:Key", EndpointWalk.Key);
        builder.UseSetting("ObjectStore:Root", StoreRoot);
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        builder.UseSetting("Logging:LogLevel:Microsoft.AspNetCore", "Warning");
        builder.UseSetting("Logging:LogLevel:Microsoft.EntityFrameworkCore.Database.Command", "None"); // migrations look for their table
        builder.ConfigureTestServices(services =>
        {
            services.AddPatientTestHarness();
            services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMinutes(2)); // of a busy machine
            services.Insert(0, ServiceDescriptor.Singleton<IHostedService, MigrationFirst>());
        });
    }

    /// <summary>Starts before all that uses the database.</summary>
    private sealed class MigrationFirst(IServiceProvider services) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) =>
            services.GetRequiredService<IHost>().MigrateAsync<TContext>(cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (Directory.Exists(StoreRoot))
            Directory.Delete(StoreRoot, recursive: true);
        GC.SuppressFinalize(this);
    }
}
