using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Voxmark.IngestService.Persistence;
using Voxmark.IngestService.Storage;
using Voxmark.ServiceDefaults.Problems;
using Voxmark.ServiceDefaults.Storage;

namespace Voxmark.IngestService.Wado;

/// <summary>A stored instance, and what is known of its file, which changes only when a lost or damaged one is replaced.
/// Thread-safe.</summary>
internal sealed class InstanceFile(string study, StoredInstance instance, string path)
{
    private readonly (bool, long, DateTime) _file = StateOf(path);
    private FrameTable? _frames;

    public string Study { get; } = study;
    public string Series { get; } = instance.SeriesInstanceUid;
    public string SopInstanceUid { get; } = instance.SopInstanceUid;
    public string TransferSyntaxUid { get; } = instance.TransferSyntaxUid;

    /// <summary>In the object store.</summary>
    public string Key { get; } = instance.ObjectKey;
    public string Path { get; } = path;
    public long SizeBytes { get; } = instance.SizeBytes;
    public byte[] Sha256 { get; } = instance.Sha256;

    /// <summary>Names the content.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(instance.Sha256)[..32];

    /// <summary>Whether the file is still the one that was found.</summary>
    public bool IsCurrent => StateOf(Path) == _file;

    /// <summary>Where its frames lie; read from the file when it is first asked for.</summary>
    public FrameTable Frames => _frames ??= FrameTable.Of(Path);

    private static (bool, long, DateTime) StateOf(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? (true, file.Length, file.LastWriteTimeUtc) : default;
    }
}

/// <summary>Finds stored instances; those that were asked for lately without asking the database.</summary>
internal sealed class InstanceFiles(IServiceScopeFactory scopes, ObjectStore objects) : IDisposable
{
    /// <summary>Larger files are left to the scrub: to read one before it is sent would take seconds.</summary>
    private const long MaxVerifiedBytes = 64L << 20;

    private readonly MemoryCache _recent = new(new MemoryCacheOptions { SizeLimit = 50_000 });

    /// <returns>Null when there is none of these UIDs.</returns>
    /// <exception cref="DamagedDataException">The file is not the one that came.</exception>
    public async ValueTask<InstanceFile?> FindAsync(string study, string series, string instance, CancellationToken ct)
    {
        if (!_recent.TryGetValue(instance, out InstanceFile? file) || !file!.IsCurrent)
        {
            file = (await FindAllAsync(study, series, instance, ct)).SingleOrDefault();
            if (file is { SizeBytes: <= MaxVerifiedBytes } && objects.Exists(file.Key) && !await objects.IsWholeAsync(file.Key, file.SizeBytes, file.Sha256, ct))
                throw new DamagedDataException(Sentences.Of("stored-file-damaged",
                    "The stored file of this image is damaged, so it is not given out. Send it again, and it is put back."));
            if (file is not null)
                _recent.Set(instance, file, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = TimeSpan.FromMinutes(10) });
        }

        return file?.Study == study && file.Series == series ? file : null;
    }

    /// <summary>All instances of a study, of a series, or one, by series and instance number.</summary>
    public async Task<IReadOnlyList<InstanceFile>> FindAllAsync(string study, string? series, string? instance, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IngestDbContext>();
        var found = db.Instances.AsNoTracking()
            .Where(i => i.State == InstanceState.Stored && i.Series!.StudyInstanceUid == study);
        if (series is not null)
            found = found.Where(i => i.SeriesInstanceUid == series);
        if (instance is not null)
            found = found.Where(i => i.SopInstanceUid == instance);
        var rows = await found
            .OrderBy(i => i.Series!.SeriesNumber).ThenBy(i => i.SeriesInstanceUid).ThenBy(i => i.InstanceNumber).ThenBy(i => i.SopInstanceUid)
            .ToListAsync(ct);
        return rows.ConvertAll(i => new InstanceFile(study, i, objects.PathOf(i.ObjectKey)));
    }

    /// <summary>Of series that were deleted: nothing more is to be had of them.</summary>
    public void Forget(IReadOnlyCollection<string> seriesInstanceUids)
    {
        foreach (var key in _recent.Keys)
        {
            if (_recent.TryGetValue(key, out InstanceFile? file) && seriesInstanceUids.Contains(file!.Series))
                _recent.Remove(key);
        }
    }

    public void Dispose() => _recent.Dispose();
}
