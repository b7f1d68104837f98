using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MassTransit.Testing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Voxmark.Contracts.Inference;
using Voxmark.Contracts.Labeling;
using Voxmark.Fixtures.Services;
using Voxmark.Imaging.Geometry;
using Voxmark.Imaging.Masks;
using Voxmark.Imaging.Volumes;
using Voxmark.LabelingService.Labels;
using Voxmark.LabelingService.Persistence;
using Voxmark.ServiceDefaults;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.ServiceDefaults.Objects;
using Voxmark.ServiceDefaults.Volumes;

namespace Voxmark.LabelingService.Tests;

/// <summary>LabelingService on a database and an object store of its own.</summary>
public sealed class LabelingServiceFactory() : ServiceFactory<Program, LabelingDbContext>(LabelingDbContext.ConnectionName)
{
    /// <summary>Rows and columns differ, so that a swap cannot pass unseen.</summary>
    public const int Rows = 4, Columns = 5, Slices = 6;

    private static int s_series;

    public HttpClient Annotator => field ??= ClientOf(Roles.Annotator);

    /// <summary>A volume in the object store: CT, 0.5 × 0.75 × 5 mm, 5 columns × 4 rows × 6 slices unless given otherwise.</summary>
    /// <param name="voxels">Of every slice; zeros when null.</param>
    /// <returns>A SeriesInstanceUID that no other test has.</returns>
    public string AddSeries(
        int rows = Rows, int columns = Columns, int slices = Slices, short[]? voxels = null, string modality = "CT",
        string? problem = null, Vector3d? spacing = null) =>
        AddVolume(rows, columns, _ => voxels, slices, spacing ?? new(0.5, 0.75, 5), modality, problem);

    /// <param name="voxels">Of each slice, [Rows, Columns]; zeros when null.</param>
    /// <inheritdoc cref="AddSeries"/>
    public string AddVolume(
        int rows, int columns, Func<int, short[]?> voxels, int slices, Vector3d spacing, string modality = "CT", string? problem = null)
    {
        var uid = $"1.2.826.0.1.{Interlocked.Increment(ref s_series)}";
        var grid = new VoxelGrid(
            columns, rows, slices, new(-100, -200, 50), spacing, new(1, 0, 0), new(0, 1, 0), new(0, 0, 1));
        var header = new VolumeHeader(
            uid, "1.2.3", uid, modality, columns, rows, slices, grid, problem, 1, 0, modality == "CT" ? "HU" : "", false, 0, 0,
            [.. Enumerable.Range(0, slices)
                .Select(k => new VolumeSlice($"{uid}.{k}", 0, slices - k, 50 + spacing.Z * k, 50 + spacing.Z * k))], []);
        var folder = Directory.CreateDirectory(Path.Combine(StoreRoot, "volumes")).FullName;
        using var writer = new SeriesVolumeWriter(Path.Combine(folder, $"{uid}.vxv"), header);
        for (var k = 0; k < slices; k++)
        {
            if (voxels(k) is { } slice)
                writer.WriteSlice(k, slice);
        }

        writer.Complete(header);
        return uid;
    }

    /// <summary>A series of 5 × 4 pixels, 5 mm apart, that is from now on made of these images, feet to head: another volume than
    /// before. The pixels of image <c>c</c> have c's value.</summary>
    /// <returns>The id of its volume.</returns>
    public async Task<string> PutSeriesAsync(string seriesInstanceUid, string images)
    {
        var volumes = Services.GetRequiredService<SeriesVolumes>();
        var grid = new VoxelGrid(
            Columns, Rows, images.Length, new(-100, -200, 50), new(0.5, 0.75, 5), new(1, 0, 0), new(0, 1, 0), new(0, 0, 1));
        var draft = new VolumeHeader(
            "", "1.2.3", seriesInstanceUid, "CT", Columns, Rows, images.Length, grid, null, 1, 0, "HU", false, 0, 0,
            [.. images.Select((image, k) => new VolumeSlice(ImageOf(image), 0, images.Length - k, 50 + (5 * k), 50 + (5 * k)))], []);
        using var staged = Services.GetRequiredService<IObjects>().Stage();
        using var writer = new SeriesVolumeWriter(staged.Path, draft);
        for (var k = 0; k < images.Length; k++)
            writer.WriteSlice(k, [.. Enumerable.Repeat((short)images[k], Rows * Columns)]);
        var header = writer.Complete(draft);
        await volumes.CommitAsync(staged, header);
        await volumes.MakeCurrentAsync(seriesInstanceUid, header.Id);
        return header.Id;
    }

