using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Voxmark.Contracts.Labeling;
using Voxmark.Fixtures.Services;
using Voxmark.Imaging.Geometry;
using Voxmark.Imaging.Masks;
using Voxmark.Imaging.Volumes;
using Voxmark.LabelingService.Persistence;
using Voxmark.ServiceDefaults;
using Voxmark.ServiceDefaults.Authentication;

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
            [.. Enumerable.Range(0, slices).Select(k => new VolumeSlice($"{uid}.{k}", 0, slices - k, 50 + spacing.Z * k, 50 + spacing.Z * k))], []);
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
