using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Voxmark.Fixtures.Databases;
using Voxmark.Gateway.Access;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.ServiceDefaults.Persistence;

namespace Voxmark.Gateway.Tests;

/// <summary>The gateway on a database of its own, in front of one small server that answers what it was sent.</summary>
public sealed class GatewayFactory : WebApplicationFactory<AccessDbContext>, IAsyncLifetime
{
    public const string Password = "correct horse battery";
    public const string Token = "vx_a-token-that-only-tests-know";

    private readonly string _store = Directory.CreateTempSubdirectory("voxmark-store-").FullName;
    private PostgresDatabase _database = null!;
    private WebApplication _backend = null!;

    public ServiceTokens ServiceTokens => Services.GetRequiredService<ServiceTokens>();

    public async Task InitializeAsync()
    {
        _database = await PostgresInstance.CreateDatabaseAsync();
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _backend = builder.Build();
        _backend.Map("/{**path}", (HttpRequest request) => TypedResults.Ok(new Received(
            request.Path, request.Headers.Authorization.ToString(), request.Headers.Cookie.ToString())));
        await _backend.StartAsync();
        _ = Server;
    }

    public HttpClient Browser() => CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var service in Routing.Routes.Services)
            builder.UseSetting($"services:{service}:http:0", _backend.Urls.First());
        builder.UseSetting("ConnectionStrings:voxmark", _database.Administrator);
        builder.UseSetting("ConnectionStrings:access-db", _database.ForRole("access"));
        builder.UseSetting("ServiceTokens:Key", "a-key-that-only-tests-know-0123456789");
        builder.UseSetting("ObjectStore:Root", _store);
        builder.UseSetting("Admin:Password", Password);
        builder.UseSetting("Admin:Token", Token);
    }

    protected override IHost CreateHost(IHostBuilder builder)
    {
        var host = builder.Build();
        host.MigrateAsync<AccessDbContext>().GetAwaiter().GetResult();
        host.SeedAdministratorAsync().GetAwaiter().GetResult();
        host.Start();
        return host;
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        await _backend.DisposeAsync();
        Directory.Delete(_store, recursive: true);
    }
}

/// <summary>What a service behind the gateway gets to see of a request.</summary>
public sealed record Received(string Path, string Authorization, string Cookie);