    /// <summary>A SeriesInstanceUID that no other test has.</summary>
    public static string NewSeries() => $"1.2.826.0.1.{Interlocked.Increment(ref s_series)}";

    /// <summary>The SOP Instance UID of an image of <see cref="PutSeriesAsync"/>.</summary>
    public static string ImageOf(char image) => $"1.2.3.{(int)image}";

    /// <summary>The event that a series has another volume, and what it does.</summary>
    public async Task FollowAsync(string seriesInstanceUid)
    {
        await using var scope = Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SeriesFollower>().FollowAllAsync(seriesInstanceUid, CancellationToken.None);
    }

    /// <summary>The end of a model's run over slices 2 and 3: its masks (1 on 7 pixels, 2 on 4) lie in the object store.</summary>
    public SeriesSegmented Segmented(string seriesInstanceUid, string? volumeId = null)
    {
        var job = Guid.NewGuid();
        var key = $"inference/{job:N}.masks";
        var path = Path.Combine(StoreRoot, key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, SliceMasks.Encode([new(2, Parse(MaskOf(1, 7))), new(3, Parse(MaskOf(2, 4)))]));
        return new(
            job, seriesInstanceUid, volumeId ?? Services.GetRequiredService<SeriesVolumes>().FindHeader(seriesInstanceUid)!.Id,
            "hu-threshold", "1.0", 2, 3, key, new("annotator-id", "Some annotator"), DateTimeOffset.UtcNow,
            Labels: [new(1, "muscle", "Skeletal muscle"), new(2, "subcutaneous-fat", "Subcutaneous fat")]);

        static Mask Parse(byte[] bytes) =>
            Mask.TryParse(bytes, out var mask, out var problem) ? mask : throw new InvalidDataException(problem);
    }

    /// <summary>Tells that a model's run has ended, and waits for the label that is made of it.</summary>
    public async Task<Label> LabelledByModelAsync(SeriesSegmented job)
    {
        var harness = Services.GetRequiredService<ITestHarness>();
        await harness.Bus.Publish(job);
        Assert.True(await harness.Published.Any<LabelRevised>(m => m.Context.Message.JobId == job.JobId));
        var labels = await GetAsync<LabelSummary[]>($"/api/labels?seriesInstanceUid={job.SeriesInstanceUid}");
        return await GetAsync<Label>($"/api/labels/{labels.First(l => l.Origin == "model").Id}");
    }

    public async Task<Label> CreateLabelAsync(string seriesInstanceUid, string template = "l3-body-composition") =>
        await PostAsync<Label>("/api/labels", new CreateLabel(seriesInstanceUid, null, template, null));

    /// <summary>A mask of the usual size whose first <paramref name="pixels"/> pixels carry a label.</summary>
    public static byte[] MaskOf(byte label, int pixels)
    {
        var labels = new byte[Rows * Columns];
        labels.AsSpan(0, pixels).Fill(label);
        return Mask.Encode(labels, Rows, Columns).Bytes.ToArray();
    }

    public static SaveRevision Save(params SliceChange[] slices) => new(Guid.NewGuid(), "brush", null, null, slices);

    public Task<HttpResponseMessage> SaveAsync(Guid labelId, SaveRevision body) =>
        Annotator.PostAsJsonAsync($"/api/labels/{labelId}/revisions", body, Defaults.Json);

    public Task<RevisionSaved> SavedAsync(Guid labelId, params SliceChange[] slices) =>
        PostAsync<RevisionSaved>($"/api/labels/{labelId}/revisions", Save(slices));

    public async Task<T> GetAsync<T>(string address) => (await Annotator.GetFromJsonAsync<T>(address, Defaults.Json))!;

    public async Task<T> PostAsync<T>(string address, object body)
    {
        using var response = await Annotator.PostAsJsonAsync(address, body, Defaults.Json);
        return await ReadAsync<T>(response);
    }

    public static async Task<T> ReadAsync<T>(HttpResponseMessage response)
    {
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        return (await response.Content.ReadFromJsonAsync<T>(Defaults.Json))!;
    }

    /// <summary>Asserts that an answer is a problem of this status and type, with a sentence for the user.</summary>
    public static async Task<JsonElement> AssertProblemAsync(HttpResponseMessage response, HttpStatusCode status, string type)
    {
        Assert.Equal((status, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        var json = await response.Content.ReadFromJsonAsync<JsonElement>();
        var problem = json.Deserialize<ProblemDetails>(JsonSerializerOptions.Web)!;
        Assert.Equal(type, problem.Type);
        Assert.EndsWith(".", problem.Detail, StringComparison.Ordinal);
        return json;
    }
}
