namespace Voxmark.Imaging.Masks;

/// <summary>Unsigned LEB128 up to 32 bits: seven bits a byte, low first, bit 7 says that more follows.</summary>
internal static class Leb128
{
    public const int MaxBytes = 5;

    /// <returns>The number of bytes written.</returns>
    public static int Write(Span<byte> destination, uint value)
    {
        var count = 0;
        for (; value > 0x7F; value >>= 7)
            destination[count++] = (byte)(value | 0x80);
        destination[count++] = (byte)value;
        return count;
    }

    /// <summary>Reads one number and moves <paramref name="position"/> behind it.</summary>
    /// <returns>False when it is cut off, exceeds 32 bits, or is longer than it need be.</returns>
    public static bool TryRead(ReadOnlySpan<byte> source, ref int position, out uint value)
    {
        value = 0;
        for (var count = 0; count < MaxBytes && position < source.Length; count++)
        {
            var next = source[position++];
            if (count == MaxBytes - 1 && next > 0x0F)
                return false;
            value |= (uint)(next & 0x7F) << (7 * count);
            if ((next & 0x80) == 0)
                return next != 0 || count == 0;
        }

        return false;
    }
}
