#nullable disable
namespace FellowOakDicom.IO.Buffer;

/// <summary>A value in an array, which the buffer takes over.</summary>
public sealed class MemoryByteBuffer : IByteBuffer
{
    public MemoryByteBuffer(byte[] data)
    {
        ArgumentNullException.ThrowIfNull(data);
        Data = data;
    }

    public bool IsMemory => true;

    public byte[] Data { get; private set; }

    public long Size => Data.Length;

    public void GetByteRange(long offset, int count, byte[] output)
    {
        BufferRange.Check(this, offset, count, output);
        Data.AsSpan((int)offset, count).CopyTo(output);
    }

    public void CopyToStream(Stream stream) => stream.Write(Data, 0, Data.Length);

    public Task CopyToStreamAsync(Stream stream, CancellationToken cancellationToken) =>
        stream.WriteAsync(Data, 0, Data.Length, cancellationToken);
}
