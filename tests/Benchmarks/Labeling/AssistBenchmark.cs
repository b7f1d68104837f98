using OpenCvSharp;
using Voxmark.Benchmarks.Harness;
using Voxmark.Contracts.Labeling;
using Voxmark.SystemTests;

namespace Voxmark.Benchmarks.Labeling;

/// <summary>A semi-automatic tool on a slice, through the gateway, beside the bare OpenCV calls on the same pixels.</summary>
internal abstract class AssistBenchmark : Benchmark
{
    private const int Calls = 40;
    private const int Slice = 50;

    protected abstract string Path { get; }

    protected abstract object Request(string seriesInstanceUid, int slice);

    /// <param name="hu">CV_16SC1, 512 × 512.</param>
    protected abstract void Bare(Mat hu);

    public override async IAsyncEnumerable<Row> RunAsync(Bench bench)
    {
        foreach (var slices in Bench.BothSeries)
            yield return await MeasureAsync(bench, slices);
    }

    private async Task<Row> MeasureAsync(Bench bench, int slices)
    {
        var client = await bench.ClientAsync();
        var series = (await bench.StoredAsync(slices)).Series.SeriesInstanceUid;
        var phantom = bench.Phantom(slices).Phantom;
        // In memory of its own: an array is let go of while a part of the matrix is looked at (opencvsharp 1689), and moves away.
        using var hu = new Mat(phantom.Rows, phantom.Columns, MatType.CV_16SC1);
        hu.SetArray(phantom.Slice(Slice));
        var (tool, bare) = await Samples.TakeAsync(
            Calls,
            async () => Assert.True(
                (await client.PostAsync<Proposal>(Path, Request(series, Slice))).Slices.Sum(slice => slice.PixelCount) > 0),
            () =>
            {
                Bare(hu);
                return Task.CompletedTask;
            });
        return Row.Within(Name, $"of {slices}, median", tool.Median, "the bare OpenCV calls", bare.Median, times: 1.25, plusMs: 10);
    }
}
