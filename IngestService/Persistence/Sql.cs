using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Voxmark.IngestService.Persistence;

/// <summary>Statements with typed parameters: what a statement can be prepared with, nulls included.</summary>
internal static class Sql
{
    public static NpgsqlParameter Text(string? value) => Of(value, NpgsqlDbType.Text);

    public static NpgsqlParameter Number(int? value) => Of(value, NpgsqlDbType.Integer);

    public static NpgsqlParameter Long(long value) => Of(value, NpgsqlDbType.Bigint);

    public static NpgsqlParameter Date(DateOnly? value) => Of(value, NpgsqlDbType.Date);

    public static NpgsqlParameter Time(DateTimeOffset value) => Of(value, NpgsqlDbType.TimestampTz);

    public static NpgsqlParameter Bytes(byte[] value) => Of(value, NpgsqlDbType.Bytea);

    /// <summary>As EF Core reads an owned type that is kept as JSON.</summary>
    public static NpgsqlParameter Json(object? value) => Of(value is null ? null : JsonSerializer.Serialize(value), NpgsqlDbType.Jsonb);

    public static NpgsqlParameter Id(Guid value) => Of(value, NpgsqlDbType.Uuid);

    public static NpgsqlCommand CreateCommand(this NpgsqlDataSource database, string sql, params NpgsqlParameter[] parameters)
    {
        var command = database.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        return command;
    }

    public static void Add(this NpgsqlBatch batch, string sql, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.AddRange(parameters);
        batch.BatchCommands.Add(command);
    }

    private static NpgsqlParameter Of(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
