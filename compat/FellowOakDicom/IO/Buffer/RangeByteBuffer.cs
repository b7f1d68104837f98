#nullable disable
namespace FellowOakDicom.IO.Buffer;

/// <summary>A part of another buffer: one frame of the pixel data, say.</summary>
public class RangeByteBuffer : IByteBuffer
{
    public RangeByteBuffer(IByteBuffer buffer, long offset, int length)
    {
        Internal = buffer;
        Offset = offset;
        Length = length;
    }

    public IByteBuffer Internal { get; }

    public long Offset { get; }

    public int Length { get; }

    public bool IsMemory => Internal.IsMemory;

    public long Size => Length;

    public byte[] Data => Internal.GetByteRange(Offset, Length);

    public void GetByteRange(long offset, int count, byte[] output)
    {
        BufferRange.Check(this, offset, count, output);
        Internal.GetByteRange(Offset + offset, count, output);
    }

    public void CopyToStream(Stream stream)
    {
        if (Internal is MemoryByteBuffer memory)
        {
            BufferRange.Check(memory, Offset, Length);
            stream.Write(memory.Data, (int)Offset, Length);
            return;
        }

        BufferRange.Copy(this, stream);
    }

    public Task CopyToStreamAsync(Stream stream, CancellationToken cancellationToken)
    {
        if (Internal is MemoryByteBuffer memory)
        {
            BufferRange.Check(memory, Offset, Length);
            return stream.WriteAsync(memory.Data, (int)Offset, Length, cancellationToken);
        }

        return BufferRange.CopyAsync(this, stream, cancellationToken);
    }
}
