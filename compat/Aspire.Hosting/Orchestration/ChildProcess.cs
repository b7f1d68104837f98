using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Aspire.Hosting.Orchestration;

/// <summary>
/// A running program in a session of its own: a Ctrl+C in the terminal reaches the host only, which then stops its
/// processes in order. If the host dies instead, the kernel signals the program.
/// </summary>
internal sealed partial class ChildProcess
{
    private static readonly TimeSpan OutputGrace = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly ProcessSpec _spec;

    private ChildProcess(Process process, ProcessSpec spec, Action<string> onLine)
    {
        _process = process;
        _spec = spec;
        Id = process.Id;
        Exited = WaitAsync(Task.WhenAll(
            ReadAsync(process.StandardOutput, onLine), ReadAsync(process.StandardError, onLine)));
    }

    public int Id { get; }

    /// <summary>
    /// The exit code (128 + signal number after a signal), once the program, and whatever it left in its process
    /// group, is gone and its output has been read.
    /// </summary>
    public Task<int> Exited { get; }

    public static async Task<ChildProcess> StartAsync(ProcessSpec spec, Action<string> onLine)
    {
        var process = new Process { StartInfo = StartInfo(spec) };
        await SpawnThread.StartAsync(process);
        process.StandardInput.Close();
        return new ChildProcess(process, spec, onLine);
    }

    /// <summary>Runs a short program to its end.</summary>
    /// <exception cref="DistributedApplicationException">It failed; the message carries its output.</exception>
    public static async Task RunAsync(ProcessSpec spec, Action<string> onLine, CancellationToken cancellationToken)
    {
        var output = new StringBuilder();
        var process = await StartAsync(spec, line =>
        {
            lock (output) output.AppendLine(line);
            onLine(line);
        });
        int code;
        try
        {
            code = await process.Exited.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await process.StopAsync();
            throw;
        }

        if (code != 0)
        {
            throw new DistributedApplicationException($"{spec.FileName} ended with exit code {code}: {output.ToString().Trim()}");
        }
    }

    /// <summary>Asks the program to end, and kills it when it takes too long.</summary>
    public async Task<int> StopAsync()
    {
        if (!Exited.IsCompleted && !_process.HasExited) _ = Kill(Id, (int)_spec.StopSignal);
        try
        {
            return await Exited.WaitAsync(_spec.StopTimeout);
        }
        catch (TimeoutException)
        {
            _ = Kill(-Id, (int)Signal.Kill);
            return await Exited;
        }
    }

    private static ProcessStartInfo StartInfo(ProcessSpec spec)
    {
        // setsid and setpriv replace themselves by the program they start: the process id stays the same throughout.
        var start = new ProcessStartInfo("setsid")
        {
            WorkingDirectory = spec.WorkingDirectory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments =
        [
            "setpriv", "--pdeathsig", spec.ParentDeathSignal.ToSetpriv(), .. UserOptions(spec.User), "--", spec.FileName,
            .. spec.Arguments,
        ];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        if (!spec.InheritsEnvironment) start.Environment.Clear();
        foreach (var name in start.Environment.Keys.Where(IsParameter).ToArray()) start.Environment.Remove(name);
        foreach (var (name, value) in spec.Environment) start.Environment[name] = value;
        return start;
    }

    /// <summary>The host's parameters are secrets that a process sees only if the model gives them to it.</summary>
    private static bool IsParameter(string name) => name.StartsWith("Parameters__", StringComparison.OrdinalIgnoreCase);

    private static string[] UserOptions(ProcessUser? user) => user switch
    {
        null => [],
        { PassesClosedFolders: false } => [.. Account(user), "--inh-caps=-all"],
        _ => [.. Account(user), "--inh-caps=-all,+dac_read_search", "--ambient-caps=-all,+dac_read_search"],
    };

    private static string[] Account(ProcessUser user) =>
        [$"--reuid={user.Name}", $"--regid={user.Name}", "--init-groups"];

    private static async Task ReadAsync(StreamReader reader, Action<string> onLine)
    {
        try
        {
            while (await reader.ReadLineAsync() is { } line) onLine(line);
        }
        catch (IOException)
        {
            // The pipe went away with the process.
        }
    }

    private async Task<int> WaitAsync(Task outputRead)
    {
        await _process.WaitForExitAsync();
        _ = Kill(-Id, (int)Signal.Kill);
        await Task.WhenAny(outputRead, Task.Delay(OutputGrace));
        return _process.ExitCode;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);
}

internal static class SignalExtensions
{
    /// <summary>The name that setpriv takes, such as <c>KILL</c>.</summary>
    public static string ToSetpriv(this Signal signal) => signal switch
    {
        Signal.Interrupt => "INT",
        Signal.Quit => "QUIT",
        Signal.Kill => "KILL",
        _ => "TERM",
    };
}
