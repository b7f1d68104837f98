using System.ComponentModel.DataAnnotations;

namespace Voxmark.IngestService.Uploads;

/// <summary>Configuration section <c>Uploads</c>.</summary>
public sealed class UploadOptions
{
    /// <summary>Largest DICOM file, bytes.</summary>
    [Range(1, long.MaxValue)]
    public long MaxFileBytes { get; init; } = 4L << 30;

    /// <summary>Largest zip, bytes; the gateway lets 64 GiB through.</summary>
    [Range(1, 64L << 30)]
    public long MaxZipBytes { get; init; } = 32L << 30;

    /// <summary>Most files in a zip.</summary>
    [Range(1, 1_000_000)]
    public int MaxZipEntries { get; init; } = 50_000;

    /// <summary>A zip may grow to this many times its size; CT images shrink to a third, empty ones to a thousandth.</summary>
    [Range(1, 1000)]
    public int MaxZipRatio { get; init; } = 100;

    /// <summary>A zip may grow to this size in any case, bytes.</summary>
    [Range(0, long.MaxValue)]
    public long ZipGrowthAllowanceBytes { get; init; } = 256L << 20;
}
