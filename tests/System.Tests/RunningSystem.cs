using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Npgsql;

// One system after another: two at once on two cores tell nothing of how one behaves.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Voxmark.SystemTests;

/// <summary>
/// The whole system as <c>run.sh</c> starts it, on free ports and a data folder of its own. Set VOXMARK_TEST_URL,
/// VOXMARK_TEST_DIMSE_PORT, VOXMARK_ADMIN_PASSWORD and VOXMARK_ADMIN_TOKEN to use one that runs already, and
/// VOXMARK_TEST_DATA to its data folder.
/// </summary>
public sealed class RunningSystem : IAsyncLifetime
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(60);

    private static readonly string? s_givenFolder = Environment.GetEnvironmentVariable("VOXMARK_TEST_DATA");

    private readonly StringBuilder _output = new();
    private Process? _process;

    /// <summary>Null: one of its own.</summary>
    public string? AttachedTo { get; init; } = Environment.GetEnvironmentVariable("VOXMARK_TEST_URL");

    /// <summary>Empty: run.sh makes one up.</summary>
    public string AdminPassword { get; init; } = Environment.GetEnvironmentVariable("VOXMARK_ADMIN_PASSWORD") ?? "correct horse battery";
    public string AdminToken { get; } = Environment.GetEnvironmentVariable("VOXMARK_ADMIN_TOKEN") ?? $"vx_{Guid.NewGuid():N}";
    public string DataFolder { get; init; } = s_givenFolder ?? Directory.CreateTempSubdirectory("voxmark-system-").FullName;

    /// <summary>Of run.sh, besides ports and data folder.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>A command that runs the command which follows it, run.sh; empty: nothing in between.</summary>
    public IReadOnlyList<string> Through { get; init; } = [];

    /// <summary>Variables for run.sh, beyond this process's own.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    public Uri Address { get; private set; } = null!;

    /// <summary>Where it receives images by C-STORE.</summary>
    public int DimsePort { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("VOXMARK_TEST_DIMSE_PORT"), out var port) ? port : FreePort();

    /// <summary>A client with the administrator's API token.</summary>
    public HttpClient Client { get; private set; } = null!;

    /// <summary>
    /// The superuser's connection to the database, by what the host notes in its data folder; null where that is not known.
    /// </summary>
    public string? DatabaseConnection
    {
        get
        {
            var secretsFile = Path.Combine(DataFolder, "secrets.json");
            if (!File.Exists(secretsFile))
                return null;
            using var secrets = JsonDocument.Parse(File.ReadAllText(secretsFile));
            var port = File.ReadLines(Path.Combine(DataFolder, "postgres", "data", "postmaster.pid")).ElementAt(3);
            return new NpgsqlConnectionStringBuilder
            {
                Host = "127.0.0.1", Port = int.Parse(port, CultureInfo.InvariantCulture), Database = "voxmark", Username = "postgres",
                Password = secrets.RootElement.GetProperty("Parameters:postgres-password").GetString(), Pooling = false,
            }.ToString();
        }
    }

    private string ReadyLine => $"Voxmark is ready: {Address.GetLeftPart(UriPartial.Authority)}";

    public static string Repository { get; } = FindRepository();

    public async Task InitializeAsync()
    {
        Address = AttachedTo is null ? new Uri($"http://localhost:{FreePort()}") : new Uri(AttachedTo);
        if (AttachedTo is null)
            await StartAsync();
        Client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(2) };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", AdminToken);
    }

    public async Task DisposeAsync()
    {
        Client?.Dispose();
        if (_process is { HasExited: false })
            await StopAsync();
        if (DataFolder != s_givenFolder)
            Directory.Delete(DataFolder, recursive: true);
    }

    /// <summary>Starts <c>run.sh</c> in a process group of its own and waits for its ready line.</summary>
    public async Task StartAsync()
    {
        // PostgreSQL runs as another user when we are root: the folder must be reachable for it.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(DataFolder, (UnixFileMode)0b111_101_101);
        var start = new ProcessStartInfo("setsid",
            [
                .. Through, "./run.sh", "--no-build", "--port", $"{Address.Port}", "--dimse-port", $"{DimsePort}",
                "--data", DataFolder, .. Options,
            ])
        {
            WorkingDirectory = Repository,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in Variables)
            start.Environment[name] = value;
        start.Environment["VOXMARK_ADMIN_PASSWORD"] = AdminPassword;
        start.Environment["VOXMARK_ADMIN_TOKEN"] = AdminToken;
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Note(line.Data, ready);
        _process.ErrorDataReceived += (_, line) => Note(line.Data, ready);
        _process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException("run.sh ended before it was ready."));
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        try
        {
            await ready.Task.WaitAsync(StartPatience);
        }
        catch (Exception exception)
        {
            await KillAsync();
            throw new InvalidOperationException($"The system did not start.{Environment.NewLine}{Output}", exception);
        }
    }

    /// <summary>Returns when it has said so many times that it is ready.</summary>
    public Task SaysReadyAsync(int times) => SaysAsync(ReadyLine, times);

    /// <summary>Returns when the output contains this so many times.</summary>
    public async Task SaysAsync(string text, int times = 1)
    {
        for (var deadline = DateTime.UtcNow + StartPatience; Output.Split(text).Length <= times; await Task.Delay(50))
        {
            Assert.True(
                DateTime.UtcNow < deadline && _process is { HasExited: false },
                $"Not said {times} times: {text}{Environment.NewLine}{Output}");
        }
    }

    /// <summary>What Ctrl+C does, an interrupt to the whole group, or another signal. Returns when run.sh has ended.</summary>
    public async Task StopAsync(string signal = "INT")
    {
        await SignalGroupAsync(signal);
        await EndedAsync();
    }

    /// <summary>Of run.sh, which has ended.</summary>
    public int ExitCode => _process!.ExitCode;

    /// <summary>Returns when run.sh has ended.</summary>
    public async Task EndedAsync()
    {
        using var patience = new CancellationTokenSource(StopPatience);
        try
        {
            await _process!.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            await KillAsync();
            throw new InvalidOperationException($"The system did not stop.{Environment.NewLine}{Output}");
        }
    }

    /// <summary>Command lines of processes that still use this data folder.</summary>
    public IReadOnlyList<string> ProcessesLeft() => [.. Processes().Select(process => process.CommandLine)];

    /// <summary>Kills a service's process as kill -9 does; the host starts it again.</summary>
    public void KillService(string name) => Kill($"/{name}.dll");

    /// <summary>Kills the one process whose command line contains this.</summary>
    public void Kill(string program)
    {
        var (id, _) = Assert.Single(Processes(), process => process.CommandLine.Contains(program, StringComparison.Ordinal));
        using var process = Process.GetProcessById(id);
        process.Kill();
    }

    /// <summary>Those that use this data folder.</summary>
    public IReadOnlyList<(int Id, string CommandLine)> Processes() =>
        [.. Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _))
            .Select(folder => (
                Id: int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture),
                CommandLine: Read(folder, "cmdline"), Environment: Read(folder, "environ")))
            .Where(of => of.CommandLine.Contains(DataFolder, StringComparison.Ordinal)
                || of.Environment.Contains(DataFolder, StringComparison.Ordinal))
            .Select(of => (of.Id, of.CommandLine))];

    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Note(string? line, TaskCompletionSource ready)
    {
        if (line is null)
            return;
        lock (_output)
            _output.AppendLine(line);
        if (line.Trim() == ReadyLine)
            ready.TrySetResult();
    }

    /// <summary>Kills the host, which is all that its group holds.</summary>
    public async Task KillAsync()
    {
        await SignalGroupAsync("KILL");
        await _process!.WaitForExitAsync();
    }

    private async Task SignalGroupAsync(string signal)
    {
        using var kill = Process.Start("kill", ["-s", signal, "--", $"-{_process!.Id}"]);
        await kill.WaitForExitAsync();
    }

    private static string Read(string folder, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, file)).Replace('\0', ' ');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ""; // it has just ended
        }
    }

    private static string FindRepository([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", ".."));
}

[CollectionDefinition(Name)]
public sealed class RunningSystemGroup : ICollectionFixture<RunningSystem>
{
    public const string Name = "running system";
}
