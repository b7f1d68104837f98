using System.Diagnostics;
using System.Text.RegularExpressions;
using Npgsql;
using Voxmark.Contracts.Ingest;

namespace Voxmark.SystemTests;

/// <summary>run.sh as somebody types it, beside the system that the other tests use.</summary>
[Collection(RunningSystemGroup.Name)]
public sealed partial class RunScriptTests(RunningSystem other) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly string[] Programs =
        ["gateway", "web", "ingest", "labeling", "inference", "quant", "rabbitmq", "postgres"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("voxmark-run-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Run_KilledAndStartedAgain_LeavesNothingRunningAndKeepsAll()
    {
        var system = new RunningSystem
        {
            AttachedTo = null, AdminPassword = "", Options = ["--demo"], DataFolder = _folder.CreateSubdirectory("data of mine").FullName,
        };
        await system.InitializeAsync();
        try
        {
            var atFirst = await SeriesAsync(system);
            Assert.Equal([1, 17, 72, 90], atFirst.Select(series => series.ImageCount).Order()); // as DemoCatalogue says
            Assert.All(atFirst, series => Assert.Equal(SeriesState.Ready, series.State));
            (await other.Client.GetAsync("/health/ready")).EnsureSuccessStatusCode();

            await system.KillAsync();
            await system.StartAsync(); // at once: what the killed host had started may still be ending

            Assert.Equal(atFirst, await SeriesAsync(system));
            Assert.Single(Password().Matches(system.Output)); // of two starts

            await system.KillAsync();
            await NothingLeftAsync(system);
        }
        finally
        {
            await system.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Run_AskedToEnd_StopsEverythingInOrderAndCleanly(string signal)
    {
        var system = new RunningSystem { AttachedTo = null, DataFolder = _folder.CreateSubdirectory("data").FullName };
        await system.InitializeAsync();

        await system.StopAsync(signal);

        await NothingLeftAsync(system);
        Assert.Equal(0, system.ExitCode);
        var stops = StopLines().Matches(system.Output).Select(line => (Program: line.Groups[1].Value, How: line.Groups[2].Value)).ToList();
        Assert.All(stops, stop => Assert.Equal("stopped", stop.How)); // no exit code, no kill
        Assert.Equal(Programs.Order(), stops.Select(stop => stop.Program).Order());
        Assert.Equal("gateway", stops[0].Program);
        Assert.Equal(["postgres", "rabbitmq"], stops[^2..].Select(stop => stop.Program).Order());
        Assert.Contains("shut down", await ClusterStateAsync(system), StringComparison.Ordinal);
        await system.DisposeAsync();
    }

    /// <summary>Everything ends with the orchestrator; the host begins anew, under the same process.</summary>
    [Theory]
    [InlineData("start-apiserver")]
    [InlineData("run-controllers")]
    public async Task Run_WhenTheOrchestratorDies_ComesBack(string program)
    {
        var system = new RunningSystem { AttachedTo = null, DataFolder = _folder.CreateSubdirectory("data").FullName };
        await system.InitializeAsync();

        system.Kill(program);
        await system.SaysAsync("The orchestrator (dcp) has died");
        await system.ReadyAgainAsync();

        (await system.Client.GetAsync("/api/studies")).EnsureSuccessStatusCode();
        await system.StopAsync();
        await NothingLeftAsync(system);
        await system.DisposeAsync();
    }

    /// <summary>As the first host left it: secrets in secrets.json, a cluster without checksums below postgres/data.</summary>
    [Fact]
    public async Task Run_OnADataFolderOfTheFirstHost_GoesOnWithItsClusterAndSecrets()
    {
        const string password = "of-the-first-host-1234";
        var data = _folder.CreateSubdirectory("data").FullName;
        await File.WriteAllTextAsync(Path.Combine(data, "secrets.json"), $$"""{ "Parameters:postgres-password": "{{password}}" }""");
        await MakeClusterAsync(Path.Combine(data, "postgres"), password);
        var system = new RunningSystem { AttachedTo = null, DataFolder = data };

        await system.InitializeAsync();

        await using (var connection = new NpgsqlConnection(system.DatabaseConnection))
        {
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand("SHOW data_checksums", connection);
            Assert.Equal("off", await command.ExecuteScalarAsync());
        }

        await system.DisposeAsync();
    }

    /// <summary>At a second start, when everything is installed and built: only loopback is there.</summary>
    [NoNetworkFact]
    public async Task Run_WithoutANetwork_GetsReady()
    {
        var system = new RunningSystem
        {
            AttachedTo = null, Options = ["--dashboard"], DataFolder = _folder.CreateSubdirectory("data").FullName,
            Through = [.. NoNetworkFactAttribute.Loopback, "sh", "-c", "build/prerequisites.sh && exec \"$@\"", "sh"],
        };
        await system.InitializeAsync(); // it says that it is ready; from out here nobody can ask it

        await system.StopAsync();

        Assert.Equal(0, system.ExitCode);
        await NothingLeftAsync(system);
        await system.DisposeAsync();
    }

    [Theory]
    [InlineData("--port")]
    [InlineData("--dimse-port")]
    public async Task Run_OnAPortInUse_SaysWhichAndEnds(string option)
    {
        var taken = option == "--port" ? other.Address.Port : other.DimsePort;
        var free = option == "--port" ? "--dimse-port" : "--port";

        var said = await RefusalAsync("--data", _folder.FullName, option, $"{taken}", free, $"{RunningSystem.FreePort()}");

        Assert.Contains($"Port {taken}", said, StringComparison.Ordinal);
        Assert.Contains("is in use by another program", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OnADataFolderInUse_SaysSoAndEnds()
    {
        var said = await RefusalAsync(
            "--data", other.DataFolder, "--port", $"{RunningSystem.FreePort()}", "--dimse-port", $"{RunningSystem.FreePort()}");

        Assert.Contains(other.DataFolder, said, StringComparison.Ordinal);
        Assert.Contains("is in use by another running instance", said, StringComparison.Ordinal);
    }

    /// <returns>What run.sh says when it does not start.</returns>
    private static async Task<string> RefusalAsync(params string[] options)
    {
        var start = new ProcessStartInfo(Path.Combine(RunningSystem.Repository, "run.sh"), ["--no-build", .. options])
        {
            RedirectStandardError = true,
        };
        using var run = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        var said = await run.StandardError.ReadToEndAsync(patience.Token);
        await run.WaitForExitAsync(patience.Token);
        Assert.Equal(1, run.ExitCode);
        return said;
    }

    /// <summary>What PostgreSQL itself noted when it ended.</summary>
    private static async Task<string> ClusterStateAsync(RunningSystem system)
    {
        var cluster = Path.Combine(system.DataFolder, "postgres", "data");
        var version = (await File.ReadAllTextAsync(Path.Combine(cluster, "PG_VERSION"))).Trim();
        using var control = Process.Start(new ProcessStartInfo($"/usr/lib/postgresql/{version}/bin/pg_controldata", [cluster])
        {
            RedirectStandardOutput = true, Environment = { ["LC_ALL"] = "C" },
        })!;
        var facts = await control.StandardOutput.ReadToEndAsync();
        await control.WaitForExitAsync();
        return facts.Split('\n').Single(line => line.StartsWith("Database cluster state", StringComparison.Ordinal));
    }

    private static async Task MakeClusterAsync(string home, string password)
    {
        const string script = """
            mkdir -p "$1" && chmod 711 "$1/../.." "$1/.." && cd "$1" && printf '%s' "$2" >password
            as=; if [ "$(id -u)" = 0 ]; then
                chown -R postgres:postgres "$1"
                as="setpriv --reuid=postgres --regid=postgres --init-groups --inh-caps=-all"
            fi
            $as "$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)/initdb" -D data -U postgres --auth=scram-sha-256 \
                --pwfile=password --encoding=UTF8 --locale=C.UTF-8 --no-sync --no-instructions && rm password
            """;
        using var making = Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", script, "cluster", home, password]) { RedirectStandardOutput = true })!;
        await making.StandardOutput.ReadToEndAsync();
        await making.WaitForExitAsync();
        Assert.Equal(0, making.ExitCode);
    }

    private static async Task<List<SeriesSummary>> SeriesAsync(RunningSystem system) =>
        [.. (await system.Client.GetAsync<StudyPage>("/api/studies")).Studies.SelectMany(study => study.Series)
            .OrderBy(series => series.SeriesInstanceUid, StringComparer.Ordinal)];

    private static async Task NothingLeftAsync(RunningSystem system)
    {
        for (var deadline = DateTime.UtcNow + Patience; system.Processes().Count > 0; await Task.Delay(50))
            Assert.True(DateTime.UtcNow < deadline, "Left behind: " + string.Join('\n', system.Processes()));
    }

    [GeneratedRegex(@"First administrator: admin, password \S{20}")]
    private static partial Regex Password();

    [GeneratedRegex(@"^[ !] (\S+) +(stopped|ended with .*|did not end.*)$", RegexOptions.Multiline)]
    private static partial Regex StopLines();
}
