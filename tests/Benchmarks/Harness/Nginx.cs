using System.Diagnostics;
using System.Net.Sockets;
using Voxmark.SystemTests;

namespace Voxmark.Benchmarks.Harness;

/// <summary>Debian's nginx with the files of a folder: what a machine can send at best.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private const string Program = "/usr/sbin/nginx";

    private readonly string _home = Directory.CreateTempSubdirectory("voxmark-nginx-").FullName;
    private Process? _process;

    private Nginx()
    {
    }

    /// <summary>How to get it where it is missing.</summary>
    public const string Missing = "nginx is not installed (apt install nginx-light)";

    public Uri Address { get; private set; } = null!;

    /// <returns>Null where nginx is not installed.</returns>
    public static async Task<Nginx?> StartAsync(string folder)
    {
        if (!File.Exists(Program))
            return null;
        var nginx = new Nginx();
        await nginx.RunAsync(folder);
        return nginx;
    }

    public async ValueTask DisposeAsync()
    {
        using (var quit = Process.Start("kill", ["-s", "QUIT", $"{_process!.Id}"]))
            await quit.WaitForExitAsync();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_home, recursive: true);
    }

    private async Task RunAsync(string folder)
    {
        var port = RunningSystem.FreePort();
        Address = new Uri($"http://127.0.0.1:{port}");
        var settings = Path.Combine(_home, "nginx.conf");
        var account = Environment.IsPrivilegedProcess ? "user root;" : "";
        await File.WriteAllTextAsync(settings, $$"""
            {{account}}
            daemon off;
            worker_processes auto;
            pid {{_home}}/nginx.pid;
            error_log {{_home}}/error.log;
            events {}
            http {
              access_log off;
              sendfile on;
              tcp_nopush on;
              keepalive_requests 1000000;
              server { listen 127.0.0.1:{{port}}; root {{folder}}; }
            }
            """);
        _process = Process.Start(Program, ["-p", _home, "-e", Path.Combine(_home, "error.log"), "-c", settings]);
        for (var deadline = DateTime.UtcNow.AddSeconds(30); ; await Task.Delay(50))
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(Address.Host, port);
                return;
            }
            catch (SocketException) when (DateTime.UtcNow < deadline)
            {
                // not yet
            }
        }
    }
}
