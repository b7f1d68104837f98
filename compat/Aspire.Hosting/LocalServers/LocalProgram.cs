using System.Runtime.InteropServices;
using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.LocalServers;

/// <summary>Runs the servers that Debian's packages bring, with an environment that holds nothing of the host's.</summary>
internal static partial class LocalProgram
{
    public static bool IsRoot { get; } = GetEffectiveUserId() == 0;

    public static Dictionary<string, string> CleanEnvironment(string home) => new()
    {
        ["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        ["LANG"] = "C.UTF-8",
        ["HOME"] = home,
    };

    /// <summary>Makes a folder that only its owner may enter.</summary>
    public static void CreatePrivateFolder(string path) =>
        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    /// <summary>Whether everyone may pass through every folder above <paramref name="path"/>.</summary>
    public static bool IsReachable(string path)
    {
        for (var folder = Directory.GetParent(path); folder is not null; folder = folder.Parent)
        {
            if ((folder.UnixFileMode & UnixFileMode.OtherExecute) == 0) return false;
        }

        return true;
    }

    /// <summary>Gives a folder and all it contains to an account.</summary>
    public static Task GiveToAsync(string account, string path, Action<string> log, CancellationToken cancellationToken) =>
        ChildProcess.RunAsync(new ProcessSpec("/usr/bin/chown", ["-R", $"{account}:{account}", path], "/"), log, cancellationToken);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUserId();
}
