using Microsoft.Extensions.Options;
using Npgsql;
using Voxmark.Contracts.Ingest;
using Voxmark.IngestService.Storage;
using Voxmark.ServiceDefaults.Objects;

namespace Voxmark.IngestService.Uploads;

/// <summary>Takes one file of an upload, a zip with all its entries, and gives each an outcome, which is recorded too.</summary>
internal sealed class FileReceiver(
    InstanceStore store, ZipUnpacker unpacker, GzipFile gzips, IObjects objects, NpgsqlDataSource database, TimeProvider clock,
    IOptions<UploadOptions> options)
{
    private readonly UploadOptions _limits = options.Value;

    public async Task<IReadOnlyList<FileOutcome>> ReceiveAsync(Guid upload, string name, Stream content, CancellationToken ct)
    {
        // What it is decides how large it may be, before more of it is written than that.
        var start = new byte[4];
        start = start[..await content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, ct)];
        var isZip = ZipUnpacker.IsZip(start);
        var maxBytes = isZip ? _limits.MaxZipBytes : _limits.MaxFileBytes;
        using var file = await ReceivedFile.ReceiveAsync(content, objects.Stage(), maxBytes, ct, start);
        if (file is null)
            return [await RejectAsync(upload, name, $"It is larger than {maxBytes >> 20} MB.")];
        return isZip ? await UnpackAsync(upload, name, file, ct) : [await KeepAsync(upload, name, file, ct)];
    }

    private async Task<IReadOnlyList<FileOutcome>> UnpackAsync(Guid upload, string zipName, ReceivedFile zip, CancellationToken ct)
    {
        var outcomes = new List<FileOutcome>();
        await foreach (var entry in unpacker.UnpackAsync(zip.Path, ct))
        {
            var name = entry.Name.Length == 0 ? zipName : FileName.Printable($"{zipName}/{entry.Name}");
            using var file = entry.File;
            outcomes.Add(file is null ? await RejectAsync(upload, name, entry.Refusal!)
                : ZipUnpacker.IsZip(StartOf(file.Path)) ? await RejectAsync(upload, name, "It is a zip inside a zip. Send it by itself.")
                : await KeepAsync(upload, name, file, ct));
        }

        return outcomes;
    }

    private async Task<FileOutcome> KeepAsync(Guid upload, string name, ReceivedFile file, CancellationToken ct)
    {
        if (GzipFile.IsGzip(StartOf(file.Path)))
        {
            var (inflated, refusal) = await gzips.InflateAsync(file, ct);
            using (inflated)
                return inflated is null ? await RejectAsync(upload, name, refusal!)
                    : ZipUnpacker.IsZip(StartOf(inflated.Path))
                        ? await RejectAsync(upload, name, "It is a zip inside a gzip. Send it by itself.")
                    : await KeepInstanceAsync(upload, name, inflated, ct);
        }

        return await KeepInstanceAsync(upload, name, file, ct);
    }

    private async Task<FileOutcome> KeepInstanceAsync(Guid upload, string name, ReceivedFile file, CancellationToken ct)
    {
        var inspection = DicomInspection.Of(file.Path);
        if (inspection.Header is not { } header)
            return await RejectAsync(upload, name, inspection.Refusal!);
        var (disposition, reason, stored) = await store.StoreAsync(file, header, new UploadRecord(upload, name), ct);
        IngestTelemetry.Received("upload", disposition);
        return new(name, disposition, reason, stored.StudyInstanceUid, stored.SeriesInstanceUid, stored.SopInstanceUid);
    }

    private async Task<FileOutcome> RejectAsync(Guid upload, string name, string reason)
    {
        await new UploadRecord(upload, name).WriteAsync(database, FileDisposition.Rejected, reason, null, clock.GetUtcNow());
        return new(name, FileDisposition.Rejected, reason, null, null, null);
    }

    private static byte[] StartOf(string path)
    {
        using var file = File.OpenHandle(path);
        var start = new byte[4];
        return start[..RandomAccess.Read(file, start, 0)];
    }
}
