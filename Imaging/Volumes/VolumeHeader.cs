using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Voxmark.Imaging.Geometry;

namespace Voxmark.Imaging.Volumes;

/// <summary>What a volume object says of its voxels (docs/volume-format.md). Immutable, safe to share.</summary>
/// <param name="Id">Names the content: a hash of all the rest of the header and of every voxel.</param>
/// <param name="Grid">Null for a stack whose images share no pixel spacing or orientation.</param>
/// <param name="Problem">For the user: why this is a stack and no volume; null for a volume.</param>
/// <param name="Slope">value = voxel · Slope + Intercept, in <paramref name="Unit"/>.</param>
/// <param name="Unit"><c>HU</c> for CT, otherwise empty.</param>
/// <param name="IsInverted">MONOCHROME1: small values are shown bright.</param>
/// <param name="MinVoxel">Smallest voxel, before slope and intercept.</param>
/// <param name="MaxVoxel">Largest voxel, before slope and intercept.</param>
public sealed record VolumeHeader(
    string Id, string StudyInstanceUid, string SeriesInstanceUid, string Modality,
    int Columns, int Rows, int Slices, VoxelGrid? Grid, string? Problem,
    double Slope, double Intercept, string Unit, bool IsInverted, int MinVoxel, int MaxVoxel,
    IReadOnlyList<VolumeSlice> SliceList, IReadOnlyList<VolumeWindow> Windows)
{
    public bool IsVolume => Grid is not null && Problem is null;

    public int PixelsPerSlice => Rows * Columns;

    private static readonly ConditionalWeakTable<VolumeHeader, Dictionary<ImageName, int>> s_slices = [];

    /// <returns>The slice that an image is; null when it is not in this volume.</returns>
    public int? SliceOf(ImageName image) =>
        s_slices.GetValue(this, IndexSlices).TryGetValue(image, out var slice) ? slice : null;

    /// <summary>The images from one slice to another, both included.</summary>
    public IReadOnlyList<ImageName> Images(int first, int last) =>
        [.. SliceList.Skip(first).Take(last - first + 1).Select(slice => slice.Image)];

    /// <returns>From the first to the last of the images that are in this volume; null when none is.</returns>
    public (int First, int Last)? RangeOf(IEnumerable<ImageName> images)
    {
        var slices = images.Select(SliceOf).OfType<int>().ToList();
        return slices.Count == 0 ? null : (slices.Min(), slices.Max());
    }

    private static Dictionary<ImageName, int> IndexSlices(VolumeHeader header)
    {
        var slices = new Dictionary<ImageName, int>(header.SliceList.Count);
        for (var k = 0; k < header.SliceList.Count; k++)
            slices.TryAdd(header.SliceList[k].Image, k);
        return slices;
    }
}

/// <param name="Frame">0-based frame of the instance.</param>
/// <param name="PositionMm">Along the grid's slice direction; null without a grid.</param>
/// <param name="LocationMm">z of the first pixel's centre in patient coordinates (LPS).</param>
/// <param name="Origin">The first pixel's centre, mm, LPS; null where the image does not say, and in volumes written before
/// this was kept.</param>
public sealed record VolumeSlice(
    string SopInstanceUid, int Frame, int? InstanceNumber, double? PositionMm, double? LocationMm, Vector3d? Origin = null)
{
    public ImageName Image => new(SopInstanceUid, Frame);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(VolumeHeader))]
internal sealed partial class VolumeJson : JsonSerializerContext;
