using System.Security.Cryptography;

namespace Voxmark.IngestService.Storage;

/// <summary>A file as it came, on the object store's file system but not yet under a key. Deleted with this object,
/// unless the store adopted it.</summary>
internal sealed class ReceivedFile(string path, byte[] sha256, long sizeBytes) : IDisposable
{
    private const int BufferBytes = 128 * 1024;

    public string Path { get; } = path;

    public byte[] Sha256 { get; } = sha256;

    public long SizeBytes { get; } = sizeBytes;

    /// <summary>Copies a stream to <paramref name="path"/>, hashing it on the way.</summary>
    /// <param name="start">Bytes that were read from the stream already.</param>
    /// <returns>Null when the stream is longer than <paramref name="maxBytes"/>; nothing is left on disk then.</returns>
    public static async Task<ReceivedFile?> ReceiveAsync(
        Stream content, string path, long maxBytes, CancellationToken ct, ReadOnlyMemory<byte> start = default)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = GC.AllocateUninitializedArray<byte>(BufferBytes);
        long size = 0;
        try
        {
            using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            start.CopyTo(buffer);
            var known = start.Length;
            int read;
            while ((read = known + await content.ReadAtLeastAsync(buffer.AsMemory(known), buffer.Length - known, throwOnEndOfStream: false, ct)) > 0)
            {
                known = 0;
                if (size + read > maxBytes)
                {
                    File.Delete(path);
                    return null;
                }

                hash.AppendData(buffer, 0, read);
                await RandomAccess.WriteAsync(file, buffer.AsMemory(0, read), size, ct);
                size += read;
            }

            return new ReceivedFile(path, hash.GetHashAndReset(), size);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Returns once the content is on disk.</summary>
    public void Flush()
    {
        using var file = File.OpenHandle(Path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(file);
    }

    public void Dispose() => File.Delete(Path);
}
