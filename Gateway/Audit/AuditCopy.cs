using Npgsql;
using NpgsqlTypes;
using Voxmark.Gateway.Persistence;

namespace Voxmark.Gateway.Audit;

/// <summary>PostgreSQL's bulk way in: one statement and one commit for a batch, however many rows it has.</summary>
internal static class AuditCopy
{
    private const string Columns = """
        "Id", "At", "UserId", "UserName", "Via", "Source", "Action", "StudyInstanceUid", "SeriesInstanceUid",
        "SopInstanceUid", "Subject", "Slices", "Count", "Status"
        """;

    private const string Copy =
        $"COPY {AccessDbContext.Schema}.{AuditEventConfiguration.Table} ({Columns}) FROM STDIN (FORMAT BINARY)";

    private const string Shelve = $"""
        INSERT INTO {AccessDbContext.Schema}.{ShelvedAuditEventConfiguration.Table} ("Id", "At", "Row", "Failure")
        VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING
        """;

    /// <summary>Keeps a row aside that <see cref="WriteAsync"/> cannot write.</summary>
    public static async Task ShelveAsync(NpgsqlConnection connection, ShelvedAuditEvent shelved)
    {
        await using var command = new NpgsqlCommand(Shelve, connection)
        {
            Parameters =
            {
                new() { Value = shelved.Id }, new() { Value = shelved.At.UtcDateTime }, new() { Value = shelved.Row },
                new() { Value = shelved.Failure },
            },
        };
        await command.ExecuteNonQueryAsync();
    }

    public static async Task WriteAsync(NpgsqlConnection connection, IReadOnlyCollection<AuditEvent> rows)
    {
        await using var copy = await connection.BeginBinaryImportAsync(Copy);
        foreach (var row in rows)
        {
            await copy.StartRowAsync();
            await copy.WriteAsync(row.Id, NpgsqlDbType.Uuid);
            await copy.WriteAsync(row.At.UtcDateTime, NpgsqlDbType.TimestampTz);
            if (row.UserId is { } userId)
                await copy.WriteAsync(userId, NpgsqlDbType.Uuid);
            else
                await copy.WriteNullAsync();
            string?[] texts =
            [
                row.UserName, row.Via, row.Source, row.Action, row.StudyInstanceUid, row.SeriesInstanceUid,
                row.SopInstanceUid, row.Subject, row.Slices,
            ];
            foreach (var text in texts)
                await copy.WriteAsync(text, NpgsqlDbType.Text);
            await copy.WriteAsync(row.Count, NpgsqlDbType.Integer);
            await copy.WriteAsync(row.Status, NpgsqlDbType.Integer);
        }

        await copy.CompleteAsync();
    }
}
