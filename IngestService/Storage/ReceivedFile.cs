using System.Security.Cryptography;
using Voxmark.ServiceDefaults.Objects;

namespace Voxmark.IngestService.Storage;

/// <summary>A file as it came, staged but not yet under a key. Deleted with this object, unless it was committed.</summary>
internal sealed class ReceivedFile(StagedObject staged, byte[] sha256, long sizeBytes) : IDisposable
{
    private const int BufferBytes = 128 * 1024;

    public StagedObject Staged => staged;

    public string Path => staged.Path;

    public byte[] Sha256 { get; } = sha256;

    public long SizeBytes { get; } = sizeBytes;

    /// <summary>Copies a stream to a staged file, hashing it on the way.</summary>
    /// <param name="start">Bytes that were read from the stream already.</param>
    /// <returns>Null when the stream is longer than <paramref name="maxBytes"/>; nothing is left on disk then.</returns>
    public static async Task<ReceivedFile?> ReceiveAsync(
        Stream content, StagedObject staged, long maxBytes, CancellationToken ct, ReadOnlyMemory<byte> start = default)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = GC.AllocateUninitializedArray<byte>(BufferBytes);
        long size = 0;
        try
        {
            using var file = File.OpenHandle(staged.Path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            start.CopyTo(buffer);
            var known = start.Length;
            int read;
            while ((read = known + await content.ReadAtLeastAsync(
                buffer.AsMemory(known), buffer.Length - known, throwOnEndOfStream: false, ct)) > 0)
            {
                known = 0;
                if (size + read > maxBytes)
                {
                    staged.Dispose();
                    return null;
                }

                hash.AppendData(buffer, 0, read);
                await RandomAccess.WriteAsync(file, buffer.AsMemory(0, read), size, ct);
                size += read;
            }

            return new ReceivedFile(staged, hash.GetHashAndReset(), size);
        }
        catch
        {
            staged.Dispose();
            throw;
        }
    }

    public void Dispose() => staged.Dispose();
}
