using Npgsql;
using Voxmark.Benchmarks.Harness;

namespace Voxmark.Benchmarks.Ingest;

internal sealed class StudyListBenchmark : Benchmark
{
    private const int Studies = 100_000;

    private static readonly string[] Kinds =
    [
        "",
        "page=40",
        "sort=date",
        "sort=-date",
        "sort=patient",
        "sort=-patient",
        "search=kim",
        "search=anna&sort=-date",
        "search=A00001234",
        "search=contrast",
        "modality=MR",
        "modality=PT,US&sort=-date",
        "from=2024-01-01&to=2024-12-31&sort=-date",
        "search=lee&modality=CT&from=2024-01-01",
    ];

    public override string Name => "study-list";

    public override string Summary => "the study list's page of 25 with its total, among 100,000 studies, the slowest of 14 kinds";

    public override async IAsyncEnumerable<Row> RunAsync(Bench bench)
    {
        var system = await bench.SystemAsync();
        if (system.DatabaseConnection is not { } connection)
        {
            yield return Row.NotMeasured(Name, "–", "≤ 50 ms", "needs a system of its own");
            yield break;
        }

        await Archive.GrowToAsync(connection, Studies);
        var p95 = await QidoBenchmark.SlowestAsync(system.Client, "/api/studies", Kinds);
        await using var database = NpgsqlDataSource.Create(connection);
        await using var scan = database.CreateCommand("SELECT count(patient_name) FROM imaging.studies");
        var pass = new Samples();
        for (var n = 0; n < 20; n++)
            await pass.AddAsync(() => scan.ExecuteScalarAsync());
        yield return Row.Within(Name, $"p95, {Studies:N0} studies", p95, budgetMs: 50, "one pass over the table", pass.Median);
    }
}
