using System.ComponentModel;
using System.Diagnostics;

namespace Voxmark.AppHost;

/// <summary>What runs containers. Without one Aspire would wait for it, and say nothing.</summary>
internal static class ContainerEngine
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>Those that Aspire knows, or the one that it is told to take.</summary>
    public static IReadOnlyList<string> Known { get; } =
        Environment.GetEnvironmentVariable("ASPIRE_CONTAINER_RUNTIME") is { Length: > 0 } chosen ? [chosen] : ["docker", "podman"];

    /// <exception cref="RefusedStartException">None of them answers.</exception>
    public static void Require(IReadOnlyList<string> engines)
    {
        var complaints = new List<string>();
        foreach (var engine in engines)
        {
            if (Ask(engine) is not { } complaint) return;
            complaints.Add($"  {engine}: {complaint}");
        }

        throw new RefusedStartException($"""
            --containers needs a container engine, and none answers:
            {string.Join('\n', complaints)}
            Start one, or leave --containers out: PostgreSQL and RabbitMQ then run as programs of this machine, with data of their own.
            """);
    }

    /// <returns>Null when it answers.</returns>
    private static string? Ask(string engine)
    {
        try
        {
            using var asking = Process.Start(new ProcessStartInfo(engine, ["ps"])
            {
                RedirectStandardOutput = true, RedirectStandardError = true,
            })!;
            asking.OutputDataReceived += (_, _) => { };
            asking.BeginOutputReadLine();
            var said = asking.StandardError.ReadToEndAsync();
            if (!asking.WaitForExit(s_patience))
            {
                asking.Kill();
                return $"does not answer within {s_patience.TotalSeconds:0} s";
            }

            if (asking.ExitCode == 0) return null;
            return said.Result.Trim() is { Length: > 0 } why ? why : $"ends with exit code {asking.ExitCode}";
        }
        catch (Win32Exception)
        {
            return "is not installed";
        }
    }
}
