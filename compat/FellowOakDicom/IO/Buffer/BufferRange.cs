#nullable disable
using System.Buffers;

namespace FellowOakDicom.IO.Buffer;

/// <summary>What the buffers share: checked ranges, and copying in pieces.</summary>
internal static class BufferRange
{
    private const int PieceBytes = 64 * 1024;

    public static void Check(IByteBuffer buffer, long offset, int count)
    {
        if (offset < 0 || count < 0 || offset > buffer.Size - count)
        {
            throw new DicomIoException($"Bytes {offset} to {offset + count} lie outside a value of {buffer.Size} bytes");
        }
    }

    public static void Check(IByteBuffer buffer, long offset, int count, byte[] output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (output.Length < count)
        {
            throw new ArgumentException($"An array of {output.Length} bytes cannot hold {count} bytes", nameof(output));
        }

        Check(buffer, offset, count);
    }

    public static byte[] GetByteRange(this IByteBuffer buffer, long offset, int count)
    {
        Check(buffer, offset, count);
        var range = new byte[count];
        buffer.GetByteRange(offset, count, range);
        return range;
    }

    /// <summary>Copies all bytes through a small pooled array.</summary>
    public static void Copy(IByteBuffer source, Stream target)
    {
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            for (long offset = 0; offset < source.Size; offset += PieceBytes)
            {
                var count = (int)Math.Min(PieceBytes, source.Size - offset);
                source.GetByteRange(offset, count, piece);
                target.Write(piece, 0, count);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    /// <inheritdoc cref="Copy"/>
    public static async Task CopyAsync(IByteBuffer source, Stream target, CancellationToken ct)
    {
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            for (long offset = 0; offset < source.Size; offset += PieceBytes)
            {
                var count = (int)Math.Min(PieceBytes, source.Size - offset);
                source.GetByteRange(offset, count, piece);
                await target.WriteAsync(piece.AsMemory(0, count), ct);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }
}
