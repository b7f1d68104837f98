using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Voxmark.Contracts.Access;
using Voxmark.Fixtures.Databases;
using Voxmark.Fixtures.Services;
using Voxmark.Gateway.People;
using Voxmark.Gateway.Persistence;
using Voxmark.ServiceDefaults.Auditing;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.ServiceDefaults.Persistence;

namespace Voxmark.Gateway.Tests;

/// <summary>The gateway on a database of its own, in front of one small server that answers what it was sent.</summary>
public class GatewayFactory : WebApplicationFactory<AccessDbContext>, IAsyncLifetime
{
    public const string Password = "correct horse battery";
    public const string Token = "vx_a-token-that-only-tests-know";

    private PostgresDatabase _database = null!;
    private WebApplication _backend = null!;
    private IHost _host = null!;

    /// <summary>Folder of the objects, removed at the end.</summary>
    public string StoreRoot { get; } = Directory.CreateTempSubdirectory("voxmark-store-").FullName;

    /// <summary>Written when the first administrator was made.</summary>
    public string NoteFile => Path.Combine(StoreRoot, "first-administrator");

    public ServiceTokens ServiceTokens => Services.GetRequiredService<ServiceTokens>();

    protected virtual string AddressOfServices => _backend.Urls.First();

    public async Task InitializeAsync()
    {
        _database = await PostgresInstance.CreateDatabaseAsync();
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _backend = builder.Build();
        _backend.UseRouting();
        _backend.UseAuditNames();
        _backend.MapGet("/api/series/{series}/slices/{slice}", Answer).AuditRead("image.read");
        _backend.MapPost("/api/labels", Answer).AuditChange("label.create");
        _backend.MapPost("/api/labels/{label}/revisions", Answer).AuditChange("label.change");
        _backend.MapGet("/api/templates", Answer).AuditNothing();
        _backend.MapGet("/sign-in", Answer).AuditNothing();
        _backend.MapGet("/labels/{label}/quantify", Answer).AuditRead("page.label");
        _backend.Map("/{**path}", Answer); // names nothing
        await _backend.StartAsync();
        _ = Server;
    }

    /// <summary>What the server behind the gateway answers; what it was sent unless a test says otherwise.</summary>
    public Func<HttpContext, IResult?> Backend { get; set; } = _ => null;

    public HttpClient Browser() => CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    /// <summary>A script with the first administrator's token.</summary>
    public HttpClient Admin() => Script(Token);

    public HttpClient Script(string token)
    {
        var script = Browser();
        script.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return script;
    }

    /// <summary>Makes a user by the API.</summary>
    public async Task<UserCreated> CreateUserAsync(string userName, params string[] roles)
    {
        using var answer = await Admin().PostAsJsonAsync("/api/access/users", new CreateUser(userName, $"Some {userName}", roles, null));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<UserCreated>())!;
    }

    /// <summary>A browser in which somebody signed in.</summary>
    public async Task<HttpClient> SignedInAsync(string userName, string password)
    {
        var browser = Browser();
        using var answer = await browser.SignInAsync(userName, password);
        Assert.Equal("/", answer.Headers.Location!.OriginalString);
        return browser;
    }

    /// <summary>Waits for rows of the audit trail.</summary>
    public async Task<IReadOnlyList<AuditRow>> AuditAsync(string query, int atLeast = 1)
    {
        for (var deadline = DateTime.UtcNow + TimeSpan.FromSeconds(60); ; await Task.Delay(50))
        {
            var page = (await Admin().GetFromJsonAsync<AuditPage>($"/api/access/audit?{query}"))!;
            if (page.Rows.Count >= atLeast)
                return page.Rows;
            Assert.True(DateTime.UtcNow < deadline, $"There are {page.Rows.Count} rows of {query}.");
        }
    }

    /// <summary>What the migration job does at each start.</summary>
    public Task SeedAgainAsync() => _host.SeedAdministratorAsync();

    public async Task<T> InDatabaseAsync<T>(Func<AccessDbContext, Task<T>> action)
    {
        await using var scope = Services.CreateAsyncScope();
        return await action(scope.ServiceProvider.GetRequiredService<AccessDbContext>());
    }

    private IResult Answer(HttpContext context) => Backend(context) ?? TypedResults.Ok(new Received(
        context.Request.Path, context.Request.Headers.Authorization.ToString(), context.Request.Headers.Cookie.ToString()));

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var service in Voxmark.Gateway.Routing.Routes.Services)
            builder.UseSetting($"services:{service}:http:0", AddressOfServices);
        builder.UseSetting("ConnectionStrings:voxmark", _database.Administrator);
        builder.UseSetting("ConnectionStrings:access-db", _database.ForRole("access"));
        builder.UseSetting("ServiceTokens:Key", "a-key-that-only-tests-know-0123456789");
        builder.UseSetting("ObjectStore:Root", StoreRoot);
        builder.UseSetting("Admin:Password", Password);
        builder.UseSetting("Admin:Token", Token);
        builder.UseSetting("Admin:NoteFile", NoteFile);
        builder.UseSetting("ConnectionStrings:rabbitmq", "amqp://nowhere");
        builder.UseSetting("RateLimits:SignInsPerMinute", "10000");
        builder.UseSetting("RateLimits:AddressBurst", "100000");
        builder.UseSetting("Logging:LogLevel:Microsoft.EntityFrameworkCore.Database.Command", "None"); // migrations look for their table
        builder.ConfigureTestServices(services => services.AddPatientTestHarness());
    }

    protected override IHost CreateHost(IHostBuilder builder)
    {
        _host = builder.Build();
        _host.MigrateAsync<AccessDbContext>().GetAwaiter().GetResult();
        SeedAgainAsync().GetAwaiter().GetResult();
        _host.Start();
        return _host;
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        await _backend.DisposeAsync();
        Directory.Delete(StoreRoot, recursive: true);
    }
}

internal static class SigningIn
{
    public static Task<HttpResponseMessage> SignInAsync(
        this HttpClient browser, string userName, string password, string returnUrl = "/") =>
        browser.PostAsync("/auth/sign-in", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["userName"] = userName, ["password"] = password, ["returnUrl"] = returnUrl,
        }));
}

/// <summary>What a service behind the gateway gets to see of a request.</summary>
public sealed record Received(string Path, string Authorization, string Cookie);
