using System.Buffers.Binary;
using System.IO.Compression;

namespace Voxmark.Fixtures.Pictures;

/// <summary>
/// An 8-bit grey or colour PNG without interlacing, read as the W3C's specification has it (third edition, sections 5.3 and 9.2),
/// by none of the libraries that write ours.
/// </summary>
/// <param name="Pixels">Row-major [rows, columns, samples].</param>
public sealed record PngPicture(int Columns, int Rows, int Samples, byte[] Pixels)
{
    private const byte TrueColour = 2;

    public static PngPicture Read(ReadOnlySpan<byte> png)
    {
        if (!png.StartsWith<byte>([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))
            throw new InvalidDataException("It does not begin as a PNG does.");
        var (header, data) = (Array.Empty<byte>(), new MemoryStream());
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png[at..]);
            var content = png.Slice(at + 8, length);
            if (png.Slice(at + 4, 4).SequenceEqual("IHDR"u8))
                header = content.ToArray();
            else if (png.Slice(at + 4, 4).SequenceEqual("IDAT"u8))
                data.Write(content);
            at += 12 + length; // length, type and checksum around it
        }

        if (header is not [_, _, _, _, _, _, _, _, 8, 0 or TrueColour, 0, 0, 0])
            throw new InvalidDataException("It is no grey or colour PNG of 8 bits without interlacing.");
        var samples = header[9] == TrueColour ? 3 : 1;
        var (columns, rows) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)));
        data.Position = 0;
        using var inflated = new ZLibStream(data, CompressionMode.Decompress);
        return new(columns, rows, samples, Unfiltered(inflated, columns * samples, rows, samples));
    }

    public byte[] Row(int row) => Pixels[(row * Columns * Samples)..((row + 1) * Columns * Samples)];

    private static byte[] Unfiltered(Stream lines, int lineBytes, int rows, int samples)
    {
        var pixels = new byte[lineBytes * rows];
        for (var row = 0; row < rows; row++)
        {
            var filter = lines.ReadByte();
            var line = pixels.AsSpan(row * lineBytes, lineBytes);
            lines.ReadExactly(line);
            var above = row == 0 ? new byte[lineBytes] : pixels.AsSpan((row - 1) * lineBytes, lineBytes);
            for (var x = 0; x < lineBytes; x++)
            {
                int left = x < samples ? 0 : line[x - samples];
                int aboveLeft = x < samples ? 0 : above[x - samples];
                line[x] += (byte)(filter switch
                {
                    0 => 0,
                    1 => left,
                    2 => above[x],
                    3 => (left + above[x]) / 2,
                    4 => Paeth(left, above[x], aboveLeft),
                    _ => throw new InvalidDataException($"There is no filter {filter}."),
                });
            }
        }

        return pixels;
    }

    /// <summary>Of left, above and above left the one nearest to left + above - above left, in that order.</summary>
    private static int Paeth(int left, int above, int aboveLeft)
    {
        var (toLeft, toAbove, toBoth) = (Math.Abs(above - aboveLeft), Math.Abs(left - aboveLeft), Math.Abs(left + above - 2 * aboveLeft));
        return toLeft <= toAbove && toLeft <= toBoth ? left : toAbove <= toBoth ? above : aboveLeft;
    }
}
