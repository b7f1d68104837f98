namespace FellowOakDicom.Imaging.Codec;

/// <summary>A Huffman table of JPEG (ITU-T T.81 annex C): canonical codes of 1 to 16 bits.</summary>
internal sealed class HuffmanTable
{
    /// <summary>Codes up to this long are found by one look-up.</summary>
    public const int QuickBits = 9;

    public const int LongestCode = 16;

    private readonly ushort[] _quick = new ushort[1 << QuickBits];
    /// <summary>Bits that <see cref="QuickDifference"/> looks at.</summary>
    public const int DifferenceBits = 12;

    private readonly byte[] _values;
    private readonly (short Value, byte Length)[] _differences = new (short, byte)[1 << DifferenceBits];

    // By code length: one more than the last code, left-aligned to 16 bits; and its value's index less the code.
    private readonly int[] _limits = new int[LongestCode + 1];
    private readonly int[] _shifts = new int[LongestCode + 1];

    /// <param name="counts">Number of codes of each length from 1 to 16.</param>
    /// <param name="values">What the codes mean, in order.</param>
    public HuffmanTable(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> values)
    {
        _values = values.ToArray();
        var (code, index) = (0, 0);
        for (var length = 1; length <= LongestCode; length++)
        {
            _shifts[length] = index - code;
            for (var i = 0; i < counts[length - 1]; i++, code++, index++)
            {
                if (code >= 1 << length)
                {
                    throw new DicomCodecException("A Huffman table has more codes than there can be");
                }

                if (length <= QuickBits)
                {
                    var first = code << (QuickBits - length);
                    _quick.AsSpan(first, 1 << (QuickBits - length)).Fill((ushort)((length << 8) | _values[index]));
                }
            }

            _limits[length] = code << (LongestCode - length);
            code <<= 1;
        }

        FillDifferences();
    }

    /// <summary>
    /// The difference that the next bits hold, code and value together, and its length; 0 where it is longer.
    /// </summary>
    /// <param name="next">The next <see cref="DifferenceBits"/> bits.</param>
    public (short Value, byte Length) QuickDifference(int next) => _differences[next];

    /// <summary>Takes one table from a DHT segment (ITU-T T.81 B.2.4.2).</summary>
    /// <param name="destination">Class in the upper four bits, number in the lower.</param>
    public static HuffmanTable Read(ref ReadOnlySpan<byte> segment, out byte destination)
    {
        var codes = 0;
        if (segment.Length > LongestCode)
        {
            foreach (var count in segment[1..(LongestCode + 1)])
            {
                codes += count;
            }
        }

        if (segment.Length < LongestCode + 1 + codes || codes == 0)
        {
            throw new DicomCodecException("The JPEG image's Huffman tables are damaged");
        }

        destination = segment[0];
        var table = new HuffmanTable(segment[1..(LongestCode + 1)], segment.Slice(LongestCode + 1, codes));
        segment = segment[(LongestCode + 1 + codes)..];
        return table;
    }

    /// <summary>Length and value of the code that the next bits start with.</summary>
    /// <param name="next">The next 16 bits.</param>
    public (int Length, int Value) Find(int next)
    {
        var quick = _quick[next >> (LongestCode - QuickBits)];
        if (quick != 0)
        {
            return (quick >> 8, quick & 0xff);
        }

        for (var length = QuickBits + 1; length <= LongestCode; length++)
        {
            if (next < _limits[length])
            {
                var index = (next >> (LongestCode - length)) + _shifts[length];
                if ((uint)index < (uint)_values.Length)
                {
                    return (length, _values[index]);
                }
            }
        }

        throw new DicomCodecException("The compressed image has a code that its Huffman table lacks");
    }

    private void FillDifferences()
    {
        for (var bits = 0; bits < _differences.Length; bits++)
        {
            var quick = _quick[bits >> (DifferenceBits - QuickBits)];
            var (length, size) = (quick >> 8, quick & 0xff);
            if (length > 0 && length + size <= DifferenceBits)
            {
                var value = (bits >> (DifferenceBits - length - size)) & ((1 << size) - 1);
                var isNegative = size > 0 && value < 1 << (size - 1);
                _differences[bits] = ((short)(isNegative ? value - (1 << size) + 1 : value), (byte)(length + size));
            }
        }
    }
}
