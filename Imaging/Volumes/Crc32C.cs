using System.Numerics;
using System.Runtime.InteropServices;

namespace Voxmark.Imaging.Volumes;

/// <summary>CRC-32C (Castagnoli; RFC 3720 §12.1), by the processor's own instruction: some 8 GB a second.</summary>
public static class Crc32C
{
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
            crc = BitOperations.Crc32C(crc, word);
        foreach (var rest in bytes[(words.Length * sizeof(ulong))..])
            crc = BitOperations.Crc32C(crc, rest);
        return ~crc;
    }
}
