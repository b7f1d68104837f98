using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text.Json;
using Npgsql;
using Voxmark.IngestService.Corrections;
using Voxmark.IngestService.DicomWeb;
using Voxmark.IngestService.Persistence;
using Voxmark.ServiceDefaults.Objects;

namespace Voxmark.IngestService.Wado;

/// <summary>
/// The metadata of whole series, made once and kept beside the images, plain and compressed: reading 300 files for each
/// request would take seconds. What is kept is named by the instances it is of. Thread-safe.
/// </summary>
internal sealed class SeriesMetadata(
    NpgsqlDataSource database, IServiceScopeFactory scopes, InstanceFiles files, IObjects objects, TimeProvider clock)
{
    /// <summary>Part of every name: raise it when the same files make other metadata.</summary>
    private const string Format = "2";

    private readonly ConcurrentDictionary<string, Lazy<Task>> _making = new(StringComparer.Ordinal);

    /// <summary>The content of one series' metadata.</summary>
    /// <param name="Version">Names it.</param>
    internal sealed record Kept(string Version, string PlainKey, string GzipKey);

    /// <returns>Null when the study has no such series.</returns>
    public async Task<Kept?> FindAsync(string study, string series, CancellationToken ct)
    {
        if (await HashAsync(study, series, ct) is not { } hash)
            return null;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IngestDbContext>();
        var correction = await ActiveCorrection.FindAsync(db, study, ct);
        var version = $"{Format}-{hash}" + (correction is null ? "" : $"-{correction.Id:N}");
        var (plain, gzip) = (ObjectKeys.PlainMetadata(series, version), ObjectKeys.GzippedMetadata(series, version));
        if (!await objects.ExistsAsync(gzip, ct)) // which is written last
            await MakeOnceAsync(study, series, correction, version, plain, gzip);
        return new(version, plain, gzip);
    }

    /// <summary>Of the stored instances, whatever else happens to the series.</summary>
    private async Task<string?> HashAsync(string study, string series, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            SELECT md5(string_agg(encode(i.sha256, 'hex'), '' ORDER BY i.sop_instance_uid))
            FROM instances i JOIN series s ON s.series_instance_uid = i.series_instance_uid
            WHERE i.series_instance_uid = $1 AND s.study_instance_uid = $2 AND i.state = 'Stored'
            """,
            Sql.Text(series), Sql.Text(study));
        return await command.ExecuteScalarAsync(ct) as string;
    }

    private async Task MakeOnceAsync(string study, string series, ActiveCorrection? correction, string version, string plain, string gzip)
    {
        var making = _making.GetOrAdd(gzip, _ => new(() => Task.Run(() => MakeAsync(study, series, correction, version, plain, gzip))));
        try
        {
            await making.Value;
        }
        finally
        {
            _making.TryRemove(gzip, out _);
        }
    }

    private async Task MakeAsync(string study, string series, ActiveCorrection? correction, string version, string plain, string gzip)
    {
        using var json = new MemoryStream();
        await using (var writer = new Utf8JsonWriter(json, new() { SkipValidation = true }))
        {
            writer.WriteStartArray();
            foreach (var instance in await files.FindAllAsync(study, series, null, CancellationToken.None))
            {
                using var local = await instance.LocalAsync(CancellationToken.None);
                DicomJsonResult.Write(writer, InstanceMetadata.Of(instance, local, correction));
            }

            writer.WriteEndArray();
        }

        var content = json.GetBuffer().AsMemory(0, (int)json.Length);
        await objects.PutAsync(plain, stream => stream.WriteAsync(content).AsTask());
        await objects.PutAsync(gzip, async stream =>
        {
            await using var compressed = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true);
            await compressed.WriteAsync(content);
        });
        await DeleteOthersAsync(series, plain);
    }

    /// <summary>A series that grew has new metadata; nobody asks for the old one again.</summary>
    private async Task DeleteOthersAsync(string series, string plain)
    {
        var before = clock.GetUtcNow() - TimeSpan.FromMinutes(1);
        var kept = await objects.ListAsync(ObjectKeys.MetadataOf(series)).ToListAsync();
        foreach (var other in kept.Where(o => o.WrittenAt < before && !o.Key.StartsWith(plain, StringComparison.Ordinal)))
            await objects.DeleteAsync(other.Key);
    }
}
