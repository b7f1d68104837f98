using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Voxmark.Imaging.Geometry;

namespace Voxmark.Imaging.Volumes;

/// <summary>What a volume object says of its voxels (docs/volume-format.md). Immutable, safe to share.</summary>
/// <param name="Id">Names the content: a hash of all the rest of the header and of every voxel.</param>
/// <param name="Grid">Null for a stack whose images share no pixel spacing or orientation.</param>
/// <param name="Problem">For the user: why this is a stack and no volume; null for a volume.</param>
/// <param name="Slope">value = voxel · Slope + Intercept, in <paramref name="Unit"/>.</param>
/// <param name="Unit"><c>HU</c> for CT, what the images state otherwise (<c>Bq/mL</c>), empty for none: of most slices; see
/// <see cref="UnitOf"/>.</param>
/// <param name="IsInverted">MONOCHROME1: small values are shown bright.</param>
/// <param name="MinVoxel">Smallest voxel that is no padding, before slope and intercept.</param>
/// <param name="MaxVoxel">Largest voxel that is no padding, before slope and intercept.</param>
/// <param name="Stacks">Where several lie one after another, in order; null for one.</param>
/// <param name="Notices">What else there is to know of the images; null for nothing.</param>
/// <param name="PixelAspect">Height of a pixel through its width, where that is not 1 and no pixel spacing says it.</param>
/// <param name="Format">2 since slices have checksums; null before.</param>
public sealed record VolumeHeader(
    string Id, string StudyInstanceUid, string SeriesInstanceUid, string Modality,
    int Columns, int Rows, int Slices, VoxelGrid? Grid, string? Problem,
    double Slope, double Intercept, string Unit, bool IsInverted, int MinVoxel, int MaxVoxel,
    IReadOnlyList<VolumeSlice> SliceList, IReadOnlyList<VolumeWindow> Windows,
    IReadOnlyList<StackedSlices>? Stacks = null, IReadOnlyList<VolumeNotice>? Notices = null, double? PixelAspect = null,
    int? Format = null)
{
    public const int MaxIdLength = 64;

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

    /// <summary>Of slice <paramref name="k"/>: an image among CT images that does not rescale is not in HU.</summary>
    public string UnitOf(int k) => SliceList[k].Unit ?? Unit;

    /// <summary>In-plane, of slice <paramref name="k"/>, whether or not images say where they lie; null when it is unknown.</summary>
    public double? PixelAreaMm2Of(int k) => SliceList[k].PixelAreaMm2 ?? Grid?.PixelAreaMm2;

    /// <summary>Of all these slices; null when it is unknown or differs.</summary>
    public double? PixelAreaMm2Of(IEnumerable<int> slices)
    {
        var areas = slices.Select(PixelAreaMm2Of).Distinct().Take(2).ToList();
        return areas is [var one] ? one : null;
    }

    /// <summary>Centre to centre, also of several volumes one after another that have it in common; null without a volume.</summary>
    public double? CommonSliceSpacingMm => IsVolume ? Grid!.Spacing.Z
        : Stacks?.Select(stack => stack.SpacingMm).Distinct().Take(2).ToList() is [var one] ? one : null;

    /// <summary>Centre to centre between these slices; null unless they lie in one volume.</summary>
    public double? SliceSpacingMmOf(IEnumerable<int> slices)
    {
        if (IsVolume)
            return Grid!.Spacing.Z;
        var stacks = slices.Select(k => Stacks?.FirstOrDefault(stack => k >= stack.First && k < stack.First + stack.Count))
            .Distinct().Take(2).ToList();
        return stacks is [{ } one] ? one.SpacingMm : null;
    }
}

/// <param name="Frame">0-based frame of the instance.</param>
/// <param name="PositionMm">Along the grid's slice direction; null without a grid.</param>
/// <param name="LocationMm">z of the first pixel's centre in patient coordinates (LPS).</param>
/// <param name="Origin">The first pixel's centre, mm, LPS; null where the image does not say, and in volumes written before
/// this was kept.</param>
/// <param name="RowSpacingMm">Distance between rows; null when the image does not say.</param>
/// <param name="ColumnSpacingMm">Distance between columns.</param>
/// <param name="Unit">Where it is another than the volume's.</param>
/// <param name="Padding">Voxels that mean nothing here: Pixel Padding Value and Range Limit (PS3.3 C.7.5.1.1.2), as they
/// are stored in this object; null for none.</param>
/// <param name="Crc32C">Of its voxels as they lie in the file; null before format 2.</param>
public sealed record VolumeSlice(
    string SopInstanceUid, int Frame, int? InstanceNumber, double? PositionMm, double? LocationMm, Vector3d? Origin = null,
    double? RowSpacingMm = null, double? ColumnSpacingMm = null, string? Unit = null, VoxelRange? Padding = null,
    uint? Crc32C = null)
{
    [JsonIgnore]
    public ImageName Image => new(SopInstanceUid, Frame);

    [JsonIgnore]
    public double? PixelAreaMm2 => RowSpacingMm * ColumnSpacingMm;

    public bool IsPadding(short voxel) => Padding is { } range && voxel >= range.From && voxel <= range.To;
}

/// <summary>Voxels from one value to another, both included.</summary>
public sealed record VoxelRange(int From, int To);

/// <summary>Slices that belong together among others.</summary>
/// <param name="First">Its first slice, 0-based.</param>
/// <param name="SpacingMm">Centre to centre; null when it is no volume.</param>
public sealed record StackedSlices(int First, int Count, double? SpacingMm);

/// <summary>Something to tell the user, as a code with parameters and in English.</summary>
public sealed record VolumeNotice(string Code, string Text, IReadOnlyDictionary<string, string>? Parameters = null)
{
    /// <summary>Code of the notice that values which did not fit int16 were cut to what does.</summary>
    public const string ValuesClamped = "values-clamped";
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(VolumeHeader))]
internal sealed partial class VolumeJson : JsonSerializerContext;
