using Voxmark.Benchmarks.Ingest;
using Voxmark.Contracts.Ingest;
using Voxmark.Imaging.Phantoms;
using Voxmark.SystemTests;

namespace Voxmark.Benchmarks.Harness;

/// <summary>What benchmarks share: a running system (started by the first that asks for it), and series stored in it.</summary>
internal sealed class Bench : IAsyncDisposable
{
    public const int LongSeries = 300;
    public const int ShortSeries = 99;

    /// <summary>What people work on is measured on both.</summary>
    public static IReadOnlyList<int> BothSeries { get; } = [ShortSeries, LongSeries];

    private readonly Dictionary<int, CtSeries> _phantoms = [];
    private readonly Dictionary<int, SeriesDetail> _stored = [];
    private RunningSystem? _system;

    public async Task<RunningSystem> SystemAsync()
    {
        if (_system is null)
        {
            var system = new RunningSystem();
            await system.InitializeAsync();
            _system = system;
        }

        return _system;
    }

    /// <summary>A client with the administrator's token, through the gateway.</summary>
    public async Task<HttpClient> ClientAsync() => (await SystemAsync()).Client;

    /// <summary>An abdomen of 512 × 512 voxels a slice, with a scanner's noise.</summary>
    public CtSeries Phantom(int slices)
    {
        if (!_phantoms.TryGetValue(slices, out var series))
        {
            series = new CtSeries(new AbdomenPhantom(512, 512, slices, PixelMm: 0.75, SliceMm: 1.25, NoiseHu: 8));
            _phantoms.Add(slices, series);
        }

        return series;
    }

    /// <summary>A phantom of so many slices, uploaded and ready to be opened.</summary>
    public async Task<SeriesDetail> StoredAsync(int slices)
    {
        if (!_stored.TryGetValue(slices, out var detail))
        {
            using var files = Phantom(slices).ToFiles();
            detail = await (await ClientAsync()).UploadSeriesAsync(files.Paths);
            _stored.Add(slices, detail);
        }

        return detail;
    }

    /// <summary>Returns once a received series is built: what comes next is measured on a machine that does nothing else.</summary>
    public async Task BuiltAsync(string seriesInstanceUid) => await BuiltAsync(await ClientAsync(), seriesInstanceUid);

    public static Task BuiltAsync(HttpClient client, string seriesInstanceUid) => Api.EventuallyAsync(
        () => client.GetAsync<SeriesDetail>($"/api/series/{seriesInstanceUid}"), detail => detail.Series.State != SeriesState.Receiving);

    public async ValueTask DisposeAsync()
    {
        if (_system is not null)
            await _system.DisposeAsync();
    }
}
