using Npgsql;
using NpgsqlTypes;

namespace Voxmark.Gateway.Audit;

/// <summary>PostgreSQL's bulk way in: one statement and one commit for a batch, however many rows it has.</summary>
internal static class AuditCopy
{
    private const string Columns = """
        id, at, user_id, user_name, via, source, action, study_instance_uid, series_instance_uid,
        sop_instance_uid, subject, slices, count, status
        """;

    private const string Copy = $"COPY audit ({Columns}) FROM STDIN (FORMAT BINARY)";

    private const string Shelve = """
        INSERT INTO audit_shelf (id, at, row, failure)
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
