using System.Net.Http.Json;
using MassTransit.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Voxmark.Contracts.Inference;
using Voxmark.Fixtures.Services;
using Voxmark.Imaging.Geometry;
using Voxmark.Imaging.Volumes;
using Voxmark.InferenceService.Bundles;
using Voxmark.InferenceService.Persistence;
using Voxmark.InferenceService.Tests.Levels;
using Voxmark.ServiceDefaults;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.ServiceDefaults.Objects;
using Voxmark.ServiceDefaults.Storage;

namespace Voxmark.InferenceService.Tests;

/// <summary>InferenceService on a database and an object store of its own, with the shipped bundles and a fake runtime.</summary>
public sealed class InferenceServiceFactory() : ServiceFactory<Program, InferenceDbContext>(InferenceDbContext.ConnectionName)
{
    public const string Model = "hu-threshold";
    public const int Rows = 2, Columns = 3, Slices = 6;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static int s_series;

    public FakeRunner Model2d { get; } = new(ModelKinds.Slice2d);

    public HttpClient Annotator => field ??= ClientOf(Roles.Annotator);

    public ITestHarness Harness => Services.GetRequiredService<ITestHarness>();

    /// <summary>A stored series whose slice k has k pixels of 50 HU, the first ones, and −1000 HU elsewhere.</summary>
    /// <param name="unit">Of the voxels' values; only CT has <c>HU</c>.</param>
    /// <returns>A SeriesInstanceUID that no other test has.</returns>
    public string AddSeries(string unit = "HU", double slope = 1, double intercept = 0)
    {
        var uid = $"2.25.88.{Interlocked.Increment(ref s_series)}";
        var header = new VolumeHeader(
            uid, "2.25.1000", uid, unit == "HU" ? "CT" : "MR", Columns, Rows, Slices, null, "No grid.", slope, intercept, unit, false, 0, 0,
            [.. Enumerable.Range(0, Slices).Select(k => new VolumeSlice($"{uid}.{k}", 0, k, null, null))], []);
        var folder = Directory.CreateDirectory(Path.Combine(StoreRoot, "volumes")).FullName;
        using var writer = new SeriesVolumeWriter(Path.Combine(folder, $"{uid}.vxv"), header);
        for (var k = 0; k < Slices; k++)
        {
            writer.WriteSlice(k,
            [
                .. Enumerable.Range(0, Rows * Columns).Select(pixel => (short)(((pixel < k ? 50 : -1000) - intercept) / slope)),
            ]);
        }

        writer.Complete(header);
        return uid;
    }

    /// <summary>A stored CT whose images lie in space, and whose HU are given slice by slice.</summary>
    /// <returns>A SeriesInstanceUID that no other test has.</returns>
    public string AddCt(VoxelGrid grid, Func<int, short[]> hu, string modality = "CT")
    {
        var uid = $"2.25.88.{Interlocked.Increment(ref s_series)}";
        var folder = Directory.CreateDirectory(Path.Combine(StoreRoot, "volumes")).FullName;
        TestVolume.Write(Path.Combine(folder, $"{uid}.vxv"), uid, grid, hu, modality);
        return uid;
    }

    /// <summary>An empty image comes at the feet of a series: all others count one more.</summary>
    /// <returns>The ids of its volume before and now.</returns>
    public async Task<(string Before, string Now)> GrowAsync(string seriesInstanceUid)
    {
        var volumes = Services.GetRequiredService<SeriesVolumes>();
        using var old = volumes.Open(seriesInstanceUid)!;
        var draft = old.Header with
        {
            Slices = Slices + 1,
            SliceList = [new($"{seriesInstanceUid}.new", 0, null, null, null), .. old.Header.SliceList],
        };
        using var staged = Services.GetRequiredService<IObjects>().Stage();
        using var writer = new SeriesVolumeWriter(staged.Path, draft);
        writer.WriteSlice(0, [.. Enumerable.Repeat((short)-1000, Rows * Columns)]);
        for (var k = 0; k < Slices; k++)
            writer.WriteSlice(k + 1, old.Slice(k));
        var header = writer.Complete(draft);
        await volumes.CommitAsync(staged, header);
        await volumes.MakeCurrentAsync(seriesInstanceUid, header.Id);
        return (old.Header.Id, header.Id);
    }

    public async Task<InferenceJob> StartAsync(StartInference request)
    {
        using var response = await Annotator.PostAsJsonAsync("/api/inference/jobs", request, Defaults.Json);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<InferenceJob>(Defaults.Json))!;
    }

    public async Task<InferenceJob> JobAsync(Guid id) =>
        (await Annotator.GetFromJsonAsync<InferenceJob>($"/api/inference/jobs/{id}", Defaults.Json))!;

    public async Task<InferenceJob> JobWhenAsync(Guid id, Func<InferenceJob, bool> reached)
    {
        for (var deadline = DateTime.UtcNow + Patience; ; await Task.Delay(50))
        {
            var job = await JobAsync(id);
            if (reached(job))
                return job;
            Assert.True(DateTime.UtcNow < deadline, $"The job is still {job.State}.");
        }
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Bundles:Root", ShippedBundles.Root);
        builder.ConfigureTestServices(services => services.RemoveAll<IModelRunner>()
            .AddSingleton<IModelRunner>(Model2d).AddSingleton<IModelRunner>(new FakeRunner(ModelKinds.Volume3d))
            .AddSingleton<IModelRunner>(new FakeRunner(ModelKinds.Algorithm)));
    }
}
