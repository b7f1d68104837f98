using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Npgsql;

namespace Voxmark.SystemTests;

/// <summary>
/// What run.sh did on the data folder of a first host: without a network, where that can be, until SIGTERM, and once more over
/// the death of each of the orchestrator's two programs until Ctrl+C. A start costs half a minute: each is looked at for all
/// that it shows.
/// </summary>
public sealed partial class SeenRuns : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static IReadOnlyList<string> OrchestratorPrograms { get; } = ["start-apiserver", "run-controllers"];

    /// <summary>As PostgreSQL says it of the first host's cluster.</summary>
    public string? DataChecksums { get; private set; }

    /// <summary>What the studies were answered with when run.sh was ready again, by the program that had died.</summary>
    public Dictionary<string, HttpStatusCode> AnswersAfterTheDeathOf { get; } = [];

    /// <summary>By the signal that asked for it.</summary>
    public Dictionary<string, SeenEnd> Ends { get; } = [];

    public async Task InitializeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("voxmark-run-");
        var data = folder.CreateSubdirectory("data").FullName;
        try
        {
            await LeaveAsTheFirstHostDidAsync(data);
            // Everything is installed and built. From out here nobody can ask it; it says that it is ready.
            await RunAsync(
                new RunningSystem { AttachedTo = null, DataFolder = data, Options = ["--dashboard"], Through = WithoutANetwork() }, "TERM",
                _ => Task.CompletedTask);
            await RunAsync(new RunningSystem { AttachedTo = null, DataFolder = data }, "INT", async system =>
            {
                DataChecksums = await DataChecksumsAsync(system);
                foreach (var program in OrchestratorPrograms)
                    AnswersAfterTheDeathOf[program] = await AnswerAfterTheDeathOfAsync(program, system);
            });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private async Task RunAsync(RunningSystem system, string signal, Func<RunningSystem, Task> look)
    {
        await system.InitializeAsync();
        try
        {
            await look(system);
            await system.StopAsync(signal);
            Ends[signal] = await EndOfAsync(system);
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }

        system.Client.Dispose();
    }

    /// <summary>As the first host left it: secrets in secrets.json, a cluster without checksums below postgres/data.</summary>
    private static async Task LeaveAsTheFirstHostDidAsync(string data)
    {
        const string password = "of-the-first-host-1234";
        const string script = """
            mkdir -p "$1" && chmod 711 "$1/../.." "$1/.." && cd "$1" && printf '%s' "$2" >password
            as=; if [ "$(id -u)" = 0 ]; then
                chown -R postgres:postgres "$1"
                as="setpriv --reuid=postgres --regid=postgres --init-groups --inh-caps=-all"
            fi
            $as "$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)/initdb" -D data -U postgres --auth=scram-sha-256 \
                --pwfile=password --encoding=UTF8 --locale=C.UTF-8 --no-sync --no-instructions && rm password
            """;
        await File.WriteAllTextAsync(Path.Combine(data, "secrets.json"), $$"""{ "Parameters:postgres-password": "{{password}}" }""");
        using var making = Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", script, "cluster", Path.Combine(data, "postgres"), password])
            {
                RedirectStandardOutput = true,
            })!;
        await making.StandardOutput.ReadToEndAsync();
        await making.WaitForExitAsync();
        Assert.Equal(0, making.ExitCode);
    }

    private static async Task<string?> DataChecksumsAsync(RunningSystem system)
    {
        await using var connection = new NpgsqlConnection(system.DatabaseConnection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SHOW data_checksums", connection);
        return (string?)await command.ExecuteScalarAsync();
    }

    /// <summary>Everything ends with the orchestrator; the host begins anew, under the same process.</summary>
    private async Task<HttpStatusCode> AnswerAfterTheDeathOfAsync(string program, RunningSystem system)
    {
        var deaths = AnswersAfterTheDeathOf.Count + 1;
        system.Kill(program);
        await system.SaysAsync("The orchestrator (dcp) has died", times: deaths);
        await system.SaysReadyAsync(times: deaths + 1);
        using var answer = await system.Client.GetAsync("/api/studies");
        return answer.StatusCode;
    }

    private static IReadOnlyList<string> WithoutANetwork() =>
        [
            .. NoNetworkFactAttribute.CanBeMade ? NoNetworkFactAttribute.Loopback : [],
            "sh", "-c", "build/prerequisites.sh && exec \"$@\"", "sh",
        ];

    private static async Task<SeenEnd> EndOfAsync(RunningSystem system)
    {
        var deadline = DateTime.UtcNow + Patience;
        while (system.Processes().Count > 0 && DateTime.UtcNow < deadline)
            await Task.Delay(50);
        var said = system.Output[system.Output.LastIndexOf("Stopping …", StringComparison.Ordinal)..];
        return new SeenEnd(
            system.ExitCode, system.ProcessesLeft(), await ClusterStateAsync(system),
            [.. StopLines().Matches(said).Select(line => (line.Groups[1].Value, line.Groups[2].Value))]);
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

    [GeneratedRegex(@"^[ !] (\S+) +(stopped|ended with .*|did not end.*)$", RegexOptions.Multiline)]
    private static partial Regex StopLines();
}

/// <param name="Left">Command lines of processes that outlived run.sh, a minute later.</param>
/// <param name="ClusterState">In PostgreSQL's words.</param>
/// <param name="Stops">Programs in the order in which they ended, and how.</param>
public sealed record SeenEnd(
    int ExitCode, IReadOnlyList<string> Left, string ClusterState, IReadOnlyList<(string Program, string How)> Stops);
