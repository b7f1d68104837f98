using Voxmark.Benchmarks.Harness;

namespace Voxmark.Benchmarks.Ingest;

internal sealed class CStoreBenchmark : Benchmark
{
    private const int Runs = 3;
    private const int WarmUps = 2; // a server in use has compiled what it runs

    public override string Name => "c-store";

    public override string Summary =>
        "300-slice CT by DCMTK's storescu over one association: each image durable and indexed before it is answered";

    public override async IAsyncEnumerable<Row> RunAsync(Bench bench)
    {
        var system = await bench.SystemAsync();
        await using var orthanc = await Orthanc.StartAsync();
        using var receiver = await Dcmtk.ReceiveAsync(Path.Combine(system.DataFolder, "storescp"));
        var (ours, bare, theirs) = (new Samples(), new Samples(), new Samples());
        for (var run = -WarmUps; run < Runs; run++)
        {
            using var files = bench.Phantom(Bench.LongSeries).ToFiles();
            var samples = run < 0 ? (new(), new(), new()) : (ours, bare, theirs);
            await samples.Item1.AddAsync(() => Dcmtk.StoreAsync("VOXMARK", system.DimsePort, files.Paths));
            await bench.BuiltAsync(files.SeriesInstanceUid);
            await samples.Item2.AddAsync(() => Dcmtk.StoreAsync("STORESCP", receiver.Port, files.Paths));
            if (orthanc is not null)
                await samples.Item3.AddAsync(() => Dcmtk.StoreAsync("ORTHANC", orthanc.DicomPort, files.Paths));
        }

        var perSecond = PerSecond(ours);
        yield return Row.Beside(Name, perSecond, "instances", "storescp, not synced", PerSecond(bare));
        yield return orthanc is null
            ? Row.NotMeasured(Name, $"{Row.Number(perSecond)} instances/s", "≥ 2 ×", Orthanc.Missing)
            : Row.AtLeast(Name, perSecond, "instances", "Orthanc, synced", PerSecond(theirs), times: 2);
    }

    private static double PerSecond(Samples samples) => Bench.LongSeries * 1000 / samples.Median;
}
