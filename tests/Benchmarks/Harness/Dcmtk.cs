using System.Diagnostics;
using System.Net.Sockets;
using Voxmark.SystemTests;

namespace Voxmark.Benchmarks.Harness;

/// <summary>DCMTK's sender, and its receiver as the simplest there is. Both without Nagle's delay.</summary>
internal static class Dcmtk
{
    /// <summary>Sends files over one association, as they are encoded.</summary>
    public static async Task StoreAsync(string calledAe, int port, IEnumerable<string> files)
    {
        using var sender = Start("storescu", ["-q", "-R", "-x=", "-aet", "BENCH", "-aec", calledAe, "127.0.0.1", $"{port}", .. files]);
        var errors = await sender.StandardError.ReadToEndAsync();
        await sender.WaitForExitAsync();
        if (sender.ExitCode != 0 || errors.Length > 0)
            throw new InvalidOperationException($"storescu ended with {sender.ExitCode}: {errors}");
    }

    /// <summary>A receiver that writes files and fsyncs none.</summary>
    public static async Task<Receiver> ReceiveAsync(string folder)
    {
        var port = RunningSystem.FreePort();
        var receiver = new Receiver(
            Start("storescp", ["-q", "-aet", "STORESCP", "-od", Directory.CreateDirectory(folder).FullName, $"{port}"]), folder, port);
        for (var deadline = DateTime.UtcNow.AddSeconds(30); ; await Task.Delay(50))
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync("127.0.0.1", port);
                return receiver;
            }
            catch (SocketException) when (DateTime.UtcNow < deadline)
            {
                // not yet
            }
        }
    }

    private static Process Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true };
        start.Environment["TCP_NODELAY"] = "1";
        return Process.Start(start)!;
    }

    internal sealed class Receiver(Process process, string folder, int port) : IDisposable
    {
        public int Port => port;

        public void Dispose()
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
            Directory.Delete(folder, recursive: true);
        }
    }
}
