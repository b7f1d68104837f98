using System.Diagnostics;
using Voxmark.Benchmarks.Harness;
using Voxmark.SystemTests;

namespace Voxmark.Benchmarks.Ingest;

internal sealed class FirstCallsBenchmark : Benchmark
{
    private const int Warm = 3;
    private const double Times = 0.6;

    public override string Name => "first-calls";

    public override string Summary => "300-slice CT by the upload API: the first after a start, and once more warm";

    public override async IAsyncEnumerable<Row> RunAsync(Bench bench)
    {
        if (Environment.GetEnvironmentVariable("VOXMARK_TEST_URL") is not null)
        {
            yield return Row.NotMeasured(Name, "–", $"≥ {Row.Number(Times)} ×", "needs a start of its own");
            yield break;
        }

        var phantom = bench.Phantom(Bench.LongSeries);
        var system = new RunningSystem();
        try
        {
            await system.InitializeAsync();
            var first = await UploadAsync(system, phantom);
            var warm = new Samples();
            for (var run = -1; run < Warm; run++)
            {
                var ms = await UploadAsync(system, phantom);
                if (run >= 0)
                    warm.Add(ms);
            }

            yield return Row.AtLeast(
                Name, Bench.LongSeries * 1000 / first, "instances", "warm", Bench.LongSeries * 1000 / warm.Median, Times);
        }
        finally
        {
            await system.DisposeAsync();
        }
    }

    /// <returns>Ms until every file was acknowledged; the volume is built then, so that what follows has the machine.</returns>
    private static async Task<double> UploadAsync(RunningSystem system, CtSeries phantom)
    {
        using var files = phantom.ToFiles();
        var start = Stopwatch.GetTimestamp();
        await UploadBenchmark.UploadAsync(system.Client, files);
        var ms = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        await Bench.BuiltAsync(system.Client, files.SeriesInstanceUid);
        return ms;
    }
}
