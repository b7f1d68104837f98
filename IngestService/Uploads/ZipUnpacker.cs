using System.IO.Compression;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Voxmark.IngestService.Dicom;
using Voxmark.IngestService.Storage;
using Voxmark.ServiceDefaults.Objects;

namespace Voxmark.IngestService.Uploads;

/// <summary>One entry of a zip: a received file, or the reason why it was not taken out.</summary>
internal sealed record UnpackedEntry(string Name, ReceivedFile? File, string? Refusal);

/// <summary>
/// Takes files out of a zip, one at a time, never by the zip's own word: sizes are counted as they come out, and names
/// are only names. Bounded in entries, in size and in growth.
/// </summary>
internal sealed class ZipUnpacker(IObjects objects, IOptions<UploadOptions> options)
{
    private const string Empty = "The zip is empty.";
    private const string TooMuch = "The zip unpacks to far more than its size, as no images do. The rest of it was not opened.";

    private static ReadOnlySpan<byte> LocalHeader => "PK\x3\x4"u8;

    private static ReadOnlySpan<byte> EmptyZip => "PK\x5\x6"u8;

    private readonly UploadOptions _limits = options.Value;

    /// <summary>By its first bytes.</summary>
    public static bool IsZip(ReadOnlySpan<byte> start) => start.StartsWith(LocalHeader) || start.StartsWith(EmptyZip);

    /// <summary>Its entries in order; one without a name is a refusal of the zip as a whole.</summary>
    public async IAsyncEnumerable<UnpackedEntry> UnpackAsync(string path, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024);
        if (Refuse(stream) is { } refusal)
        {
            yield return new("", null, refusal);
            yield break;
        }

        using var zip = Open(stream);
        var allowance = Math.Max(_limits.ZipGrowthAllowanceBytes, _limits.MaxZipRatio * stream.Length);
        var passed = 0;
        foreach (var entry in zip.Entries)
        {
            if (entry.FullName.EndsWith('/') || FileName.IsOfAnOperatingSystem(entry.FullName))
            {
                passed++;
                continue;
            }

            var unpacked = await TakeAsync(entry, allowance, ct);
            allowance -= unpacked.File?.SizeBytes ?? 0;
            yield return unpacked;
            if (unpacked.Refusal == TooMuch)
                yield break;
        }

        if (passed == zip.Entries.Count)
            yield return new("", null, Empty);
    }

    /// <summary>Names that do not say so are hardly ever in the character set that the format prescribes.</summary>
    private static ZipArchive Open(Stream zip) => new(zip, ZipArchiveMode.Read, leaveOpen: true, UndeclaredText.Instance);

    private string? Refuse(FileStream zip)
    {
        try
        {
            if (ZipDirectory.CountEntries(zip, _limits.MaxZipEntries) is not { } count)
                return "The zip is damaged or cut short. Send it again.";
            if (count > _limits.MaxZipEntries)
                return $"The zip holds more than {_limits.MaxZipEntries} files. Send it in parts.";

            using var archive = Open(zip);
            return archive.Entries.Count == 0 ? Empty : null;
        }
        catch (Exception e) when (FileFaults.IsOfTheFile(e) || e is IOException)
        {
            return "The zip is damaged or cut short. Send it again.";
        }
    }

    private async Task<UnpackedEntry> TakeAsync(ZipArchiveEntry entry, long allowance, CancellationToken ct)
    {
        var name = entry.FullName;
        if (LeadsOut(name))
            return new(name, null, "Its name leads out of the zip.");
        if (entry.IsEncrypted)
            return new(name, null, "It is encrypted. Send it without a password.");

        try
        {
            await using var content = entry.Open();
            var most = Math.Min(_limits.MaxFileBytes, allowance);
            var file = await ReceivedFile.ReceiveAsync(content, objects.Stage(), most, ct);
            return file is not null ? new(name, file, null)
                : new(name, null, most == allowance ? TooMuch : $"It is larger than {_limits.MaxFileBytes >> 20} MB.");
        }
        catch (Exception e) when (FileFaults.IsOfTheFile(e))
        {
            return new(name, null, "It is damaged inside the zip. Send it again.");
        }
    }

    /// <summary>Names are only shown and never name a file of ours; but one that climbs was made to do harm.</summary>
    private static bool LeadsOut(string name) => name.Split('/', '\\').Contains("..");
}
