using System.Runtime.Versioning;
using System.Text.Json;
using Npgsql;

namespace Voxmark.SystemTests;

/// <summary>What the host sees to while everything runs.</summary>
[Collection(RunningSystemGroup.Name)]
[UnsupportedOSPlatform("windows")]
public sealed class SupervisionTests(RunningSystem system)
{
    private static readonly string[] Services =
        ["Gateway", "WebUi", "IngestService", "LabelingService", "InferenceService", "QuantService"];

    [Fact]
    public void Service_Knows_NoSecretOfTheHost()
    {
        using var secrets = JsonDocument.Parse(File.ReadAllText(Path.Combine(system.DataFolder, "secrets.json")));
        var superuser = secrets.RootElement.GetProperty("Parameters:postgres-password").GetString()!;
        foreach (var service in Services)
        {
            var environment = File.ReadAllText($"/proc/{Process(service).Id}/environ");
            Assert.Contains("ServiceTokens__Key", environment, StringComparison.Ordinal); // it can be read
            foreach (var secret in new[] { superuser, system.AdminPassword, system.AdminToken, "Parameters__" })
                Assert.DoesNotContain(secret, environment, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Database_OfANewDataFolder_HasChecksums()
    {
        await using var database = NpgsqlDataSource.Create(system.DatabaseConnection!);
        await using var command = database.CreateCommand("SHOW data_checksums");

        Assert.Equal("on", await command.ExecuteScalarAsync());
    }

    [Fact]
    public void DataFolder_Holds_NothingThatOthersCanRead()
    {
        const UnixFileMode others = (UnixFileMode)0b000_111_111;
        var everything = new EnumerationOptions
        {
            RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true,
        };

        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(system.DataFolder, "*", everything),
            path => ModeOf(path) is { } mode && (mode & others) != 0);
    }

    /// <summary>Null for what has just gone.</summary>
    private static UnixFileMode? ModeOf(string path)
    {
        try
        {
            return File.GetUnixFileMode(path);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private (int Id, string CommandLine) Process(string service) =>
        Assert.Single(system.Processes(), process => process.CommandLine.Contains($"/{service}.dll", StringComparison.Ordinal));
}
