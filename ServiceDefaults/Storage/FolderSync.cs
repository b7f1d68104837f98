using System.Runtime.InteropServices;

namespace Voxmark.ServiceDefaults.Storage;

/// <summary>
/// Flushes a folder's entries to disk: without it, a file that was renamed into place and fsynced can still be missing
/// after a power cut (rename(2) is durable only once the folder is). .NET opens no handles on folders, hence libc.
/// </summary>
internal static partial class FolderSync
{
    /// <summary>O_RDONLY, the same everywhere; flags beside it (O_DIRECTORY) have other values on other processors.</summary>
    private const int ReadOnly = 0;

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

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int handle);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int handle);
}
