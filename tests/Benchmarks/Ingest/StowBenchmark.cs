using System.Net.Http.Headers;
using Voxmark.Benchmarks.Harness;

namespace Voxmark.Benchmarks.Ingest;

internal sealed class StowBenchmark : Benchmark
{
    private const int Runs = 3;
    private const int WarmUps = 2; // a server in use has compiled what it runs
    private const int AtOnce = 4;

    public override string Name => "stow";

    public override string Summary => "300-slice CT in one STOW-RS request: received, durable and indexed";

    public override async IAsyncEnumerable<Row> RunAsync(Bench bench)
    {
        var system = await bench.SystemAsync();
        await using var orthanc = await Orthanc.StartAsync();
        var (ours, bare, theirs) = (new Samples(), new Samples(), new Samples());
        for (var run = -WarmUps; run < Runs; run++)
        {
            using var files = bench.Phantom(Bench.LongSeries).ToFiles();
            var samples = run < 0 ? (new(), new(), new()) : (ours, bare, theirs);
            await samples.Item1.AddAsync(() => StoreAsync(system.Client, files));
            await bench.BuiltAsync(files.SeriesInstanceUid);
            await samples.Item2.AddAsync(() => BareWrites.CopyAsync(files.Paths, system.DataFolder, AtOnce));
            if (orthanc is not null)
                await samples.Item3.AddAsync(() => Parallel.ForEachAsync(
                    files.Paths, new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
                    async (file, _) => await orthanc.StoreAsync(file)));
        }

        yield return Row.Within(Name, "median", ours.Median, "write + fsync of the same bytes", bare.Median, times: 3);
        var perSecond = Bench.LongSeries * 1000 / ours.Median;
        yield return orthanc is null
            ? Row.NotMeasured(Name, $"{Row.Number(perSecond)} instances/s", "≥ 2 ×", Orthanc.Missing)
            : Row.AtLeast(
                Name, perSecond, "instances", "Orthanc's POST, 4 at once, synced", Bench.LongSeries * 1000 / theirs.Median, times: 2);
    }

    private static async Task StoreAsync(HttpClient client, CtFiles files)
    {
        using var body = new MultipartContent("related", $"bench-{Guid.NewGuid():N}");
        body.Headers.ContentType!.Parameters.Add(new NameValueHeaderValue("type", "\"application/dicom\""));
        foreach (var path in files.Paths)
        {
            var part = new StreamContent(File.OpenRead(path), 256 * 1024);
            part.Headers.ContentType = new MediaTypeHeaderValue("application/dicom");
            body.Add(part);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "/dicom-web/studies") { Content = body };
        request.Headers.Accept.Add(new("application/dicom+json"));
        using var answer = await client.SendAsync(request);
        Assert.True(answer.StatusCode == System.Net.HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }
}
