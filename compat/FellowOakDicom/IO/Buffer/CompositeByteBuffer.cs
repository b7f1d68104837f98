#nullable disable
namespace FellowOakDicom.IO.Buffer;

/// <summary>Several buffers, one after the other.</summary>
public class CompositeByteBuffer : IByteBuffer
{
    public CompositeByteBuffer(IEnumerable<IByteBuffer> buffers)
    {
        Buffers = new List<IByteBuffer>(buffers);
    }

    public CompositeByteBuffer(params IByteBuffer[] buffers)
        : this((IEnumerable<IByteBuffer>)buffers)
    {
    }

    public IList<IByteBuffer> Buffers { get; }

    public bool IsMemory => Buffers.All(buffer => buffer.IsMemory);

    public long Size => Buffers.Sum(buffer => buffer.Size);

    public byte[] Data
    {
        get
        {
            var data = new byte[Size];
            var offset = 0;
            foreach (var buffer in Buffers)
            {
                buffer.Data.CopyTo(data, offset);
                offset += (int)buffer.Size;
            }

            return data;
        }
    }

    public void GetByteRange(long offset, int count, byte[] output)
    {
        BufferRange.Check(this, offset, count, output);
        var written = 0;
        foreach (var buffer in Buffers)
        {
            if (offset >= buffer.Size)
            {
                offset -= buffer.Size;
                continue;
            }

            if (written == count)
            {
                return;
            }

            var part = (int)Math.Min(buffer.Size - offset, count - written);
            if (buffer.IsMemory)
            {
                buffer.Data.AsSpan((int)offset, part).CopyTo(output.AsSpan(written));
            }
            else
            {
                buffer.GetByteRange(offset, part).CopyTo(output, written);
            }

            written += part;
            offset = 0;
        }
    }

    public void CopyToStream(Stream stream)
    {
        foreach (var buffer in Buffers)
        {
            buffer.CopyToStream(stream);
        }
    }

    public async Task CopyToStreamAsync(Stream stream, CancellationToken cancellationToken)
    {
        foreach (var buffer in Buffers)
        {
            await buffer.CopyToStreamAsync(stream, cancellationToken);
        }
    }
}
