using System.Diagnostics;
using Voxmark.Benchmarks.Harness;
using Voxmark.Contracts.Ingest;
using Voxmark.SystemTests;

namespace Voxmark.Benchmarks.Ingest;

internal sealed class UploadBenchmark : Benchmark
{
    private const int Runs = 3;
    private const int WarmUps = 2; // a server in use has compiled what it runs
    private const int AtOnce = 4; // as many requests as the upload page keeps going

    public override string Name => "upload";

    public override string Summary => "300-slice CT by the upload API: every file received, durable and indexed";

    public override async IAsyncEnumerable<Row> RunAsync(Bench bench)
    {
        var system = await bench.SystemAsync();
        await using var orthanc = await Orthanc.StartAsync();
        var (ours, bare, theirs) = (new Samples(), new Samples(), new Samples());
        for (var run = -WarmUps; run < Runs; run++)
        {
            using var files = bench.Phantom(Bench.LongSeries).ToFiles();
            var upload = await TimeAsync(() => UploadAsync(system.Client, files));
            await bench.BuiltAsync(files.SeriesInstanceUid);
            var copy = await TimeAsync(() => BareWrites.CopyAsync(files.Paths, system.DataFolder, AtOnce));
            var store = orthanc is null ? 0 : await TimeAsync(() => EachAsync(files, orthanc.StoreAsync));
            if (run < 0)
                continue;
            ours.Add(upload);
            bare.Add(copy);
            theirs.Add(store);
        }

        yield return Row.Within(Name, "median", ours.Median, "write + fsync of the same bytes", bare.Median, times: 3);
        var perSecond = Bench.LongSeries * 1000 / ours.Median;
        yield return orthanc is null
            ? Row.NotMeasured(Name, $"{Row.Number(perSecond)} instances/s", "≥ 2 ×", Orthanc.Missing)
            : Row.AtLeast(Name, perSecond, "instances", "Orthanc, synced", Bench.LongSeries * 1000 / theirs.Median, times: 2);
    }

    internal static async Task UploadAsync(HttpClient client, CtFiles files)
    {
        var upload = await client.PostAsync<UploadStarted>("/api/uploads");
        await EachAsync(files, async file =>
        {
            var outcome = Assert.Single(await client.UploadFileAsync(upload.UploadId, file));
            Assert.True(outcome.Outcome == FileDisposition.Stored, outcome.Reason);
        });
        await client.PostAsync<UploadReport>($"/api/uploads/{upload.UploadId}/complete");
    }

    private static Task EachAsync(CtFiles files, Func<string, Task> send) =>
        Parallel.ForEachAsync(files.Paths, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (file, _) => await send(file));

    private static async Task<double> TimeAsync(Func<Task> what)
    {
        var start = Stopwatch.GetTimestamp();
        await what();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
