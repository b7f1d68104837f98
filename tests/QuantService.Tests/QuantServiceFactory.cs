using System.Net.Http.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Voxmark.Contracts.Labeling;
using Voxmark.Contracts.Quant;
using Voxmark.Fixtures.Services;
using Voxmark.Imaging.Masks;
using Voxmark.Imaging.Phantoms;
using Voxmark.Imaging.Volumes;
using Voxmark.QuantService.Persistence;
using Voxmark.ServiceDefaults;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.ServiceDefaults.Volumes;

namespace Voxmark.QuantService.Tests;

/// <summary>QuantService on a database and an object store of its own, with stand-ins for its neighbours.</summary>
public sealed class QuantServiceFactory() : ServiceFactory<Program, QuantDbContext>(QuantDbContext.ConnectionName)
{
    /// <summary>Five slices, 5 mm apart.</summary>
    public static AbdomenPhantom Phantom { get; } = new(Slices: 5);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static int s_series;

    public Neighbours Neighbours { get; } = new();

    public HttpClient Annotator => field ??= ClientOf(Roles.Annotator);

    /// <summary>The phantom as a stored series.</summary>
    /// <param name="problem">Why it is a stack and no volume, null for a volume.</param>
    /// <returns>A SeriesInstanceUID that no other test has.</returns>
    /// <param name="study">A study of its own by default: what is typed for one study is typed for all of its series.</param>
    /// <param name="notices">Of the volume; with any, the first voxel of each slice is the most that one can be.</param>
    public string AddPhantom(string? problem = null, string? study = null, params VolumeNotice[] notices)
    {
        var uid = $"2.25.77.{Interlocked.Increment(ref s_series)}";
        var header = new VolumeHeader(
            uid, "2.25.1000", uid, "CT", Phantom.Columns, Phantom.Rows, Phantom.Slices, Phantom.Grid, problem,
            1, 0, "HU", false, -1000, 300,
            [.. Enumerable.Range(0, Phantom.Slices).Select(k => new VolumeSlice($"{uid}.{k}", 0, k, k * 5, k * 5))], [], Notices: notices);
        var folder = Directory.CreateDirectory(Path.Combine(StoreRoot, "volumes")).FullName;
        using var writer = new SeriesVolumeWriter(Path.Combine(folder, $"{uid}.vxv"), header);
        for (var k = 0; k < Phantom.Slices; k++)
        {
            var voxels = Phantom.Slice(k);
            if (notices.Length > 0)
                voxels[0] = short.MaxValue;
            writer.WriteSlice(k, voxels);
        }

        writer.Complete(header);
        var series = Examples.Series();
        Neighbours.Add(series with
        {
            Series = series.Series with { SeriesInstanceUid = uid }, Study = series.Study with { StudyInstanceUid = study ?? $"{uid}.0" },
        });
        return uid;
    }

    /// <summary>A label that LabelingService does not know yet, on the volume that the series has.</summary>
    public Label LabelOn(string seriesInstanceUid)
    {
        var volume = Services.GetRequiredService<SeriesVolumes>().FindHeader(seriesInstanceUid)?.Id;
        return Examples.Label() with
        {
            Id = Guid.NewGuid(), SeriesInstanceUid = seriesInstanceUid, VolumeId = volume, RevisionVolumeId = volume,
        };
    }

    /// <summary>A label on a series, with the phantom's tissues on some slices.</summary>
    public Label AddLabel(string seriesInstanceUid, params int[] slices)
    {
        var label = LabelOn(seriesInstanceUid) with { Revision = 3, HeadRevision = 3 };
        Neighbours.Add(label, slices.Select(k => new SliceMask(k, TissuesOf(k))));
        return label;
    }

    /// <summary>A label that says it is on as many slices as are measured by message, and not while its maker waits.</summary>
    public Label AddLongLabel(string seriesInstanceUid, params int[] slices)
    {
        var label = AddLabel(seriesInstanceUid, slices) with
        {
            Slices = [.. Enumerable.Range(0, 17).Select(k => new LabelSlice(k, 3, ""))],
        };
        Neighbours.Add(label, slices.Select(k => new SliceMask(k, TissuesOf(k))));
        return label;
    }

    public async Task<QuantJob> StartAsync(StartQuant request)
    {
        using var response = await Annotator.PostAsJsonAsync("/api/quant/jobs", request, Defaults.Json);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<QuantJob>(Defaults.Json))!;
    }

    /// <summary>Starts a job and waits until it is over.</summary>
    public async Task<QuantJob> RunAsync(StartQuant request)
    {
        var job = await StartAsync(request);
        for (var deadline = DateTime.UtcNow + Patience; ; await Task.Delay(50))
        {
            var now = await GetAsync<QuantJob>($"/api/quant/jobs/{job.Id}");
            if (now.State >= Contracts.JobState.Succeeded)
                return now;
            Assert.True(DateTime.UtcNow < deadline, $"The job is still {now.State}.");
        }
    }

    public async Task<QuantResult> MeasureAsync(StartQuant request)
    {
        var job = await RunAsync(request);
        Assert.Null(job.Problem);
        return await GetAsync<QuantResult>($"/api/quant/results/{job.ResultId}");
    }

    public async Task<T> GetAsync<T>(string address) => (await Annotator.GetFromJsonAsync<T>(address, Defaults.Json))!;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("services:labeling:http:0", "http://labeling");
        builder.UseSetting("services:ingest:http:0", "http://ingest");
        builder.ConfigureTestServices(services => services.ConfigureHttpClientDefaults(
            http => http.ConfigurePrimaryHttpMessageHandler(() => Neighbours)));
    }

    /// <summary>The phantom's first pixel, and nothing else.</summary>
    public static Mask OnePixel()
    {
        var labels = new byte[Phantom.Rows * Phantom.Columns];
        labels[0] = 1;
        return Mask.Encode(labels, Phantom.Rows, Phantom.Columns);
    }

    private static Mask TissuesOf(int slice)
    {
        var labels = new byte[Phantom.Rows * Phantom.Columns];
        for (var j = 0; j < Phantom.Rows; j++)
        {
            for (var i = 0; i < Phantom.Columns; i++)
            {
                labels[(j * Phantom.Columns) + i] = AbdomenPhantom.TissueAt(Phantom.Grid.ToPatient(i, j, slice)) switch
                {
                    PhantomTissue.Muscle => 1,
                    PhantomTissue.SubcutaneousFat => 2,
                    PhantomTissue.VisceralFat => 3,
                    _ => 0,
                };
            }
        }

        return Mask.Encode(labels, Phantom.Rows, Phantom.Columns);
    }
}
