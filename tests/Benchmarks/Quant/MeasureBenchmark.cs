using System.Runtime.InteropServices;
using Voxmark.Benchmarks.Harness;
using Voxmark.Benchmarks.Labeling;
using Voxmark.Contracts;
using Voxmark.Contracts.Labeling;
using Voxmark.Contracts.Quant;
using Voxmark.Imaging.Masks;
using Voxmark.SystemTests;

namespace Voxmark.Benchmarks.Quant;

internal sealed class MeasureBenchmark : Benchmark
{
    private const int Jobs = 30;

    public override string Name => "measure";

    public override string Summary => "areas, volumes and HU of one slice and of 300 slices, from the request to the result";

    public override async IAsyncEnumerable<Row> RunAsync(Bench bench)
    {
        yield return await MeasureAsync(bench, "one slice", slices: 1, Jobs, budgetMs: 20);
        yield return await MeasureAsync(bench, "300 slices", slices: Bench.LongSeries, Jobs / 3, budgetMs: 1000);
    }

    private async Task<Row> MeasureAsync(Bench bench, string what, int slices, int jobs, double budgetMs)
    {
        var client = await bench.ClientAsync();
        var label = await LabelAsync(bench, slices);
        var phantom = bench.Phantom(Bench.LongSeries).Phantom;
        var voxels = new short[slices * phantom.Rows * phantom.Columns];

        var (measure, read) = await Samples.TakeAsync(
            jobs,
            () => MeasureAsync(client, label),
            () =>
            {
                GC.KeepAlive(Sum(voxels));
                return Task.CompletedTask;
            });
        return Row.Within(Name, $"{what}, median", measure.Median, budgetMs, "one pass over the voxels in memory", read.Median);
    }

    private static async Task<Guid> LabelAsync(Bench bench, int slices)
    {
        var client = await bench.ClientAsync();
        var series = await bench.StoredAsync(Bench.LongSeries);
        var phantom = bench.Phantom(Bench.LongSeries).Phantom;
        var label = await client.PostAsync<Label>("/api/labels", new CreateLabel(
            series.Series.SeriesInstanceUid, null, "l3-body-composition", "Measured"));
        var mask = Mask.Encode(PhantomMasks.Of(phantom, slice: 0), phantom.Rows, phantom.Columns).Bytes.ToArray();
        await client.PostAsync<RevisionSaved>($"/api/labels/{label.Id}/revisions", new SaveRevision(
            Guid.NewGuid(), "brush", null, null, [.. Enumerable.Range(0, slices).Select(k => new SliceChange(k, 0, mask))]));
        return label.Id;
    }

    private static async Task MeasureAsync(HttpClient client, Guid label)
    {
        var job = await client.PostAsync<QuantJob>("/api/quant/jobs", new StartQuant(label, null, 170, 70, null));
        while (job.State <= JobState.Running)
        {
            await Task.Delay(2);
            job = await client.GetAsync<QuantJob>($"/api/quant/jobs/{job.Id}");
        }

        Assert.True(job.State == JobState.Succeeded, job.Problem);
    }

    private static long Sum(short[] voxels)
    {
        long sum = 0;
        foreach (var pair in MemoryMarshal.Cast<short, long>(voxels))
            sum += pair;
        return sum;
    }
}
