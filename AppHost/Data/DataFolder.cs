using System.Runtime.InteropServices;

namespace Voxmark.AppHost.Data;

/// <summary>
/// Everything that must outlive a restart: databases, objects, secrets, logs. One running host owns it at a time, and what
/// is made in it is for its account only.
/// </summary>
internal sealed partial class DataFolder
{
    private const UnixFileMode PassThrough = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly FileStream _lock;

    private DataFolder(string path, FileStream ownership)
    {
        Path = path;
        _lock = ownership;
        WasLeftBehind = _lock.Length > 0;
        _lock.Write("running"u8);
        _lock.Flush();
    }

    public string Path { get; }

    /// <summary>The host before this one did not end by itself: what it had started may need a moment to end.</summary>
    public bool WasLeftBehind { get; }

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>
    /// Makes the folder where it is missing, and takes it. The kernel lets go of it when the process ends, however it ends.
    /// </summary>
    /// <exception cref="RefusedStartException">Another instance has it, or it cannot be written.</exception>
    public static DataFolder Take(string path)
    {
        try
        {
            KeepFilesPrivate(path);
            return new DataFolder(path, new FileStream(
                System.IO.Path.Combine(path, "host.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new RefusedStartException($"The data folder {path} cannot be written: {e.Message}");
        }
        catch (IOException) when (Directory.Exists(path))
        {
            throw new RefusedStartException($"The data folder {path} is in use by another running instance. " +
                "Stop that one first, or give this one a data folder of its own.");
        }
    }

    /// <summary>Gives it up after everything has ended that used it.</summary>
    public void Leave()
    {
        _lock.SetLength(0);
        _lock.Dispose();
    }

    /// <summary>
    /// Patients' images end up here. Others may pass through the folder itself, because PostgreSQL may run as another
    /// account, but not look into it.
    /// </summary>
    private static void KeepFilesPrivate(string path)
    {
        if (!Directory.Exists(path))
        {
            Directory.CreateDirectory(path);
            File.SetUnixFileMode(path, PassThrough);
        }

        _ = SetFileCreationMask(0b000_111_111);
    }

    [LibraryImport("libc", EntryPoint = "umask")]
    private static partial uint SetFileCreationMask(uint mask);
}
