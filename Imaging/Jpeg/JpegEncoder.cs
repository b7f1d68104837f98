namespace Voxmark.Imaging.Jpeg;

/// <summary>
/// Writes 8-bit baseline JPEG, grey or colour (ITU-T T.81 with a JFIF header), with the example tables of its annex K for
/// luminance. Chrominance has them too, and every pixel its own: edges of overlays stay sharp.
/// </summary>
public static class JpegEncoder
{
    private const int Side = 8;

    /// <summary>Annex K.1, luminance, row by row.</summary>
    private static readonly byte[] Quantization =
    [
        16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
        18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
    ];

    /// <summary>Figure A.6: position in a block, row by row, of each coefficient in the order it is written.</summary>
    private static readonly byte[] ZigZag =
    [
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
        35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
    ];

    /// <summary>cos((2x + 1) u π / 16) · c(u) / 2, [u, x].</summary>
    private static readonly float[] Cosines = MakeCosines();

    /// <param name="pixels">Row-major [rows, columns, samples]: grey, 0 black, or red, green and blue.</param>
    /// <param name="columns">1 to 65,535, as rows are.</param>
    /// <param name="samplesPerPixel">1 or 3.</param>
    /// <param name="quality">1 to 100, as libjpeg means it: 100 quantizes least.</param>
    public static byte[] Encode(ReadOnlySpan<byte> pixels, int columns, int rows, int samplesPerPixel, int quality)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(pixels.Length, columns * rows * samplesPerPixel);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Max(columns, rows), ushort.MaxValue);
        var table = Scaled(quality);
        using var jpeg = new MemoryStream(pixels.Length / 4);
        WriteHeaders(jpeg, table, columns, rows, samplesPerPixel);

        var planes = samplesPerPixel == 1 ? [pixels.ToArray()] : Planes(pixels);
        var bits = new BitWriter(jpeg);
        Span<float> block = stackalloc float[Side * Side];
        Span<int> lastDc = stackalloc int[planes.Length];
        for (var top = 0; top < rows; top += Side)
            for (var left = 0; left < columns; left += Side)
                for (var plane = 0; plane < planes.Length; plane++)
                {
                    Load(planes[plane], columns, rows, left, top, block);
                    Transform(block);
                    lastDc[plane] = WriteBlock(bits, block, table, lastDc[plane]);
                }

        bits.Finish();
        jpeg.Write([0xff, 0xd9]);
        return jpeg.ToArray();
    }

    /// <summary>Luminance and chrominance of red, green and blue (JFIF 1.02, from ITU-R BT.601).</summary>
    private static byte[][] Planes(ReadOnlySpan<byte> pixels)
    {
        var (y, cb, cr) = (new byte[pixels.Length / 3], new byte[pixels.Length / 3], new byte[pixels.Length / 3]);
        for (var p = 0; p < y.Length; p++)
        {
            var (red, green, blue) = (pixels[3 * p], pixels[3 * p + 1], pixels[3 * p + 2]);
            y[p] = Rounded(0.299f * red + 0.587f * green + 0.114f * blue);
            cb[p] = Rounded(128 - 0.168736f * red - 0.331264f * green + 0.5f * blue);
            cr[p] = Rounded(128 + 0.5f * red - 0.418688f * green - 0.081312f * blue);
        }

        return [y, cb, cr];

        static byte Rounded(float value) => (byte)Math.Clamp(MathF.Round(value), 0, 255);
    }

    private static byte[] Scaled(int quality)
    {
        quality = Math.Clamp(quality, 1, 100);
        var percent = quality < 50 ? 5000 / quality : 200 - quality * 2;
        return Array.ConvertAll(Quantization, step => (byte)Math.Clamp((step * percent + 50) / 100, 1, 255));
    }

    private static void WriteHeaders(MemoryStream jpeg, byte[] table, int columns, int rows, int samples)
    {
        var components = Enumerable.Range(1, samples).ToArray();
        jpeg.Write([0xff, 0xd8]);
        jpeg.Write([0xff, 0xe0, 0, 16, (byte)'J', (byte)'F', (byte)'I', (byte)'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
        jpeg.Write([0xff, 0xdb, 0, 67, 0]);
        jpeg.Write(Array.ConvertAll(ZigZag, at => table[at]));
        jpeg.Write([0xff, 0xc0, 0, (byte)(8 + 3 * samples), 8, (byte)(rows >> 8), (byte)rows, (byte)(columns >> 8), (byte)columns, (byte)samples]);
        jpeg.Write([.. components.SelectMany(id => (byte[])[(byte)id, 0x11, 0])]);
        WriteHuffman(jpeg, 0x00, JpegHuffman.Dc);
        WriteHuffman(jpeg, 0x10, JpegHuffman.Ac);
        jpeg.Write([0xff, 0xda, 0, (byte)(6 + 2 * samples), (byte)samples]);
        jpeg.Write([.. components.SelectMany(id => (byte[])[(byte)id, 0x00]), 0, 63, 0]);
    }

    private static void WriteHuffman(MemoryStream jpeg, byte id, JpegHuffman code)
    {
        jpeg.Write([0xff, 0xc4, 0, (byte)(3 + 16 + code.Symbols.Length), id]);
        jpeg.Write(code.Counts);
        jpeg.Write(code.Symbols);
    }

    /// <summary>Pixels beyond the edge repeat the last ones. Values are centred on 0.</summary>
    private static void Load(ReadOnlySpan<byte> pixels, int columns, int rows, int left, int top, Span<float> block)
    {
        for (var y = 0; y < Side; y++)
        {
            var row = pixels.Slice(Math.Min(top + y, rows - 1) * columns, columns);
            for (var x = 0; x < Side; x++)
                block[y * Side + x] = row[Math.Min(left + x, columns - 1)] - 128;
        }
    }

    /// <summary>Forward DCT (A.3.3), rows and then columns.</summary>
    private static void Transform(Span<float> block)
    {
        Span<float> rows = stackalloc float[Side * Side];
        for (var y = 0; y < Side; y++)
            for (var u = 0; u < Side; u++)
            {
                var sum = 0f;
                for (var x = 0; x < Side; x++)
                    sum += block[y * Side + x] * Cosines[u * Side + x];
                rows[y * Side + u] = sum;
            }

        for (var v = 0; v < Side; v++)
            for (var u = 0; u < Side; u++)
            {
                var sum = 0f;
                for (var y = 0; y < Side; y++)
                    sum += rows[y * Side + u] * Cosines[v * Side + y];
                block[v * Side + u] = sum;
            }
    }

    /// <summary>F.1.2: the difference of the mean, then runs of zeros and what ends them.</summary>
    private static int WriteBlock(BitWriter bits, ReadOnlySpan<float> block, byte[] table, int lastDc)
    {
        var dc = (int)MathF.Round(block[0] / table[0]);
        var size = SizeOf(dc - lastDc);
        bits.Write(JpegHuffman.Dc.Codes[size]);
        bits.WriteSigned(dc - lastDc, size);

        var zeros = 0;
        for (var k = 1; k < Side * Side; k++)
        {
            var at = ZigZag[k];
            var value = (int)MathF.Round(block[at] / table[at]);
            if (value == 0)
            {
                zeros++;
                continue;
            }

            for (; zeros > 15; zeros -= 16)
                bits.Write(JpegHuffman.Ac.Codes[0xf0]);
            size = SizeOf(value);
            bits.Write(JpegHuffman.Ac.Codes[zeros << 4 | size]);
            bits.WriteSigned(value, size);
            zeros = 0;
        }

        if (zeros > 0)
            bits.Write(JpegHuffman.Ac.Codes[0]);
        return dc;
    }

    private static int SizeOf(int value) => 32 - int.LeadingZeroCount(Math.Abs(value));

    private static float[] MakeCosines()
    {
        var cosines = new float[Side * Side];
        for (var u = 0; u < Side; u++)
            for (var x = 0; x < Side; x++)
                cosines[u * Side + x] = (float)(Math.Cos((2 * x + 1) * u * Math.PI / 16) / 2 * (u == 0 ? Math.Sqrt(0.5) : 1));
        return cosines;
    }

    private sealed class BitWriter(MemoryStream stream)
    {
        private uint _bits;
        private int _count;

        public void Write((int Code, int Length) code) => Write(code.Code, code.Length);

        /// <summary>Negative values as their ones' complement (F.1.2.1).</summary>
        public void WriteSigned(int value, int size) => Write(value < 0 ? value + (1 << size) - 1 : value, size);

        public void Finish()
        {
            if (_count > 0)
                Write(0x7f, 8 - _count); // padded with ones
        }

        private void Write(int code, int length)
        {
            _bits = _bits << length | (uint)(code & (1 << length) - 1);
            for (_count += length; _count >= 8; _count -= 8)
            {
                var value = (byte)(_bits >> _count - 8);
                stream.WriteByte(value);
                if (value == 0xff)
                    stream.WriteByte(0); // or it would begin a marker
            }
        }
    }
}
