using System.Diagnostics;
using Voxmark.Benchmarks.Harness;

namespace Voxmark.Benchmarks.Viewer;

internal sealed class OpenSeriesBenchmark : Benchmark
{
    private const int Runs = 5;

    // Looks once per frame for a pixel that is no background, and counts voxels that have come.
    private const string Watch = """
        performance.setResourceTimingBufferSize(5000);
        window.bench = {};
        const look = () => {
          for (const canvas of document.querySelectorAll('canvas[data-layer=image], canvas')) {
            if (!canvas.width || !canvas.height || !canvas.closest('main, [data-testid^=canvas], .pane')) continue;
            const context = canvas.getContext('2d');
            const pixels = context?.getImageData(canvas.width >> 1, 0, 1, canvas.height).data;
            if (pixels?.some((value, n) => n % 4 < 3 && value > 40)) { window.bench.first = performance.now(); return; }
          }
          requestAnimationFrame(look);
        };
        document.addEventListener('DOMContentLoaded', look);
        """;

    private const string LastVoxels = """
        () => {
          const parts = performance.getEntriesByType('resource')
            .filter(entry => /\/api\/series\/.*\/slices/.test(entry.name) && entry.responseEnd > 0);
          const slices = new Set(parts.map(entry => new URL(entry.name).pathname));
          return slices.size >= COUNT && Math.max(...parts.map(entry => entry.responseEnd));
        }
        """;

    public override string Name => "open-series";

    public override string Summary => "Chromium: first slice of a stored CT on screen; all slices there to scroll through";

    public override async IAsyncEnumerable<Row> RunAsync(Bench bench)
    {
        foreach (var slices in Bench.BothSeries)
        {
            var (first, all, fetch) = await MeasureAsync(bench, slices);
            yield return Row.Within(
                Name, $"first slice of {slices}, median", first.Median, budgetMs: 500, "one slice by HTTP", fetch.Median / slices);
            yield return Row.Within(
                Name, $"all {slices} slices, median", all.Median, budgetMs: 4000, "the same by HTTP, 4 at once", fetch.Median);
        }
    }

    private static async Task<(Samples First, Samples All, Samples Fetch)> MeasureAsync(Bench bench, int slices)
    {
        var system = await bench.SystemAsync();
        var series = await bench.StoredAsync(slices);
        var label = await ViewerPages.LabelAsync(bench, slices);
        var (first, all, fetch) = (new Samples(), new Samples(), new Samples());
        for (var run = -1; run < Runs; run++)
        {
            await using var browser = await ViewerPages.OpenAsync(system, Watch);
            await browser.Page.GotoAsync($"/series/{series.Series.SeriesInstanceUid}/area");
            var shown = await browser.Page.NumberAsync("() => window.bench.first");
            await browser.Page.GotoAsync($"/labels/{label.Id}");
            var there = await browser.Page.NumberAsync(LastVoxels.Replace("COUNT", $"{slices}", StringComparison.Ordinal));
            var bare = await FetchAsync(system.Client, series.Series.SeriesInstanceUid, series.VolumeId!, slices);
            if (run < 0)
                continue;
            first.Add(shown);
            all.Add(there);
            fetch.Add(bare);
        }

        return (first, all, fetch);
    }

    private static async Task<double> FetchAsync(HttpClient client, string series, string volume, int slices)
    {
        var start = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, slices), new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (k, ct) => await client.GetByteArrayAsync($"/api/series/{series}/slices/{k}?v={volume}", ct));
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
