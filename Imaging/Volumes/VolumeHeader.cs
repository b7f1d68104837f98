using System.Text.Json.Serialization;
using Voxmark.Imaging.Geometry;

namespace Voxmark.Imaging.Volumes;

/// <summary>What a volume object says of its voxels (docs/volume-format.md). Immutable, safe to share.</summary>
/// <param name="Id">Names the content: the same instances built by the same version have the same id.</param>
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
}

/// <param name="Frame">0-based frame of the instance.</param>
/// <param name="PositionMm">Along the grid's slice direction; null without a grid.</param>
/// <param name="LocationMm">z of the first pixel's centre in patient coordinates (LPS).</param>
public sealed record VolumeSlice(
    string SopInstanceUid, int Frame, int? InstanceNumber, double? PositionMm, double? LocationMm);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(VolumeHeader))]
internal sealed partial class VolumeJson : JsonSerializerContext;
