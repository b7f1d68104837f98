using System.Buffers.Binary;
using System.IO.Compression;

namespace Voxmark.Imaging.Png;

/// <summary>Writes 8-bit PNG, grey or colour (W3C PNG, third edition): one IDAT, each row filtered by the one above.</summary>
public static class PngEncoder
{
    private const byte FilterUp = 2;
    private const byte TrueColour = 2;

    private static readonly uint[] CrcTable = MakeCrcTable();

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    /// <param name="pixels">Row-major [rows, columns, samples]: grey, 0 black, or red, green and blue.</param>
    /// <param name="samplesPerPixel">1 or 3.</param>
    public static byte[] Encode(ReadOnlySpan<byte> pixels, int columns, int rows, int samplesPerPixel = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(pixels.Length, columns * rows * samplesPerPixel);
        using var png = new MemoryStream();
        png.Write(Signature);

        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, columns);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], rows);
        header[8] = 8; // bits; compression, filter and interlace method are 0, as the colour type of grey is
        header[9] = samplesPerPixel == 3 ? TrueColour : (byte)0;
        WriteChunk(png, "IHDR"u8, header);
        WriteChunk(png, "IDAT"u8, Compress(pixels, columns * samplesPerPixel));
        WriteChunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static ReadOnlySpan<byte> Compress(ReadOnlySpan<byte> pixels, int lineBytes)
    {
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.Optimal, leaveOpen: true))
        {
            var line = new byte[1 + lineBytes];
            line[0] = FilterUp;
            for (var start = 0; start < pixels.Length; start += lineBytes)
            {
                for (var i = 0; i < lineBytes; i++)
                    line[1 + i] = (byte)(pixels[start + i] - (start == 0 ? 0 : pixels[start - lineBytes + i]));
                zlib.Write(line);
            }
        }

        return data.ToArray();
    }

    private static void WriteChunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(type);
        png.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(data, Crc(type, uint.MaxValue)));
        png.Write(number);
    }

    private static uint Crc(ReadOnlySpan<byte> data, uint crc)
    {
        foreach (var value in data)
            crc = CrcTable[(byte)(crc ^ value)] ^ crc >> 8;
        return crc;
    }

    private static uint[] MakeCrcTable()
    {
        var table = new uint[256];
        for (uint n = 0; n < table.Length; n++)
        {
            var crc = n;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? 0xedb88320 ^ crc >> 1 : crc >> 1;
            table[n] = crc;
        }

        return table;
    }
}
