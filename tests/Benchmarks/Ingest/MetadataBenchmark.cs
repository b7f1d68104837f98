using System.Text.Json;
using Voxmark.Benchmarks.Harness;

namespace Voxmark.Benchmarks.Ingest;

internal sealed class MetadataBenchmark : Benchmark
{
    private const int Rounds = 3;

    public override string Name => "metadata";

    public override string Summary => "/metadata of a 300-slice series through the gateway, 4 connections";

    public override async IAsyncEnumerable<Row> RunAsync(Bench bench)
    {
        var system = await bench.SystemAsync();
        var series = (await bench.StoredAsync(Bench.LongSeries)).Series;
        var path = $"/dicom-web/studies/{series.StudyInstanceUid}/series/{series.SeriesInstanceUid}/metadata";
        var folder = Directory.CreateDirectory(Path.Combine(system.DataFolder, "same-metadata")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(folder, "metadata"), await system.Client.GetByteArrayAsync(path));

        await using var nginx = await Nginx.StartAsync(folder);
        await using var orthanc = await Orthanc.StartAsync();
        using var ours = new Load(system.Address, [path], $"Authorization: Bearer {system.AdminToken}", "Accept: application/dicom+json");
        using var best = nginx is null ? null : new Load(nginx.Address, ["/metadata"]);
        using var theirs = orthanc is null ? null : new Load(orthanc.Client.BaseAddress!, [await StoreAsync(orthanc, bench)]);
        var (our, bestOf, their) = await Load.RatesAsync(Rounds, ours, best, theirs);

        yield return nginx is null
            ? Row.NotMeasured(Name, $"{Row.Number(our)} series/s", "≥ 100/s", Nginx.Missing)
            : Row.AtLeast(Name, our, "series", budgetPerSecond: 100, "nginx, same bytes", bestOf);
        if (orthanc is not null)
            yield return Row.Beside(Name, our, "series", "Orthanc, /instances-tags", their);
    }

    private static async Task<string> StoreAsync(Orthanc orthanc, Bench bench)
    {
        using var files = bench.Phantom(Bench.LongSeries).ToFiles();
        foreach (var file in files.Paths)
            await orthanc.StoreAsync(file);
        var ids = JsonSerializer.Deserialize<string[]>(await orthanc.Client.GetStringAsync("/series"))!;
        return $"/series/{ids.Single()}/instances-tags";
    }
}
