using System.Runtime.InteropServices;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Orchestration;

/// <summary>
/// Where an application keeps what must outlive it: generated secrets, the private servers' data, logs
/// (configuration <c>Aspire:Store:Path</c>). One running instance owns it at a time.
/// </summary>
internal sealed partial class DataFolder(IConfiguration configuration, string appHostDirectory) : IDisposable
{
    private FileStream? _lock;

    public string Path =>
        System.IO.Path.GetFullPath(configuration["Aspire:Store:Path"] ?? ".aspire", appHostDirectory);

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>The kernel lets go of the lock when the process ends, however it ends.</summary>
    /// <exception cref="DistributedApplicationException">Another instance has it, or it cannot be written.</exception>
    public void Lock()
    {
        try
        {
            KeepFilesPrivate();
            _lock = new FileStream(PathOf("host.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new DistributedApplicationException($"The data folder {Path} cannot be written: {e.Message}", e);
        }
        catch (IOException e) when (Directory.Exists(Path))
        {
            throw new DistributedApplicationException(
                $"The data folder {Path} is in use by another running instance. " +
                "Stop that one first, or give this one a data folder of its own.", e);
        }
    }

    public void Dispose() => _lock?.Dispose();

    /// <summary>
    /// What this process and those it starts create is for their account only: patients' images end up here. Others may
    /// pass through the folder itself, because PostgreSQL may run as another account, but not look into it.
    /// </summary>
    private void KeepFilesPrivate()
    {
        if (!Directory.Exists(Path))
        {
            Directory.CreateDirectory(Path);
            File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
                | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }

        _ = SetFileCreationMask(0b000_111_111);
    }

    [LibraryImport("libc", EntryPoint = "umask")]
    private static partial uint SetFileCreationMask(uint mask);
}
