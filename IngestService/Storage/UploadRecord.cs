using Npgsql;
using Voxmark.Contracts.Ingest;
using Voxmark.IngestService.Persistence;

namespace Voxmark.IngestService.Storage;

/// <summary>The row that says what became of a file of an upload.</summary>
/// <param name="Name">As its sender called it.</param>
internal sealed record UploadRecord(Guid UploadId, string Name)
{
    private const string Insert =
        """
        INSERT INTO uploaded_files (upload_id, name, outcome, reason, series_instance_uid, sop_instance_uid, at)
        """;

    /// <summary>Adds it to the transaction that stores the file; nothing is written when that stores none.</summary>
    /// <param name="store">A statement that returns a row when it stores; its parameters are the SOP Instance UID and the hash.</param>
    public void AddTo(
        NpgsqlBatch batch, string store, string sopInstanceUid, byte[] sha256, string seriesInstanceUid, DateTimeOffset at) => batch.Add(
        $"""
        WITH stored AS ({store})
        {Insert}
        SELECT $3, $4, 'Stored', NULL, $5, $1, $6 FROM stored RETURNING 1
        """,
        Sql.Text(sopInstanceUid), Sql.Bytes(sha256), Sql.Id(UploadId), Sql.Text(Name), Sql.Text(seriesInstanceUid), Sql.Time(at));

    /// <summary>Writes it for a file that was not stored.</summary>
    public async Task WriteAsync(
        NpgsqlDataSource database, FileDisposition outcome, string? reason, InstanceHeader? header, DateTimeOffset at)
    {
        await using var command = database.CreateCommand(
            $"{Insert} VALUES ($1, $2, $3, $4, $5, $6, $7)",
            Sql.Id(UploadId), Sql.Text(Name), Sql.Text($"{outcome}"), Sql.Text(reason),
            Sql.Text(header?.SeriesInstanceUid), Sql.Text(header?.SopInstanceUid), Sql.Time(at));
        await command.ExecuteNonQueryAsync();
    }
}
