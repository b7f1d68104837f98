using System.Text.Json;
using Voxmark.Benchmarks.Harness;
using Voxmark.Fixtures.Dicom;

namespace Voxmark.Benchmarks.Ingest;

internal sealed class QidoBenchmark : Benchmark
{
    private const int Small = 2_000;
    private const int Large = 100_000;
    private const int Requests = 60;
    private const string OneKind = "limit=101&StudyDate=20240101-20241231";

    private static readonly string[] Kinds =
    [
        "limit=101",
        "limit=101&offset=1010",
        OneKind,
        "limit=101&StudyDate=20251001-",
        "limit=101&PatientName=Kim*",
        "limit=101&PatientName=*anna*",
        "limit=101&PatientName=Lee^Peter&fuzzymatching=true",
        "limit=101&ModalitiesInStudy=MR",
        "limit=101&ModalitiesInStudy=PT&StudyDate=20240101-20240131",
        "limit=101&PatientID=P0000123",
        "limit=101&AccessionNumber=A00001234",
        "limit=101&StudyDescription=*pelvis contrast*",
    ];

    public override string Name => "qido";

    public override string Summary => "QIDO-RS, a page of 101 studies, the slowest of 12 kinds of queries";

    public override async IAsyncEnumerable<Row> RunAsync(Bench bench)
    {
        var system = await bench.SystemAsync();
        if (system.DatabaseConnection is not { } connection)
        {
            yield return Row.NotMeasured(Name, "–", "≤ 20 ms", "needs a system of its own");
            yield break;
        }

        var orthanc = await OrthancP95Async();
        foreach (var studies in (int[])[Small, Large])
        {
            await Archive.GrowToAsync(connection, studies);
            var p95 = await SlowestAsync(system.Client, "/dicom-web/studies", Kinds);
            var figure = $"p95, {studies:N0} studies";
            yield return orthanc is null
                ? Row.NotMeasured(Name, $"{Row.Ms(p95)} {figure}", "≤ 20 ms", Orthanc.Missing)
                : Row.Within(Name, figure, p95, budgetMs: 20, $"Orthanc with {Small:N0}, by date", orthanc.Value);
        }
    }

    /// <summary>Asks for each kind often enough.</summary>
    /// <returns>p95 of the slowest kind, ms.</returns>
    internal static async Task<double> SlowestAsync(HttpClient client, string path, IReadOnlyList<string> kinds)
    {
        var slowestMs = 0.0;
        foreach (var kind in kinds)
        {
            var samples = new Samples();
            for (var n = -3; n < Requests; n++)
                if (n < 0)
                    await client.GetByteArrayAsync($"{path}?{kind}");
                else
                    await samples.AddAsync(() => client.GetByteArrayAsync($"{path}?{kind}"));
            Console.Error.WriteLine($"  {Row.Ms(samples.Median),10} median {Row.Ms(samples.P95),10} p95  {kind}");
            slowestMs = Math.Max(slowestMs, samples.P95);
        }

        return slowestMs;
    }

    /// <summary>Its own search for the one of the kinds that it is best at: a year's studies, with their tags.</summary>
    private static async Task<double?> OrthancP95Async()
    {
        await using var orthanc = await Orthanc.StartAsync();
        if (orthanc is null)
            return null;
        await Parallel.ForEachAsync(Enumerable.Range(0, Small), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (n, ct) =>
        {
            var image = new CtImage
            {
                PatientId = $"P{n:0000000}", StudyDate = $"{new DateOnly(2026, 1, 31).AddDays(-n * 13 % 3650):yyyyMMdd}",
            };
            using var content = new ByteArrayContent(image.ToBytes());
            using var answer = await orthanc.Client.PostAsync("/instances", content, ct);
            answer.EnsureSuccessStatusCode();
        });
        var search = JsonSerializer.Serialize(new
        {
            Level = "Study", Expand = true, Limit = 101, Query = new { StudyDate = "20240101-20241231" },
        });
        var samples = new Samples();
        for (var n = 0; n < Requests; n++)
            await samples.AddAsync(async () =>
            {
                using var content = new StringContent(search);
                using var answer = await orthanc.Client.PostAsync("/tools/find", content);
                await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
            });
        return samples.P95;
    }
}
