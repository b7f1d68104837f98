using System.Diagnostics;
using System.Reflection;

namespace Aspire.Hosting.Tests;

/// <summary>A host in a process of its own, and what remains when that ends: nothing, whatever the end.</summary>
public sealed class HostProcessTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Host_AfterKill_LeavesNoProcessAndStartsAgain()
    {
        using (var host = await StartAsync())
        {
            var running = Processes();
            Assert.Contains(running, line => line.Contains("bin/postgres", StringComparison.Ordinal));
            Assert.Contains(running, line => line.Contains("beam", StringComparison.Ordinal));
            Assert.Contains(running, line => line.Contains("epmd", StringComparison.Ordinal));
            Assert.Equal(2, running.Count(line => line.Contains("TestService.dll", StringComparison.Ordinal)));

            host.Kill();
            await host.WaitForExitAsync();
            await NothingLeftAsync();
        }

        using var again = await StartAsync();
        await InterruptAsync(again);
    }

    [Fact]
    public async Task Host_AfterInterrupt_HasStoppedEverythingBeforeItEnds()
    {
        using var host = await StartAsync();

        await InterruptAsync(host);

        Assert.Equal(0, host.ExitCode);
        Assert.Empty(Processes());
    }

    /// <summary>Starts the host and returns when it says that its service is ready.</summary>
    private async Task<Process> StartAsync()
    {
        var assembly = typeof(HostProcessTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(note => note.Key.EndsWith("TestHost.csproj", StringComparison.Ordinal)).Value!;
        var host = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [Path.GetFullPath(assembly, AppContext.BaseDirectory), $"--Aspire:Store:Path={_folder.Path}"]) { RedirectStandardOutput = true },
        };
        host.Start();
        using var patience = new CancellationTokenSource(Patience);
        var output = new List<string>();
        while (await host.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line == "ready") return host;
            output.Add(line);
        }

        throw new InvalidOperationException("The host ended: " + string.Join('\n', output));
    }

    private static async Task InterruptAsync(Process host)
    {
        using var kill = Process.Start("kill", ["-s", "INT", $"{host.Id}"]);
        using var patience = new CancellationTokenSource(Patience);
        await host.StandardOutput.ReadToEndAsync(patience.Token);
        await host.WaitForExitAsync(patience.Token);
    }

    private async Task NothingLeftAsync()
    {
        for (var deadline = DateTime.UtcNow.AddSeconds(20); Processes().Count > 0; await Task.Delay(50))
        {
            Assert.True(DateTime.UtcNow < deadline, "Left behind: " + string.Join('\n', Processes()));
        }
    }

    /// <summary>Command lines of the processes that the host has started: all know its data folder, or work in it.</summary>
    private IReadOnlyList<string> Processes() =>
        [.. Directory.EnumerateDirectories("/proc").Where(path => int.TryParse(Path.GetFileName(path), out _))
            .Select(path => (CommandLine: Read(path, "cmdline"), Environment: Read(path, "environ"), Folder: WorkingDirectory(path)))
            .Where(process => !process.CommandLine.Contains("TestHost.dll", StringComparison.Ordinal))
            .Where(process => new[] { process.CommandLine, process.Environment, process.Folder }
                .Any(text => text.Contains(_folder.Path, StringComparison.Ordinal)))
            .Select(process => process.CommandLine)];

    private static string WorkingDirectory(string process)
    {
        try
        {
            return new FileInfo(Path.Combine(process, "cwd")).LinkTarget ?? "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static string Read(string process, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, file)).Replace('\0', ' ');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";   // it has just ended
        }
    }
}
