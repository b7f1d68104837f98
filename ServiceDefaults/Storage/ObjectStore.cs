using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.ServiceDefaults.Storage;

public sealed class ObjectStoreOptions
{
    /// <summary>Absolute path of the folder that all services share.</summary>
    [Required]
    public string Root { get; init; } = "";

    /// <summary>Room that is kept free on its disk, bytes; without it a twentieth of the disk, 1 GiB at most.</summary>
    [Range(0, long.MaxValue)]
    public long? ReserveBytes { get; init; }
}

/// <summary>
/// Files by key (<c>volumes/1.2.3.vxv</c>) in a folder that the services share. An object appears whole or not at all
/// and survives a power cut once written. Thread-safe, across processes too.
/// </summary>
public sealed class ObjectStore(IOptions<ObjectStoreOptions> options)
{
    private const long MostReserveBytes = 1L << 30;

    private readonly string _root = Path.GetFullPath(options.Value.Root);

    /// <summary>Where an object lies, whether it exists or not, for readers that memory-map it.</summary>
    /// <exception cref="ArgumentException">The key would leave the store.</exception>
    public string PathOf(string key)
    {
        var path = Path.GetFullPath(Path.Combine(_root, key));
        return path.StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new ArgumentException("The key leaves the store.", nameof(key));
    }

    public bool Exists(string key) => File.Exists(PathOf(key));

    /// <exception cref="FileNotFoundException">No such object.</exception>
    public long SizeOf(string key) => new FileInfo(PathOf(key)).Length;

    /// <exception cref="FileNotFoundException">No such object.</exception>
    public FileStream OpenRead(string key) =>
        new(PathOf(key), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024, FileOptions.Asynchronous);

    /// <summary>Writes an object, replacing what was there. Returns after file and folder entry are on disk.</summary>
    /// <param name="write">Writes the content; when it throws, the store is as before.</param>
    public async Task WriteAsync(string key, Func<Stream, Task> write)
    {
        var path = PathOf(key);
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        var temporary = Path.Combine(folder, $".{Guid.NewGuid():N}.tmp");
        try
        {
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 64 * 1024, FileOptions.Asynchronous))
            {
                await write(file);
                file.Flush(flushToDisk: true);
            }

            Publish(temporary, path);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Moves a finished file, already flushed and on the store's file system, under a key.</summary>
    public void Adopt(string temporaryPath, string key)
    {
        var path = PathOf(key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Publish(temporaryPath, path);
    }

    /// <summary>Whether an object is there and has this very content.</summary>
    public async Task<bool> IsWholeAsync(string key, long sizeBytes, byte[] sha256, CancellationToken ct)
    {
        try
        {
            await using var content = OpenRead(key);
            return content.Length == sizeBytes && (await SHA256.HashDataAsync(content, ct)).AsSpan().SequenceEqual(sha256);
        }
        catch (IOException)
        {
            return false; // not there, or the disk cannot read it
        }
    }

    /// <summary>All objects below a folder, which need not exist; unfinished ones are none.</summary>
    public IEnumerable<StoredObject> List(string folder)
    {
        var path = new DirectoryInfo(PathOf(folder));
        return !path.Exists ? [] : path.EnumerateFiles("*", SearchOption.AllDirectories)
            .Where(file => !file.Name.EndsWith(".tmp", StringComparison.Ordinal))
            .Select(file => new StoredObject(
                Path.GetRelativePath(_root, file.FullName).Replace(Path.DirectorySeparatorChar, '/'), file.Length, file.LastWriteTimeUtc));
    }

    /// <summary>Names of the folders in a folder, which need not exist.</summary>
    public IEnumerable<string> Folders(string folder)
    {
        var path = new DirectoryInfo(PathOf(folder));
        return path.Exists ? path.EnumerateDirectories().Select(each => each.Name) : [];
    }

    /// <summary>Gives an object another key, replacing what is there.</summary>
    /// <exception cref="FileNotFoundException">No such object.</exception>
    public void Move(string key, string toKey) => Adopt(PathOf(key), toKey);

    /// <summary>Deletes every object below a folder, which need not exist.</summary>
    public void DeleteAll(string folderKey)
    {
        var folder = PathOf(folderKey);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    /// <summary>Nothing happens where there is no such object.</summary>
    public void Delete(string key)
    {
        if (Exists(key))
            File.Delete(PathOf(key));
    }

    public DiskSpace Space()
    {
        var drive = new DriveInfo(Directory.CreateDirectory(_root).FullName);
        return new(drive.AvailableFreeSpace, drive.TotalSize, options.Value.ReserveBytes ?? Math.Min(drive.TotalSize / 20, MostReserveBytes));
    }

    /// <summary>Writes something that is gone again.</summary>
    /// <exception cref="IOException">The store cannot be written.</exception>
    internal void TryWrite()
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(_root, "incoming")).FullName, $"{Guid.NewGuid():N}.tmp");
        try
        {
            File.WriteAllBytes(path, new byte[4096]);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>A name for a file on the store's own file system, to be filled and then adopted.</summary>
    /// <exception cref="IOException">There is no room: <see cref="DiskFailure"/> knows it.</exception>
    public string TemporaryPath()
    {
        if (Space().IsBelowReserve)
            throw new IOException("The rest of the disk is kept for the database.", DiskFailure.NoSpace);
        var folder = Path.Combine(_root, "incoming");
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, $"{Guid.CreateVersion7():N}.tmp");
    }

    /// <summary>Those that nobody has written to since, whatever became of who began them.</summary>
    public void DeleteTemporaryFiles(DateTimeOffset before)
    {
        var incoming = Directory.CreateDirectory(Path.Combine(_root, "incoming"));
        foreach (var file in incoming.EnumerateFiles("*.tmp").Where(f => f.LastWriteTimeUtc < before.UtcDateTime))
            file.Delete();
    }

    private static void Publish(string temporary, string path)
    {
        File.Move(temporary, path, overwrite: true);
        FolderSync.Flush(Path.GetDirectoryName(path)!);
    }
}

public sealed record StoredObject(string Key, long SizeBytes, DateTimeOffset WrittenAt);

public static class ObjectStoreRegistration
{
    public static IServiceCollection AddObjectStore(this IServiceCollection services)
    {
        services.AddOptions<ObjectStoreOptions>().BindConfiguration("ObjectStore").ValidateDataAnnotations().ValidateOnStart();
        services.AddHealthChecks().AddCheck<ObjectStoreHealth>("object-store");
        return services.AddSingleton<ObjectStore>();
    }
}
