using System.Diagnostics;
using Voxmark.Benchmarks.Harness;
using Voxmark.Contracts;
using Voxmark.Contracts.Inference;
using Voxmark.SystemTests;

namespace Voxmark.Benchmarks.Inference;

internal sealed class WorkersBenchmark : Benchmark
{
    private const int Jobs = 8;
    private const double Times = 1.8;

    /// <summary>Read by AppHost.</summary>
    private const string Setting = "InferenceWorkers";

    public override string Name => "workers";

    public override string Summary => "eight jobs of 300 slices, until all are labels: two inference workers, and one";

    public override async IAsyncEnumerable<Row> RunAsync(Bench bench)
    {
        if (Environment.GetEnvironmentVariable("VOXMARK_TEST_URL") is not null)
        {
            yield return Row.NotMeasured(Name, "–", $"≥ {Row.Number(Times)} ×", "needs systems of its own");
            yield break;
        }

        var one = await SlicesPerSecondAsync(bench, workers: 1);
        var two = await SlicesPerSecondAsync(bench, workers: 2);
        yield return Row.AtLeast(Name, two, "slices", "one worker", one, Times);
    }

    private static async Task<double> SlicesPerSecondAsync(Bench bench, int workers)
    {
        Environment.SetEnvironmentVariable(Setting, $"{workers}");
        var system = new RunningSystem();
        try
        {
            await system.InitializeAsync();
            using var files = bench.Phantom(Bench.LongSeries).ToFiles();
            var series = (await system.Client.UploadSeriesAsync(files.Paths)).Series.SeriesInstanceUid;
            await SegmentAsync(system.Client, series); // every worker loads the model at its first job
            var start = Stopwatch.GetTimestamp();
            await SegmentAsync(system.Client, series);
            return Jobs * Bench.LongSeries / Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        finally
        {
            await system.DisposeAsync();
            Environment.SetEnvironmentVariable(Setting, null);
        }
    }

    private static async Task SegmentAsync(HttpClient client, string series)
    {
        var jobs = new List<InferenceJob>();
        for (var n = 0; n < Jobs; n++)
            jobs.Add(await client.PostAsync<InferenceJob>("/api/inference/jobs", new StartInference(series, "hu-threshold", null, null)));
        foreach (var started in jobs)
        {
            var job = started;
            while (job.State <= JobState.Running)
            {
                await Task.Delay(10);
                job = await client.GetAsync<InferenceJob>($"/api/inference/jobs/{job.Id}");
            }

            Assert.True(job.State == JobState.Succeeded, job.Problem);
        }
    }
}
