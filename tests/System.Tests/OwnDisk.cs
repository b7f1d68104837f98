using System.Diagnostics;
using System.Globalization;

namespace Voxmark.SystemTests;

/// <summary>A file system in memory, of its own and small, that can be filled and made read-only. Takes root.</summary>
internal sealed class OwnDisk : IDisposable
{
    private readonly string _filler;
    private bool _isMounted = true;

    public OwnDisk(string folder, int megabytes)
    {
        Folder = Directory.CreateDirectory(folder).FullName;
        _filler = Path.Combine(Folder, "filler");
        Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m,mode=755"),
            "voxmark-test", Folder);
    }

    /// <summary>Whether this machine lets us mount.</summary>
    public static bool IsPossible { get; } = Try();

    public string Folder { get; }

    /// <summary>Until not a byte more fits, or so much is left.</summary>
    public void Fill(int leaveMegabytes = 0)
    {
        using var file = File.OpenHandle(_filler, FileMode.Create, FileAccess.Write);
        if (leaveMegabytes > 0)
        {
            var room = new DriveInfo(Folder).AvailableFreeSpace - ((long)leaveMegabytes << 20);
            for (long written = 0; written < room; written += 1 << 20)
                RandomAccess.Write(file, new byte[1 << 20], written);
            return;
        }

        var block = new byte[1 << 20];
        for (long at = 0; block.Length > 0;)
        {
            try
            {
                RandomAccess.Write(file, block, at);
                at += block.Length;
            }
            catch (IOException)
            {
                block = new byte[block.Length / 2];
                at = RandomAccess.GetLength(file);
            }
        }
    }

    public void MakeRoom() => File.Delete(_filler);

    public void MakeReadOnly() => Run("mount", "-o", "remount,ro", Folder);

    public void MakeWritable() => Run("mount", "-o", "remount,rw", Folder);

    public void Dispose()
    {
        if (_isMounted)
            Run("umount", "--lazy", Folder);
        _isMounted = false;
    }

    private static bool Try()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            return false;
        var folder = Directory.CreateTempSubdirectory("voxmark-mount-").FullName;
        try
        {
            new OwnDisk(folder, 1).Dispose();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
        finally
        {
            Directory.Delete(folder);
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed.");
    }
}

/// <summary>A test that mounts a file system; skipped, visibly, where that is not allowed.</summary>
public sealed class OwnDiskFactAttribute : FactAttribute
{
    public OwnDiskFactAttribute()
    {
        if (!OwnDisk.IsPossible)
            Skip = "This machine does not let us mount a file system (it takes root).";
    }
}
