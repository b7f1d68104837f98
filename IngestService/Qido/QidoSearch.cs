using Microsoft.EntityFrameworkCore;
using Npgsql;
using Voxmark.IngestService.Persistence;
using Voxmark.ServiceDefaults.Objects;

namespace Voxmark.IngestService.Qido;

/// <summary>
/// Runs searches. A page is found in an index first, by keys alone, and its rows are fetched then: so a page costs the
/// same in a small archive and in a large one.
/// </summary>
internal sealed class QidoSearch(IngestDbContext db, IObjects objects)
{
    private const string NewestStudies =
        """st."StudyDate" DESC NULLS LAST, st."StudyTime" DESC NULLS LAST, st."StudyInstanceUid" """;

    /// <summary>Stored instances of a series; counted afresh while it still grows.</summary>
    private const string InstanceCount =
        """
        CASE WHEN x."State" <> 'Receiving' THEN x."InstanceCount" ELSE
            (SELECT count(*) FROM imaging.instances y WHERE y."SeriesInstanceUid" = x."SeriesInstanceUid" AND y."State" = 'Stored')::int
        END
        """;

    private const string OfSeries = """se."StudyInstanceUid", se."SeriesNumber", se."SeriesInstanceUid" """;
    private const string WithSeries = """JOIN imaging.series se ON se."SeriesInstanceUid" = i."SeriesInstanceUid" """;
    private const string WithStudy = """JOIN imaging.studies st ON st."StudyInstanceUid" = se."StudyInstanceUid" """;

    private const string StudyRows =
        $"""
        JOIN imaging.studies st ON st."StudyInstanceUid" = page.key
        CROSS JOIN LATERAL (
            SELECT array_agg(DISTINCT x."Modality") AS modalities, count(*)::int AS series, sum({InstanceCount})::int AS instances
            FROM imaging.series x WHERE x."StudyInstanceUid" = st."StudyInstanceUid") m
        """;

    private const string SeriesRows =
        $"""
        JOIN imaging.series se ON se."SeriesInstanceUid" = page.key {WithStudy}
        CROSS JOIN LATERAL (
            SELECT {InstanceCount} AS instances FROM imaging.series x WHERE x."SeriesInstanceUid" = se."SeriesInstanceUid") n
        """;

    private const string InstanceRows =
        $"""JOIN imaging.instances i ON i."SopInstanceUid" = page.key {WithSeries} {WithStudy}""";

    /// <summary>A stored file of each answer.</summary>
    private static string ObjectKey(QidoLevel level) => level switch
    {
        QidoLevel.Study =>
            """
            (SELECT y."ObjectKey" FROM imaging.series x JOIN imaging.instances y ON y."SeriesInstanceUid" = x."SeriesInstanceUid"
             WHERE x."StudyInstanceUid" = st."StudyInstanceUid" AND y."State" = 'Stored'
             ORDER BY x."SeriesNumber", y."InstanceNumber" LIMIT 1)
            """,
        QidoLevel.Series =>
            """
            (SELECT y."ObjectKey" FROM imaging.instances y
             WHERE y."SeriesInstanceUid" = se."SeriesInstanceUid" AND y."State" = 'Stored' ORDER BY y."InstanceNumber" LIMIT 1)
            """,
        _ => """i."ObjectKey" """,
    };

    /// <param name="write">Is called for each answer, at most the query's limit.</param>
    /// <returns>Whether there are more answers.</returns>
    /// <exception cref="BadQueryException">The message is for the user.</exception>
    public async Task<bool> RunAsync(QidoQuery query, Func<QidoRow, ValueTask> write, CancellationToken ct)
    {
        var attributes = QidoAttribute.All.Where(a => a.IsAnsweredAt(query.Level)).ToList();
        var fields = query.Fields.Count > 0 ? new QidoFields(query.Fields, objects) : null;
        var conditions = new QidoConditions(query.IsFuzzy);
        foreach (var (attribute, value) in query.Matches)
            conditions.Add(attribute, value);
        var sql = Sql(query, attributes, conditions);

        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await using var command = new NpgsqlCommand(sql, (NpgsqlConnection)db.Database.GetDbConnection());
            command.Parameters.AddRange(conditions.Parameters.ToArray());
            await using var reader = await command.ExecuteReaderAsync(ct);
            for (var count = 0; await reader.ReadAsync(ct); count++)
            {
                if (count == query.Limit)
                    return true;
                await write(new(attributes, fields, reader));
            }

            return false;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static string Sql(QidoQuery query, List<QidoAttribute> attributes, QidoConditions conditions)
    {
        if (query.Level == QidoLevel.Instance)
            conditions.Add("""i."State" = 'Stored'""");
        var (key, order, searched, rows) = query.Level switch
        {
            QidoLevel.Study => ("""st."StudyInstanceUid" """, NewestStudies, "imaging.studies st", StudyRows),
            QidoLevel.Series => ("""se."SeriesInstanceUid" """, OfSeries, $"imaging.series se {WithStudy}", SeriesRows),
            _ => ("""i."SopInstanceUid" """, $"""{OfSeries}, i."InstanceNumber", i."SopInstanceUid" """,
                $"imaging.instances i {WithSeries} {WithStudy}", InstanceRows),
        };
        return $"""
            SELECT {string.Join(", ", attributes.Select(a => a.Sql))}, {(query.Fields.Count > 0 ? ObjectKey(query.Level) : "NULL")}
            FROM (
                SELECT {key} AS key FROM {searched} {conditions.Where}
                ORDER BY {order} LIMIT {query.Limit + 1} OFFSET {query.Offset}) page
            {rows}
            ORDER BY {order}
            """;
    }
}
