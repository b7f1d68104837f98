using System.Diagnostics;

namespace Voxmark.SystemTests;

/// <summary>A fact of a network namespace with loopback only: skipped, and said so, where none can be made (mostly, root can).</summary>
internal sealed class NoNetworkFactAttribute : FactAttribute
{
    public NoNetworkFactAttribute() => Skip = CanBeMade ? null : "this account cannot make a network namespace";

    /// <summary>Runs the command that follows in one.</summary>
    public static IReadOnlyList<string> Loopback { get; } =
        ["unshare", "--net", "sh", "-c", "ip link set lo up && exec \"$@\"", "sh"];

    public static bool CanBeMade { get; } = Try();

    private static bool Try()
    {
        using var attempt = Process.Start(
            new ProcessStartInfo(Loopback[0], [.. Loopback.Skip(1), "true"]) { RedirectStandardError = true })!;
        attempt.StandardError.ReadToEnd();
        attempt.WaitForExit();
        return attempt.ExitCode == 0;
    }
}
