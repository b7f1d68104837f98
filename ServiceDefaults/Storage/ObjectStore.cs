using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Voxmark.ServiceDefaults.Storage;

public sealed class ObjectStoreOptions
{
    /// <summary>Absolute path of the folder that all services share.</summary>
    [Required]
    public string Root { get; init; } = "";
}

/// <summary>
/// Files by key (<c>volumes/1.2.3.vxv</c>) in a folder that the services share. An object appears whole or not at all
/// and survives a power cut once written. Thread-safe, across processes too.
/// </summary>
public sealed class ObjectStore(IOptions<ObjectStoreOptions> options)
{
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

    public void Delete(string key) => File.Delete(PathOf(key));

    /// <summary>A name for a file on the store's own file system, to be filled and then adopted.</summary>
    public string TemporaryPath()
    {
        var folder = Path.Combine(_root, "incoming");
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, $"{Guid.CreateVersion7():N}.tmp");
    }

    private static void Publish(string temporary, string path)
    {
        File.Move(temporary, path, overwrite: true);
        FolderSync.Flush(Path.GetDirectoryName(path)!);
    }
}

public static class ObjectStoreRegistration
{
    public static IServiceCollection AddObjectStore(this IServiceCollection services)
    {
        services.AddOptions<ObjectStoreOptions>().BindConfiguration("ObjectStore").ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<ObjectStore>();
    }
}
