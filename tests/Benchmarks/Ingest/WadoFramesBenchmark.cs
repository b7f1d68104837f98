using System.Text.Json;
using FellowOakDicom;
using FellowOakDicom.Imaging;
using Voxmark.Benchmarks.Harness;

namespace Voxmark.Benchmarks.Ingest;

internal sealed class WadoFramesBenchmark : Benchmark
{
    private const int Rounds = 3;

    public override string Name => "wado-frames";

    public override string Summary => "frames of 0.5 MB by WADO-RS through the gateway, 4 connections";

    public override async IAsyncEnumerable<Row> RunAsync(Bench bench)
    {
        var system = await bench.SystemAsync();
        using var files = bench.Phantom(Bench.LongSeries).ToFiles();
        await Dcmtk.StoreAsync("VOXMARK", system.DimsePort, files.Paths);
        await bench.BuiltAsync(files.SeriesInstanceUid);
        var pixels = Directory.CreateDirectory(Path.Combine(files.Folder, "pixels")).FullName;
        foreach (var path in files.Paths)
        {
            await File.WriteAllBytesAsync(
                Path.Combine(pixels, Path.GetFileName(path)),
                DicomPixelData.Create((await DicomFile.OpenAsync(path)).Dataset).GetFrame(0).Data);
        }

        await using var nginx = await Nginx.StartAsync(pixels);
        await using var orthanc = await Orthanc.StartAsync();
        using var ours = new Load(
            system.Address, [.. files.Paths.Select(FramePath)],
            $"Authorization: Bearer {system.AdminToken}", "Accept: application/octet-stream");
        using var best = nginx is null ? null : new Load(nginx.Address, files.Paths.Select(path => "/" + Path.GetFileName(path)));
        using var theirs = orthanc is null ? null : new Load(orthanc.Client.BaseAddress!, await StoreAsync(orthanc, files.Paths));
        var (our, bestOf, their) = await Load.RatesAsync(Rounds, ours, best, theirs);

        yield return nginx is null
            ? Row.NotMeasured(Name, $"{Row.Number(our)} frames/s", "≥ 2,000/s", Nginx.Missing)
            : Row.AtLeast(Name, our, "frames", budgetPerSecond: 2000, "nginx, same bytes", bestOf);
        yield return orthanc is null
            ? Row.NotMeasured(Name, $"{Row.Number(our)} frames/s", "≥ 2 ×", Orthanc.Missing)
            : Row.AtLeast(Name, our, "frames", "Orthanc, /frames/0/raw", their, times: 2);
    }

    private static string FramePath(string file)
    {
        var dataset = DicomFile.Open(file, FileReadOption.SkipLargeTags).Dataset;
        return $"/dicom-web/studies/{dataset.GetString(DicomTag.StudyInstanceUID)}/series/{dataset.GetString(DicomTag.SeriesInstanceUID)}"
            + $"/instances/{dataset.GetString(DicomTag.SOPInstanceUID)}/frames/1";
    }

    private static async Task<IReadOnlyList<string>> StoreAsync(Orthanc orthanc, IEnumerable<string> files)
    {
        foreach (var file in files)
            await orthanc.StoreAsync(file);
        var ids = JsonSerializer.Deserialize<string[]>(await orthanc.Client.GetStringAsync("/instances"))!;
        return [.. ids.Select(id => $"/instances/{id}/frames/0/raw")];
    }
}
