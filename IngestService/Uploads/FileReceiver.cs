using Microsoft.Extensions.Options;
using Voxmark.Contracts.Ingest;
using Voxmark.IngestService.Storage;
using Voxmark.ServiceDefaults.Storage;

namespace Voxmark.IngestService.Uploads;

/// <summary>Takes one file of an upload, a zip with all its entries, and gives each an outcome.</summary>
internal sealed class FileReceiver(
    InstanceStore store, ZipUnpacker unpacker, ObjectStore objects, IOptions<UploadOptions> options)
{
    private readonly UploadOptions _limits = options.Value;

    public async Task<IReadOnlyList<FileOutcome>> ReceiveAsync(string name, Stream content, CancellationToken ct)
    {
        using var file = await ReceivedFile.ReceiveAsync(content, objects.TemporaryPath(), _limits.MaxZipBytes, ct);
        if (file is null)
            return [Rejected(name, $"It is larger than {_limits.MaxZipBytes >> 20} MB.")];
        if (ZipUnpacker.IsZip(StartOf(file.Path)))
            return await UnpackAsync(name, file, ct);
        if (file.SizeBytes > _limits.MaxFileBytes)
            return [Rejected(name, $"It is larger than {_limits.MaxFileBytes >> 20} MB.")];
        return [await KeepAsync(name, file, ct)];
    }

    private async Task<IReadOnlyList<FileOutcome>> UnpackAsync(string zipName, ReceivedFile zip, CancellationToken ct)
    {
        var outcomes = new List<FileOutcome>();
        await foreach (var entry in unpacker.UnpackAsync(zip.Path, ct))
        {
            var name = entry.Name.Length == 0 ? zipName : FileName.Printable($"{zipName}/{entry.Name}");
            using var file = entry.File;
            outcomes.Add(file is null ? Rejected(name, entry.Refusal!)
                : ZipUnpacker.IsZip(StartOf(file.Path)) ? Rejected(name, "It is a zip inside a zip. Send it by itself.")
                : await KeepAsync(name, file, ct));
        }

        return outcomes;
    }

    private async Task<FileOutcome> KeepAsync(string name, ReceivedFile file, CancellationToken ct)
    {
        var inspection = DicomInspection.Of(file.Path);
        if (inspection.Header is not { } header)
            return Rejected(name, inspection.Refusal!);
        var (disposition, reason) = await store.StoreAsync(file, header, ct);
        return new(name, disposition, reason, header.StudyInstanceUid, header.SeriesInstanceUid, header.SopInstanceUid);
    }

    private static FileOutcome Rejected(string name, string reason) =>
        new(name, FileDisposition.Rejected, reason, null, null, null);

    private static byte[] StartOf(string path)
    {
        using var file = File.OpenHandle(path);
        var start = new byte[4];
        return start[..RandomAccess.Read(file, start, 0)];
    }
}
