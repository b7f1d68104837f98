using Npgsql;
using Voxmark.IngestService.Persistence;
using Voxmark.ServiceDefaults.Objects;

namespace Voxmark.IngestService.Qido;

/// <summary>
/// Runs searches. A page is found in an index first, by keys alone, and its rows are fetched then: so a page costs the
/// same in a small archive and in a large one.
/// </summary>
internal sealed class QidoSearch(NpgsqlDataSource database, IObjects objects)
{
    private const string NewestStudies =
        "st.study_date DESC NULLS LAST, st.study_time DESC NULLS LAST, st.study_instance_uid";

    /// <summary>Stored instances of a series; counted afresh while it still grows.</summary>
    private const string InstanceCount =
        """
        CASE WHEN x.state <> 'Receiving' THEN x.instance_count ELSE
            (SELECT count(*) FROM instances y WHERE y.series_instance_uid = x.series_instance_uid AND y.state = 'Stored')::int
        END
        """;

    private const string OfSeries = "se.study_instance_uid, se.series_number, se.series_instance_uid";
    private const string WithSeries = "JOIN series se ON se.series_instance_uid = i.series_instance_uid";
    private const string WithStudy = "JOIN studies st ON st.study_instance_uid = se.study_instance_uid";

    private const string StudyRows =
        $"""
        JOIN studies st ON st.study_instance_uid = page.key
        CROSS JOIN LATERAL (
            SELECT array_agg(DISTINCT x.modality) AS modalities, count(*)::int AS series, sum({InstanceCount})::int AS instances
            FROM series x WHERE x.study_instance_uid = st.study_instance_uid) m
        """;

    private const string SeriesRows =
        $"""
        JOIN series se ON se.series_instance_uid = page.key {WithStudy}
        CROSS JOIN LATERAL (
            SELECT {InstanceCount} AS instances FROM series x WHERE x.series_instance_uid = se.series_instance_uid) n
        """;

    private const string InstanceRows =
        $"JOIN instances i ON i.sop_instance_uid = page.key {WithSeries} {WithStudy}";

    /// <summary>A stored file of each answer.</summary>
    private static string ObjectKey(QidoLevel level) => level switch
    {
        QidoLevel.Study =>
            """
            (SELECT y.object_key FROM series x JOIN instances y ON y.series_instance_uid = x.series_instance_uid
             WHERE x.study_instance_uid = st.study_instance_uid AND y.state = 'Stored'
             ORDER BY x.series_number, y.instance_number LIMIT 1)
            """,
        QidoLevel.Series =>
            """
            (SELECT y.object_key FROM instances y
             WHERE y.series_instance_uid = se.series_instance_uid AND y.state = 'Stored' ORDER BY y.instance_number LIMIT 1)
            """,
        _ => "i.object_key",
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

        await using var command = database.CreateCommand(Statement(query, attributes, conditions), [.. conditions.Parameters]);
        await using var reader = await command.ExecuteReaderAsync(ct);
        for (var count = 0; await reader.ReadAsync(ct); count++)
        {
            if (count == query.Limit)
                return true;
            await write(new(attributes, fields, reader));
        }

        return false;
    }

    private static string Statement(QidoQuery query, List<QidoAttribute> attributes, QidoConditions conditions)
    {
        if (query.Level == QidoLevel.Instance)
            conditions.Add("i.state = 'Stored'");
        var (key, order, searched, rows) = query.Level switch
        {
            QidoLevel.Study => ("st.study_instance_uid", NewestStudies, "studies st", StudyRows),
            QidoLevel.Series => ("se.series_instance_uid", OfSeries, $"series se {WithStudy}", SeriesRows),
            _ => ("i.sop_instance_uid", $"{OfSeries}, i.instance_number, i.sop_instance_uid",
                $"instances i {WithSeries} {WithStudy}", InstanceRows),
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
