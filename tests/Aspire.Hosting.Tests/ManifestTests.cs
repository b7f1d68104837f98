using System.Text.Json;

namespace Aspire.Hosting.Tests;

/// <summary><c>--publisher manifest</c>, compared with Aspire's documented manifest format.</summary>
public sealed class ManifestTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private JsonElement _resources;

    public async Task InitializeAsync()
    {
        var file = _folder.PathOf("out/manifest.json");
        var builder = RunningApplication.CreateBuilder(_folder, "--publisher", "manifest", "--output-path", file);
        var database = builder.AddPostgres("postgres").WithDataVolume().AddDatabase("data");
        var callee = builder.AddProject<Projects.TestService>("callee").WithHttpEndpoint();
        builder.AddProject<Projects.TestService>("service").WithHttpEndpoint(port: 8080).WithExternalHttpEndpoints()
            .WithArgs("--migrate").WithReference(database).WithReference(callee);
        builder.AddExecutable("local-only", "true", "/").ExcludeFromManifest();
        await builder.Build().RunAsync();
        _resources = JsonDocument.Parse(await File.ReadAllTextAsync(file)).RootElement.GetProperty("resources");
    }

    public Task DisposeAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public void Project_HasPlaceholdersForWhatOnlyTheDeploymentKnows()
    {
        var service = _resources.GetProperty("service");
        var variables = service.GetProperty("env");

        Assert.Equal("project.v0", service.GetProperty("type").GetString());
        Assert.EndsWith("/TestService/TestService.csproj", service.GetProperty("path").GetString());
        Assert.Equal("--migrate", service.GetProperty("args")[0].GetString());
        Assert.Equal("{data.connectionString}", variables.GetProperty("ConnectionStrings__data").GetString());
        Assert.Equal("{callee.bindings.http.url}", variables.GetProperty("services__callee__http__0").GetString());
        Assert.Equal("{service.bindings.http.targetPort}", variables.GetProperty("HTTP_PORTS").GetString());
        Assert.True(service.GetProperty("bindings").GetProperty("http").GetProperty("external").GetBoolean());
    }

    [Fact]
    public void Server_IsAContainerWhosePasswordIsAGeneratedSecret()
    {
        var password = _resources.GetProperty("postgres-password").GetProperty("inputs").GetProperty("value");

        Assert.Equal("container.v0", _resources.GetProperty("postgres").GetProperty("type").GetString());
        Assert.Equal("Host={postgres.bindings.tcp.host};Port={postgres.bindings.tcp.port};Username=postgres;Password={postgres-password.value}",
            _resources.GetProperty("postgres").GetProperty("connectionString").GetString());
        Assert.True(password.GetProperty("secret").GetBoolean());
        Assert.Equal(22, password.GetProperty("default").GetProperty("generate").GetProperty("minLength").GetInt32());
    }

    [Fact]
    public void Database_IsAValueOfItsServer() =>
        Assert.Equal("{postgres.connectionString};Database=data", _resources.GetProperty("data").GetProperty("connectionString").GetString());

    [Fact]
    public void ExcludedResource_IsNotThere() => Assert.False(_resources.TryGetProperty("local-only", out _));

    [Fact]
    public void Publishing_StartsNothingAndMakesNoSecrets() => Assert.False(File.Exists(_folder.PathOf("secrets.json")));
}
