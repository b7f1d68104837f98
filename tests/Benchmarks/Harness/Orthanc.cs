using System.Diagnostics;
using System.Text.Json;
using Voxmark.SystemTests;

namespace Voxmark.Benchmarks.Harness;

/// <summary>Debian's Orthanc with a folder and ports of its own, every instance on the disk before it is acknowledged.</summary>
internal sealed class Orthanc : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("voxmark-orthanc-").FullName;
    private Process? _process;

    private Orthanc()
    {
    }

    /// <summary>How to get it where it is missing.</summary>
    public const string Missing = "Orthanc is not installed (apt install orthanc)";

    public HttpClient Client { get; private set; } = null!;

    public int DicomPort { get; private set; }

    /// <returns>Null where Orthanc is not installed.</returns>
    public static async Task<Orthanc?> StartAsync()
    {
        if (!File.Exists("/usr/sbin/Orthanc"))
            return null;
        var orthanc = new Orthanc();
        await orthanc.RunAsync();
        return orthanc;
    }

    public async Task StoreAsync(string file)
    {
        using var content = new ByteArrayContent(await File.ReadAllBytesAsync(file));
        using var answer = await Client.PostAsync("/instances", content);
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task RunAsync()
    {
        var httpPort = RunningSystem.FreePort();
        DicomPort = RunningSystem.FreePort();
        var settings = Path.Combine(_folder, "orthanc.json");
        await File.WriteAllTextAsync(settings, JsonSerializer.Serialize(new
        {
            StorageDirectory = Path.Combine(_folder, "db"),
            IndexDirectory = Path.Combine(_folder, "db"),
            SyncStorageArea = true,
            HttpPort = httpPort,
            DicomPort,
            AuthenticationEnabled = false,
            RemoteAccessAllowed = false,
            DicomAlwaysAllowStore = true,
            KeepAlive = true,
        }));
        _process = Process.Start(new ProcessStartInfo("/usr/sbin/Orthanc", [settings])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Client = new HttpClient { BaseAddress = new Uri($"http://localhost:{httpPort}") };
        for (var deadline = DateTime.UtcNow.AddSeconds(60); ; await Task.Delay(100))
        {
            try
            {
                await Client.GetStringAsync("/system");
                return;
            }
            catch (HttpRequestException) when (DateTime.UtcNow < deadline)
            {
                // not yet
            }
        }
    }
}
