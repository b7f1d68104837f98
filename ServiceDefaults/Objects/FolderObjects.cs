using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.ServiceDefaults.Objects;

/// <summary>
/// Objects as files in a folder that the services share: a key is a path below it. Files are written in a folder of their
/// own and renamed into place. Nothing here waits but for the disk, so reading returns at once.
/// </summary>
internal sealed class FolderObjects(IOptions<ObjectStoreOptions> options) : IObjects
{
    private const long MostReserveBytes = 1L << 30;
    private const string Unfinished = ".tmp";

    private readonly string _root = Path.GetFullPath(options.Value.Root);

    public bool AreShared => true;

    public ValueTask<StoredObject?> FindAsync(string key, CancellationToken ct = default)
    {
        var file = new FileInfo(PathOf(key));
        return new(file.Exists ? new StoredObject(key, file.Length, file.LastWriteTimeUtc) : null);
    }

    public ValueTask<Stream> OpenAsync(string key, long start = 0, long? length = null, CancellationToken ct = default)
    {
        var path = PathOf(key);
        try
        {
            var file = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024, FileOptions.Asynchronous);
            file.Position = start;
            return new(length is null ? file : new StreamSection(file, length.Value));
        }
        catch (DirectoryNotFoundException e)
        {
            throw new FileNotFoundException("There is no such object.", e);
        }
    }

    public ValueTask<LocalObject> LocalAsync(string key, CancellationToken ct = default) => new(new LocalObject(PathOf(key)));

    public async IAsyncEnumerable<StoredObject> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken ct = default)
    {
        await Task.CompletedTask;
        var folder = new DirectoryInfo(FolderOf(prefix[..(prefix.LastIndexOf('/') + 1)]));
        if (!folder.Exists)
            yield break;
        foreach (var file in folder.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            ct.ThrowIfCancellationRequested();
            var key = Path.GetRelativePath(_root, file.FullName).Replace(Path.DirectorySeparatorChar, '/');
            if (key.StartsWith(prefix, StringComparison.Ordinal) && !key.EndsWith(Unfinished, StringComparison.Ordinal))
                yield return new(key, file.Length, file.LastWriteTimeUtc);
        }
    }

    public async IAsyncEnumerable<string> ListFoldersAsync(string prefix, [EnumeratorCancellation] CancellationToken ct = default)
    {
        await Task.CompletedTask;
        var parent = new DirectoryInfo(FolderOf(prefix));
        foreach (var folder in parent.Exists ? parent.EnumerateDirectories() : [])
        {
            ct.ThrowIfCancellationRequested();
            yield return folder.Name;
        }
    }

    public async Task<bool> PutAsync(string key, Func<Stream, Task> write, bool onlyIfAbsent = false)
    {
        if (onlyIfAbsent && File.Exists(PathOf(key)))
            return false;
        using var staged = NewStaged(); // what is small is written into the reserve, too
        var how = new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 64 * 1024,
            Options = FileOptions.Asynchronous,
        };
        if (ObjectKeys.IsSecret(key) && !OperatingSystem.IsWindows())
            how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var file = new FileStream(staged.Path, how))
        {
            await write(file);
            file.Flush(flushToDisk: true);
        }

        return Publish(staged.Path, PathOf(key), onlyIfAbsent);
    }

    public StagedObject Stage() => Space().IsBelowReserve
        ? throw new IOException("The rest of the disk is kept for the database.", DiskFailure.NoSpace)
        : NewStaged();

    public Task<bool> CommitAsync(StagedObject staged, string key, bool onlyIfAbsent = false)
    {
        staged.Flush();
        return Task.FromResult(Publish(staged.Path, PathOf(key), onlyIfAbsent));
    }

    public Task MoveAsync(string key, string toKey)
    {
        Publish(PathOf(key), PathOf(toKey), onlyIfAbsent: false);
        return Task.CompletedTask;
    }

    public Task DeleteAsync(string key)
    {
        if (File.Exists(PathOf(key))) // whose folder need not exist
            File.Delete(PathOf(key));
        return Task.CompletedTask;
    }

    public Task DeleteAllAsync(string prefix)
    {
        if (FolderOf(prefix) is var folder && folder == _root)
            throw new ArgumentException("That would be everything.", nameof(prefix));
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }

    public Task DeleteAbandonedAsync(DateTimeOffset before)
    {
        foreach (var file in Incoming().EnumerateFiles($"*{Unfinished}").Where(f => f.LastWriteTimeUtc < before.UtcDateTime))
            file.Delete();
        return Task.CompletedTask;
    }

    public DiskSpace Space()
    {
        var drive = new DriveInfo(Directory.CreateDirectory(_root).FullName);
        var reserve = options.Value.ReserveBytes ?? Math.Min(drive.TotalSize / 20, MostReserveBytes);
        return new(drive.AvailableFreeSpace, drive.TotalSize, reserve);
    }

    private DirectoryInfo Incoming() => Directory.CreateDirectory(PathOf(ObjectKeys.Incoming));

    private StagedObject NewStaged() => new(Path.Combine(Incoming().FullName, $"{Guid.CreateVersion7():N}{Unfinished}"));

    private string PathOf(string key)
    {
        var path = Path.GetFullPath(Path.Combine(_root, key));
        return path.StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new ArgumentException("The key leaves the store.", nameof(key));
    }

    private string FolderOf(string prefix) =>
        prefix.Length == 0 ? _root
        : prefix.EndsWith('/') ? Path.TrimEndingDirectorySeparator(PathOf(prefix))
        : throw new ArgumentException("A folder ends in a slash.", nameof(prefix));

    /// <returns>False when there is one already, which stays.</returns>
    private static bool Publish(string finished, string path, bool onlyIfAbsent)
    {
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        if (!onlyIfAbsent)
            File.Move(finished, path, overwrite: true);
        else if (!FolderEntries.TryName(finished, path)) // the first name goes with what was staged
            return false;
        FolderEntries.Flush(folder);
        return true;
    }
}
