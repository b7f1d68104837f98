using Microsoft.ML.OnnxRuntime;
using Voxmark.Benchmarks.Harness;
using Voxmark.Contracts;
using Voxmark.Contracts.Inference;
using Voxmark.SystemTests;

namespace Voxmark.Benchmarks.Inference;

internal sealed class InferenceBenchmark : Benchmark
{
    private const int Jobs = 30;
    private const int Slice = 50;

    public override string Name => "inference";

    public override string Summary => "one slice by a model, from the request until its label is there";

    public override async IAsyncEnumerable<Row> RunAsync(Bench bench)
    {
        var client = await bench.ClientAsync();
        var series = (await bench.StoredAsync(Bench.ShortSeries)).Series.SeriesInstanceUid;
        var phantom = bench.Phantom(Bench.ShortSeries).Phantom;
        var hu = Array.ConvertAll(phantom.Slice(Slice), voxel => (float)voxel);
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        using var session = new InferenceSession(
            Path.Combine(RunningSystem.Repository, "models", "hu-threshold", "model.onnx"), options);

        var (job, bare) = await Samples.TakeAsync(
            Jobs,
            () => SegmentAsync(client, new StartInference(series, "hu-threshold", Slice, Slice)),
            () =>
            {
                using var input = OrtValue.CreateTensorValueFromMemory(hu, [1, 1, phantom.Rows, phantom.Columns]);
                using var run = new RunOptions();
                using var outputs = session.Run(run, session.InputNames, [input], session.OutputNames);
                return Task.CompletedTask;
            });
        yield return Row.Within(Name, "median", job.Median, "the bare ONNX Runtime call", bare.Median, times: 1.1, plusMs: 20);
    }

    private static async Task SegmentAsync(HttpClient client, StartInference request)
    {
        var job = await client.PostAsync<InferenceJob>("/api/inference/jobs", request);
        while (job.State <= JobState.Running)
        {
            await Task.Delay(2);
            job = await client.GetAsync<InferenceJob>($"/api/inference/jobs/{job.Id}");
        }

        Assert.True(job.State == JobState.Succeeded, job.Problem);
    }
}
