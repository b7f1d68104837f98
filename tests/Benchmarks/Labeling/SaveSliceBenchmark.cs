using Voxmark.Benchmarks.Harness;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Masks;
using Voxmark.SystemTests;

namespace Voxmark.Benchmarks.Labeling;

internal sealed class SaveSliceBenchmark : Benchmark
{
    private const int Saves = 200;

    public override string Name => "save-slice";

    public override string Summary => "one edited slice, from the request to the acknowledged revision";

    public override async IAsyncEnumerable<Row> RunAsync(Bench bench)
    {
        foreach (var slices in Bench.BothSeries)
            yield return await MeasureAsync(bench, slices);
    }

    private async Task<Row> MeasureAsync(Bench bench, int slices)
    {
        var system = await bench.SystemAsync();
        var series = await bench.StoredAsync(slices);
        var label = await system.Client.PostAsync<Label>("/api/labels", new CreateLabel(
            series.Series.SeriesInstanceUid, null, "l3-body-composition", "Saves"));
        var mask = PhantomMasks.Of(bench.Phantom(slices).Phantom, slice: 50);
        var revision = 0;
        using var log = File.Create(Path.Combine(system.DataFolder, "bare-commits"));

        var (save, commit) = await Samples.TakeAsync(
            Saves,
            async () =>
            {
                // Every save differs from the one before, as a stroke's does.
                mask[revision] ^= 1;
                var bytes = Mask.Encode(mask, label.Rows, label.Columns).Bytes.ToArray();
                var saved = await system.Client.PostAsync<RevisionSaved>($"/api/labels/{label.Id}/revisions", new SaveRevision(
                    Guid.NewGuid(), "brush", null, null, [new SliceChange(50, revision, bytes)]));
                revision = saved.Revision;
            },
            () =>
            {
                BareWrites.Commit(log);
                return Task.CompletedTask;
            });
        return Row.Within(Name, $"of {slices}, p95", save.P95, budgetMs: 50, "fsync of one page, p95", commit.P95);
    }
}
