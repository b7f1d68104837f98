#nullable disable
namespace FellowOakDicom.IO.Buffer;

/// <summary>The bytes of a value, in memory or still where they were found. Always in little-endian order.</summary>
public interface IByteBuffer
{
    bool IsMemory { get; }

    /// <summary>In bytes.</summary>
    long Size { get; }

    /// <summary>All bytes: the buffer's own array where it has one, so do not change it.</summary>
    byte[] Data { get; }

    void GetByteRange(long offset, int count, byte[] output);

    void CopyToStream(Stream stream);

    Task CopyToStreamAsync(Stream stream, CancellationToken cancellationToken);
}
