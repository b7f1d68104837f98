using System.Diagnostics;
using System.Text.Json;

namespace Voxmark.AppHost.Tests;

/// <summary><c>--publisher manifest</c>: what a deployment is told of the system.</summary>
public sealed class ManifestTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private JsonElement _resources;
    private string _text = "";

    public async Task InitializeAsync()
    {
        var file = _folder.PathOf("manifest.json");
        var host = Path.GetFullPath("../../AppHost/release/AppHost.dll", AppContext.BaseDirectory);
        var start = new ProcessStartInfo(
            "dotnet", [host, "--publisher", "manifest", "--output-path", file, $"--Data={_folder.PathOf("data")}"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var publishing = Process.Start(start)!;
        var said = await Task.WhenAll(publishing.StandardOutput.ReadToEndAsync(), publishing.StandardError.ReadToEndAsync());
        await publishing.WaitForExitAsync();
        Assert.True(publishing.ExitCode == 0, string.Concat(said));
        _text = await File.ReadAllTextAsync(file);
        _resources = JsonDocument.Parse(_text).RootElement.GetProperty("resources");
    }

    public Task DisposeAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public void Manifest_Names_NoFolderOfThisMachine()
    {
        Assert.DoesNotContain(_text.Split('\n'), line => line.Contains("\"/", StringComparison.Ordinal)
            && !line.Contains("\"target\"", StringComparison.Ordinal)); // a folder in a container
        Assert.DoesNotContain(_folder.Path, _text, StringComparison.Ordinal);
    }

    [Fact]
    public void Publishing_StartsNothingAndMakesNoSecrets() => Assert.False(Directory.Exists(_folder.PathOf("data")));

    [Theory]
    [InlineData("ingest")]
    [InlineData("labeling")]
    [InlineData("inference")]
    [InlineData("quant")]
    [InlineData("gateway")]
    [InlineData("web")]
    public void Service_Holds_NoSecretButItsOwn(string service)
    {
        string[] itsOwn = [$"{(service == "gateway" ? "access" : service)}-db-password", "rabbitmq-password", "service-token-key"];

        var known = _resources.GetProperty(service).GetProperty("env").ToString() + ConnectionsOf(service);

        Assert.Empty(Secrets().Where(secret => known.Contains(secret, StringComparison.Ordinal)).Except(itsOwn));
    }

    [Theory]
    [InlineData("ingest", true)]
    [InlineData("labeling", true)]
    [InlineData("inference", true)]
    [InlineData("quant", true)]
    [InlineData("gateway", true)]
    [InlineData("web", false)]
    [InlineData("ingest-migrations", false)]
    [InlineData("access-migrations", false)]
    public void ObjectStore_IsKnown_WhereItIsUsed(string service, bool used) =>
        Assert.Equal(used, _resources.GetProperty(service).GetProperty("env").TryGetProperty("ObjectStore__Root", out _));

    [Fact]
    public void Objects_AreAFolder_ThatADeploymentNames() =>
        Assert.Equal("{object-store.value}", _resources.GetProperty("objects").GetProperty("connectionString").GetString());

    [Theory] // whose clients it has
    [InlineData("ingest")]
    [InlineData("labeling")]
    [InlineData("inference")]
    [InlineData("quant", "ingest", "labeling")]
    [InlineData("web", "ingest", "labeling")]
    [InlineData("gateway", "inference", "ingest", "labeling", "quant", "web")]
    public void Service_IsToldWhereThoseAre_WhomItCalls(string service, params string[] called) =>
        Assert.Equal(called, _resources.GetProperty(service).GetProperty("env").EnumerateObject()
            .Select(variable => variable.Name.Split("__")).Where(name => name[0] == "services").Select(name => name[1])
            .Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Database_IsAContainer_WhosePasswordIsAGeneratedSecret()
    {
        var password = _resources.GetProperty("postgres-password").GetProperty("inputs").GetProperty("value");

        Assert.Equal("container.v0", _resources.GetProperty("postgres").GetProperty("type").GetString());
        Assert.Equal(22, password.GetProperty("default").GetProperty("generate").GetProperty("minLength").GetInt32());
        Assert.True(password.GetProperty("secret").GetBoolean());
    }

    /// <summary>The connection strings that a service's variables point to.</summary>
    private string ConnectionsOf(string service) => string.Concat(_resources.GetProperty(service).GetProperty("env").EnumerateObject()
        .Select(variable => variable.Value.GetString()!)
        .Where(value => value.EndsWith(".connectionString}", StringComparison.Ordinal))
        .Select(value => _resources.GetProperty(value[1..^".connectionString}".Length]).GetProperty("connectionString").GetString()));

    private IEnumerable<string> Secrets() => _resources.EnumerateObject()
        .Where(resource => resource.Value.TryGetProperty("inputs", out var inputs)
            && inputs.GetProperty("value").TryGetProperty("secret", out var secret) && secret.GetBoolean())
        .Select(resource => resource.Name);
}
