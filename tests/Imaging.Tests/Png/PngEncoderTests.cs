using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Voxmark.Imaging.Png;

namespace Voxmark.Imaging.Tests.Png;

public sealed class PngEncoderTests
{
    [Fact]
    public void Encode_OfAnyImage_EndsWithTheChunkEveryPngEndsWith() =>
        // The IEND chunk has no data, so its CRC is the same in every PNG: AE 42 60 82.
        Assert.Equal("0000000049454e44ae426082", Convert.ToHexStringLower(PngEncoder.Encode([0, 1], 2, 1)[^12..]));

    [Fact]
    public void Encode_OfAnImage_InflatesToItsRowsAsDifferences()
    {
        // 3 × 2: rows 10 20 30 and 15 20 35, the second as its difference from the first; each with filter type 2.
        var png = PngEncoder.Encode([10, 20, 30, 15, 20, 35], columns: 3, rows: 2);

        Assert.Equal([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], png[..8]);
        Assert.Equal(3, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)));
        Assert.Equal(2, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
        Assert.Equal("IDAT", Encoding.ASCII.GetString(png, 37, 4));
        using var inflated = new MemoryStream();
        using (var zlib = new ZLibStream(new MemoryStream(png, 41, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(33)))  , CompressionMode.Decompress))
            zlib.CopyTo(inflated);
        Assert.Equal([2, 10, 20, 30, 2, 5, 0, 5], inflated.ToArray());
    }
}
