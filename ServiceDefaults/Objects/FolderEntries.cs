using System.Runtime.InteropServices;

namespace Voxmark.ServiceDefaults.Objects;

/// <summary>What POSIX promises of a folder's entries and .NET has no method for, hence libc.</summary>
internal static partial class FolderEntries
{
    /// <summary>O_RDONLY, the same everywhere; flags beside it (O_DIRECTORY) have other values on other processors.</summary>
    private const int ReadOnly = 0;

    private const int NoLinks = 1; // EPERM: the file system has none
    private const int Exists = 17;
    private const int NotSupported = 95;

    /// <summary>
    /// Flushes a folder's entries to disk: without it, a file that was renamed into place and fsynced can still be missing
    /// after a power cut (rename(2) is durable only once the folder is).
    /// </summary>
    public static void Flush(string folder)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var handle = Open(folder, ReadOnly);
        if (handle < 0)
            throw new IOException($"open folder failed, errno {Marshal.GetLastPInvokeError()}");
        try
        {
            if (Fsync(handle) != 0)
                throw new IOException($"fsync of a folder failed, errno {Marshal.GetLastPInvokeError()}");
        }
        finally
        {
            _ = Close(handle);
        }
    }

    /// <summary>Gives a file a name that nothing has yet; its first name may stay. Of two at once only one can:
    /// <see cref="File.Move(string, string)"/> looks first and renames then, as is done here where there are no links.</summary>
    /// <returns>False when something has the name.</returns>
    public static bool TryName(string path, string name)
    {
        if (OperatingSystem.IsLinux() && Link(path, name) == 0)
            return true;
        var error = OperatingSystem.IsLinux() ? Marshal.GetLastPInvokeError() : NoLinks;
        if (error == Exists || File.Exists(name))
            return false;
        if (error is not (NoLinks or NotSupported))
            throw new IOException($"link failed, errno {error}", error);
        File.Move(path, name);
        return true;
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int handle);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int handle);

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string path, string name);
}
