using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Voxmark.IngestService.Persistence;
using Voxmark.IngestService.Storage;
using Voxmark.ServiceDefaults.Objects;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.IngestService.Wado;

/// <summary>A stored instance, and what is known of its file, which changes only when a lost or damaged one is replaced.
/// Thread-safe.</summary>
internal sealed class InstanceFile(string study, StoredInstance instance, IObjects objects)
{
    private FrameTable? _frames;

    public string Study { get; } = study;
    public string Series { get; } = instance.SeriesInstanceUid;
    public string SopInstanceUid { get; } = instance.SopInstanceUid;
    public string TransferSyntaxUid { get; } = instance.TransferSyntaxUid;

    /// <summary>Among the objects.</summary>
    public string Key { get; } = instance.ObjectKey;
    public long SizeBytes { get; } = instance.SizeBytes;
    public byte[] Sha256 { get; } = instance.Sha256;

    /// <summary>Names the content.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(instance.Sha256)[..32];

    /// <summary>To be held while anything is read of it, values that were left in the file too.</summary>
    public ValueTask<LocalObject> LocalAsync(CancellationToken ct) => objects.LocalAsync(Key, ct);

    /// <summary>Where its frames lie; read from the file when it is first asked for.</summary>
    public async ValueTask<FrameTable> FramesAsync(CancellationToken ct)
    {
        if (_frames is not null)
            return _frames;
        using var local = await LocalAsync(ct);
        return _frames = FrameTable.Of(local.Path);
    }
}

/// <summary>Finds stored instances; those that were asked for lately without asking the database.</summary>
internal sealed class InstanceFiles(IServiceScopeFactory scopes, IObjects objects) : IDisposable
{
    /// <summary>Larger files are left to the scrub: to read one before it is sent would take seconds.</summary>
    private const long MaxVerifiedBytes = 64L << 20;

    /// <param name="Stored">The file as it lay there when it was found; null where it did not.</param>
    private sealed record Found(InstanceFile File, StoredObject? Stored);

    private readonly MemoryCache _recent = new(new MemoryCacheOptions { SizeLimit = 50_000 });

    /// <returns>Null when there is none of these UIDs.</returns>
    /// <exception cref="DamagedDataException">The file is not the one that came.</exception>
    public async ValueTask<InstanceFile?> FindAsync(string study, string series, string instance, CancellationToken ct)
    {
        if (!_recent.TryGetValue(instance, out Found? found) || await objects.FindAsync(found!.File.Key, ct) != found.Stored)
        {
            if ((await FindAllAsync(study, series, instance, ct)).SingleOrDefault() is not { } one)
                return null;
            found = new(one, await objects.FindAsync(one.Key, ct));
            if (found.Stored is not null && one.SizeBytes <= MaxVerifiedBytes
                && !await objects.IsWholeAsync(one.Key, one.SizeBytes, one.Sha256, ct))
                throw new DamagedDataException(Sentences.Of("stored-file-damaged",
                    "The stored file of this image is damaged, so it is not given out. Send it again, and it is put back."));
            _recent.Set(instance, found, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = TimeSpan.FromMinutes(10) });
        }

        var file = found.File;
        return file.Study == study && file.Series == series ? file : null;
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
            .OrderBy(i => i.Series!.SeriesNumber).ThenBy(i => i.SeriesInstanceUid)
            .ThenBy(i => i.InstanceNumber).ThenBy(i => i.SopInstanceUid)
            .ToListAsync(ct);
        return rows.ConvertAll(i => new InstanceFile(study, i, objects));
    }

    /// <summary>Of series that were deleted: nothing more is to be had of them.</summary>
    public void Forget(IReadOnlyCollection<string> seriesInstanceUids)
    {
        foreach (var key in _recent.Keys)
        {
            if (_recent.TryGetValue(key, out Found? found) && seriesInstanceUids.Contains(found!.File.Series))
                _recent.Remove(key);
        }
    }

    public void Dispose() => _recent.Dispose();
}
