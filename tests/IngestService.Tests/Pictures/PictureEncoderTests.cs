using Voxmark.Fixtures.Pictures;
using Voxmark.IngestService.Pictures;

namespace Voxmark.IngestService.Tests.Pictures;

public sealed class PictureEncoderTests
{
    [Theory]
    [InlineData(3, 2, 1)]
    [InlineData(2, 3, 3)]
    [InlineData(1, 1, 1)]
    [InlineData(129, 67, 1)]
    [InlineData(129, 67, 3)]
    public void Png_OfAnyImage_HasItsPixels(int columns, int rows, int samples)
    {
        var pixels = Noise(columns * rows * samples);

        var read = PngPicture.Read(PictureEncoder.Png(pixels, columns, rows, samples));

        Assert.Equal((columns, rows, samples), (read.Columns, read.Rows, read.Samples));
        Assert.Equal(pixels, read.Pixels);
    }

    [Fact]
    public void Png_OfAnyImage_EndsWithTheChunkEveryPngEndsWith() =>
        // The IEND chunk has no data, so its CRC is the same in every PNG: AE 42 60 82.
        Assert.Equal("0000000049454e44ae426082", Convert.ToHexStringLower(PictureEncoder.Png([0, 1], 2, 1)[^12..]));

    /// <summary>SOF0 of ITU-T T.81, B.2.2: precision, rows, columns, and 1 × 1 samples of each component for a pixel.</summary>
    [Theory]
    [InlineData(1, "08 0002 0003 01 01 11 00")]
    [InlineData(3, "08 0002 0003 03 01 11 00 02 11 01 03 11 01")]
    public void Jpeg_OfAnyImage_IsBaselineAndHalvesNoColour(int samples, string frame)
    {
        var jpeg = PictureEncoder.Jpeg(Noise(3 * 2 * samples), 3, 2, samples, quality: 90);

        var start = jpeg.AsSpan().IndexOf<byte>([0xff, 0xc0]);
        var expected = Convert.FromHexString(frame.Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(expected, jpeg[(start + 4)..(start + 4 + expected.Length)]);
    }

    [Fact]
    public void Encode_OfFewerPixelsThanItSays_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PictureEncoder.Png(new byte[5], 3, 2));

    private static byte[] Noise(int length)
    {
        var pixels = new byte[length];
        new Random(7).NextBytes(pixels);
        return pixels;
    }
}
