using System.IO.Compression;
using Microsoft.Extensions.Options;
using Voxmark.IngestService.Dicom;
using Voxmark.IngestService.Storage;
using Voxmark.ServiceDefaults.Objects;

namespace Voxmark.IngestService.Uploads;

/// <summary>Takes the file out of a gzip (RFC 1952), bounded as entries of a zip are.</summary>
internal sealed class GzipFile(IObjects objects, IOptions<UploadOptions> options)
{
    private readonly UploadOptions _limits = options.Value;

    /// <summary>By its first bytes: magic number, and deflate as the method.</summary>
    public static bool IsGzip(ReadOnlySpan<byte> start) => start.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b, 0x08]);

    /// <returns>The file inside, or the reason why it was not taken out.</returns>
    public async Task<(ReceivedFile? File, string? Refusal)> InflateAsync(ReceivedFile gzip, CancellationToken ct)
    {
        var allowance = Math.Max(_limits.ZipGrowthAllowanceBytes, _limits.MaxZipRatio * gzip.SizeBytes);
        try
        {
            await using var packed = new FileStream(gzip.Path, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024);
            await using var content = new GZipStream(packed, CompressionMode.Decompress);
            var file = await ReceivedFile.ReceiveAsync(content, objects.Stage(), Math.Min(_limits.MaxFileBytes, allowance), ct);
            return (file, file is null ? "It unpacks to more than a DICOM file can have." : null);
        }
        catch (Exception e) when (FileFaults.IsOfTheFile(e))
        {
            return (null, "The gzip is damaged or cut short. Send it again.");
        }
    }
}
