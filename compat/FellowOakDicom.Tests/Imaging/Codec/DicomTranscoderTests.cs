using FellowOakDicom;
using FellowOakDicom.Imaging.Codec;
using FellowOakDicom.IO.Buffer;

namespace Voxmark.FellowOakDicom.Tests.Imaging.Codec;

public sealed class DicomTranscoderTests
{
    private static readonly DicomTransferSyntax Native = DicomTransferSyntax.ExplicitVRLittleEndian;

    private static DicomDataset Image(
        DicomTransferSyntax syntax, ushort rows, ushort columns, ushort bits, ushort samples, params byte[] frame)
    {
        DicomFragmentSequence fragments = new DicomOtherByteFragment(DicomTag.PixelData);
        fragments.Fragments.Add(new MemoryByteBuffer(frame));
        return new DicomDataset(syntax)
            .Add(DicomTag.SamplesPerPixel, samples).Add(DicomTag.PlanarConfiguration, (ushort)0)
            .Add(DicomTag.Rows, rows).Add(DicomTag.Columns, columns).Add(DicomTag.BitsAllocated, bits)
            .Add(DicomTag.BitsStored, bits).Add(DicomTag.HighBit, (ushort)(bits - 1))
            .Add(DicomTag.PixelRepresentation, (ushort)0).Add(fragments);
    }

    private static byte[] Decode(DicomDataset dataset) =>
        new DicomTranscoder(dataset.InternalTransferSyntax, Native).DecodeFrame(dataset, 0).Data;

    /// <summary>The RLE header of PS3.5 section G.5 and the segments.</summary>
    private static byte[] Rle(params byte[][] segments)
    {
        var header = new byte[64];
        header[0] = (byte)segments.Length;
        var offset = 64;
        for (var i = 0; i < segments.Length; i++)
        {
            BitConverter.GetBytes(offset).CopyTo(header, 4 + (i * 4));
            offset += segments[i].Length;
        }

        return [.. header, .. segments.SelectMany(segment => segment)];
    }

    [Fact]
    public void DecodeFrame_WhenRle16Bit_JoinsHighAndLowBytes()
    {
        // Four pixels 0x0101 0x0102 0x0103 0x0103: high bytes are a run of four (257 - 4 = 253), low bytes two
        // literals (count - 1 = 1) and a run of two (255).
        var dataset = Image(DicomTransferSyntax.RLELossless, 2, 2, 16, 1,
            Rle([253, 1], [1, 0x01, 0x02, 255, 0x03]));

        Assert.Equal([0x01, 0x01, 0x02, 0x01, 0x03, 0x01, 0x03, 0x01], Decode(dataset));
    }

    [Fact]
    public void DecodeFrame_WhenRleColour_InterleavesPlanes()
    {
        var dataset = Image(DicomTransferSyntax.RLELossless, 1, 2, 8, 3, Rle([1, 1, 2], [1, 3, 4], [1, 5, 6]));

        Assert.Equal([1, 3, 5, 2, 4, 6], Decode(dataset));
    }

    [Fact]
    public void DecodeFrame_WhenRleEndsEarly_ThrowsDicomCodecException()
    {
        var dataset = Image(DicomTransferSyntax.RLELossless, 2, 2, 8, 1, Rle([1, 7, 8]));

        Assert.Throws<DicomCodecException>(() => Decode(dataset));
    }

    /// <summary>
    /// 8-bit JPEG lossless of 2 x 2 pixels. Huffman codes: 0 means no difference, 10 one of one bit (0: -1, 1: +1),
    /// 110 one of two bits (00: -3, 01: -2, 10: 2, 11: 3).
    /// </summary>
    private static byte[] Jpeg(byte predictor, params byte[] scan) =>
    [
        0xff, 0xd8,
        0xff, 0xc3, 0, 11, 8, 0, 2, 0, 2, 1, 1, 0x11, 0,
        0xff, 0xc4, 0, 22, 0x00, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2,
        0xff, 0xda, 0, 8, 1, 1, 0x00, predictor, 0, 0,
        .. scan,
        0xff, 0xd9,
    ];

