using Microsoft.Extensions.Caching.Memory;
using Npgsql;
using Voxmark.IngestService.Persistence;

namespace Voxmark.IngestService.Uploads;

/// <summary>Who started an upload, which never changes: asked for once and not with each of a thousand files. Thread-safe.</summary>
internal sealed class UploadOwners(NpgsqlDataSource database) : IDisposable
{
    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    public async ValueTask<bool> StartedAsync(Guid upload, string user, CancellationToken ct)
    {
        if (!_known.TryGetValue(upload, out string? owner))
        {
            await using var command = database.CreateCommand("SELECT created_by FROM uploads WHERE id = $1", Sql.Id(upload));
            owner = await command.ExecuteScalarAsync(ct) as string;
            if (owner is not null)
                _known.Set(upload, owner, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = TimeSpan.FromMinutes(10) });
        }

        return owner == user;
    }

    public void Dispose() => _known.Dispose();
}
