#nullable disable
namespace FellowOakDicom.IO.Buffer;

public static class ByteBufferExtensions
{
    public static byte[] GetByteRange(this IByteBuffer buffer, long offset, int count)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        BufferRange.Check(buffer, offset, count);
        var range = new byte[count];
        buffer.GetByteRange(offset, count, range);
        return range;
    }
}