    [Theory]
    // Differences +1 +2 -1 0. First pixel: 128 + 1 = 129; second, from the left: 131; third, from above: 129 - 1 = 128.
    // The fourth has no difference: 1 left = 128, 2 above = 131, 3 above left = 129, 4 left + above - above left = 130,
    // 5 left + (above - above left) / 2 = 129, 6 above + (left - above left) / 2 = 131 - 1 (rounded down) = 130,
    // 7 (left + above) / 2 = 129.
    // Bits: 10 1, 110 10, 10 0, 0, then ones: 1011 1010 1000 1111.
    [InlineData(1, 128)]
    [InlineData(2, 131)]
    [InlineData(3, 129)]
    [InlineData(4, 130)]
    [InlineData(5, 129)]
    [InlineData(6, 130)]
    [InlineData(7, 129)]
    public void DecodeFrame_WhenJpegLossless_PredictsAsTableH1Says(byte predictor, byte last)
    {
        var dataset = Image(DicomTransferSyntax.JPEGProcess14, 2, 2, 8, 1, Jpeg(predictor, 0b1011_1010, 0b1000_1111));

        Assert.Equal([129, 131, 128, last], Decode(dataset));
    }

    [Fact]
    public void DecodeFrame_WhenJpegEndsEarly_ThrowsDicomCodecException()
    {
        var dataset = Image(DicomTransferSyntax.JPEGProcess14SV1, 2, 2, 8, 1, Jpeg(1, 0b1011_1111));

        Assert.Throws<DicomCodecException>(() => Decode(dataset));
    }

    [Fact]
    public void DecodeFrame_WhenJpegHasOtherSize_ThrowsDicomCodecException()
    {
        var dataset = Image(DicomTransferSyntax.JPEGProcess14SV1, 2, 3, 8, 1, Jpeg(1, 0b1011_1010, 0b1000_1111));

        Assert.Throws<DicomCodecException>(() => Decode(dataset));
    }

    [Fact]
    public void DecodeFrame_WhenSizeIsAbsurd_AllocatesNoFrame()
    {
        var dataset = Image(DicomTransferSyntax.RLELossless, 30_000, 30_000, 16, 1, Rle([253, 1], [253, 1]));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<DicomCodecException>(() => Decode(dataset));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void Transcode_ToUncompressed_ReplacesPixelDataAndSyntax()
    {
        var dataset = Image(DicomTransferSyntax.RLELossless, 1, 2, 8, 1, Rle([1, 7, 8]));

        var native = new DicomTranscoder(DicomTransferSyntax.RLELossless, Native).Transcode(dataset);

        Assert.Equal(Native, native.InternalTransferSyntax);
        Assert.Equal([7, 8], native.GetValues<byte>(DicomTag.PixelData));
        Assert.IsType<DicomOtherByteFragment>(dataset.GetDicomItem<DicomItem>(DicomTag.PixelData));
    }

    [Fact]
    public void Transcode_WhenThereIsNoDecoder_ThrowsDicomCodecExceptionThatNamesSyntax()
    {
        var dataset = Image(DicomTransferSyntax.MPEG2, 1, 1, 8, 1, 0, 0);

        var exception = Assert.Throws<DicomCodecException>(() => Decode(dataset));

        Assert.Contains("MPEG2", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Transcode_ToCompressed_ThrowsDicomCodecException()
    {
        var dataset = Image(Native, 1, 2, 8, 1).AddOrUpdate(new DicomOtherByte(DicomTag.PixelData, 1, 2));

        Assert.Throws<DicomCodecException>(
            () => new DicomTranscoder(Native, DicomTransferSyntax.RLELossless).Transcode(dataset));
    }
}
