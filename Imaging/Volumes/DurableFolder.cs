using System.Runtime.InteropServices;

namespace Voxmark.Imaging.Volumes;

/// <summary>A rename survives a power cut only once its folder is flushed, and .NET opens no folders.</summary>
internal static partial class DurableFolder
{
    private const int ReadOnlyCloseOnExec = 0x80000; // Linux: O_RDONLY | O_CLOEXEC

    /// <summary>Flushes a folder's entries to disk; does nothing where the system has no such call.</summary>
    public static void Flush(string folder)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var descriptor = Open(folder, ReadOnlyCloseOnExec);
        if (descriptor < 0)
            throw new IOException($"The folder cannot be flushed (error {Marshal.GetLastPInvokeError()}).");
        var failed = Flush(descriptor) != 0;
        _ = Close(descriptor);
        if (failed)
            throw new IOException("The folder cannot be flushed.");
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Flush(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
