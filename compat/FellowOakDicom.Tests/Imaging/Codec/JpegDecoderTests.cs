using FellowOakDicom;
using FellowOakDicom.Imaging.Codec;
using FellowOakDicom.IO.Buffer;

namespace Voxmark.FellowOakDicom.Tests.Imaging.Codec;

/// <summary>Images coded by hand, and the one that ITU-T T.87 codes step by step.</summary>
public sealed class JpegDecoderTests
{
    private static readonly DicomTransferSyntax Native = DicomTransferSyntax.ExplicitVRLittleEndian;

    private static DicomDataset Image(
        DicomTransferSyntax syntax, ushort size, string photometricInterpretation, params byte[] frame)
    {
        var fragments = new DicomOtherByteFragment(DicomTag.PixelData);
        fragments.Fragments.Add(new MemoryByteBuffer(frame));
        return new DicomDataset(syntax)
            .Add(DicomTag.SamplesPerPixel, (ushort)(photometricInterpretation == "MONOCHROME2" ? 1 : 3))
            .Add(DicomTag.PhotometricInterpretation, photometricInterpretation)
            .Add(DicomTag.Rows, size).Add(DicomTag.Columns, size).Add(DicomTag.BitsAllocated, (ushort)8)
            .Add(DicomTag.BitsStored, (ushort)8).Add(DicomTag.HighBit, (ushort)7)
            .Add(DicomTag.PixelRepresentation, (ushort)0).Add(fragments);
    }

    private static byte[] Decode(DicomDataset dataset) =>
        new DicomTranscoder(dataset.InternalTransferSyntax, Native).DecodeFrame(dataset, 0).Data;

    /// <summary>
    /// Baseline JPEG of one block of 8 x 8 pixels, every coefficient quantized by 8. Codes of means: 0 no difference,
    /// 10 one of three bits, 110 one of four. Codes of the others: 0 end of block, 10 one of four bits.
    /// </summary>
    internal static byte[] Baseline(int components, params byte[] scan) =>
    [
        0xff, 0xd8,
        0xff, 0xdb, 0, 67, 0, .. Enumerable.Repeat((byte)8, 64),
        0xff, 0xc0, 0, (byte)(8 + (components * 3)), 8, 0, 8, 0, 8, (byte)components,
        .. Enumerable.Range(1, components).SelectMany(id => (byte[])[(byte)id, 0x11, 0]),
        0xff, 0xc4, 0, 22, 0x00, 1, 1, 1, .. new byte[13], 0, 3, 4,
        0xff, 0xc4, 0, 21, 0x10, 1, 1, .. new byte[14], 0x00, 0x04,
        0xff, 0xda, 0, (byte)(6 + (components * 2)), (byte)components,
        .. Enumerable.Range(1, components).SelectMany(id => (byte[])[(byte)id, 0x00]), 0, 63, 0,
        .. scan,
        0xff, 0xd9,
    ];

    [Fact]
    public void DecodeFrame_WhenBaselineHasMeanOnly_IsOneGrey()
    {
        // 10 101: a mean of 5 x 8, an eighth of which is the level above 128. 0: end. 1010 1011.
        var pixels = Decode(Image(DicomTransferSyntax.JPEGProcess1, 8, "MONOCHROME2", Baseline(1, 0b1010_1011)));

        Assert.All(pixels, pixel => Assert.Equal(133, pixel));
    }

    [Fact]
    public void DecodeFrame_WhenBaselineHasLowestWave_IsThatCosineAlongRows()
    {
        // 0: no mean. 10 1000: 8 x 8 = 64 in the lowest horizontal frequency. 0: end. 0101 0000.
        // 64 / 4 / sqrt(2) = 11.314 times cos((2x + 1) pi / 16) = 11.10, 9.41, 6.29, 2.21 and back, around 128.
        var pixels = Decode(Image(DicomTransferSyntax.JPEGProcess1, 8, "MONOCHROME2", Baseline(1, 0b0101_0000)));

        Assert.Equal([139, 137, 134, 130, 126, 122, 119, 117], pixels[..8]);
        Assert.Equal(pixels[..8], pixels[56..]);
    }

    [Fact]
    public void Transcode_WhenBaselineIsYbr_BecomesRgb()
    {
        // Y and Cb without mean: 0 0, 0 0. Cr: 110 1010, a mean of 10, and 0. 0000 1101 0100 and ones.
        // R = 128 + 1.402 x 10 = 142.0, G = 128 - 0.714 x 10 = 120.9, B = 128.
        var dataset = Image(DicomTransferSyntax.JPEGProcess1, 8, "YBR_FULL", Baseline(3, 0b0000_1101, 0b0100_1111));

        var rgb = new DicomTranscoder(DicomTransferSyntax.JPEGProcess1, Native).Transcode(dataset);

        Assert.Equal("RGB", rgb.GetString(DicomTag.PhotometricInterpretation));
        Assert.Equal([142, 121, 128], rgb.GetValues<byte>(DicomTag.PixelData)[..3]);
    }

    /// <summary>
    /// 16 x 16 pixels of which the second component has every second column: 139 137 134 130 126 122 119 117, as above. A
    /// pixel has 3/4 of the sample that covers it and 1/4 of the one on its other side: (3 x 139 + 137) / 4 = 138.5 and so on,
    /// halves down at even pixels and up at odd ones.
    /// </summary>
    [Fact]
    public void DecodeFrame_WhenSubsampled_WeighsSamplesByDistance()
    {
        // Twice, for the upper and the lower half: 00 00 for two blocks without anything, 0 10 1000 0 the wave, 00.
        var frame = Baseline(3, 0b0000_0101, 0b0000_0000, 0b0001_0100, 0b0000_1111);
        var header = frame.AsSpan().IndexOf<byte>([0xff, 0xc0]);
        (frame[header + 6], frame[header + 8], frame[header + 11]) = (16, 16, 0x21);   // Rows, columns, first component 2 x 1.

        var pixels = Decode(Image(DicomTransferSyntax.JPEGProcess1, 16, "RGB", frame));

        Assert.Equal(
            [139, 139, 137, 136, 135, 133, 131, 129, 127, 125, 123, 121, 120, 119, 117, 117],
            Enumerable.Range(0, 16).Select(column => pixels[(column * 3) + 1]));
    }

    [Fact]
    public void DecodeFrame_WhenProgressive_ThrowsDicomCodecException()
    {
        var frame = Baseline(1, 0b1010_1011);
        frame[Array.IndexOf(frame, (byte)0xc0)] = 0xc2;

        Assert.Throws<DicomCodecException>(() => Decode(Image(DicomTransferSyntax.JPEGProcess1, 8, "MONOCHROME2", frame)));
    }

    /// <summary>T.87 annex H.3: 4 x 4 pixels of 8 bits, and the image as the standard codes it.</summary>
    internal static readonly byte[] JpegLs = Convert.FromHexString(
        "FFD8FFF7000B080004000401011100FFDA0008010100000000"
        + "C000006C80208E01C0000057400000" + "6EE6000001BC180000" + "05D800009160" + "FFD9");

    [Fact]
    public void DecodeFrame_OfT87Example_GivesItsImage() =>
        Assert.Equal(
            [0, 0, 90, 74, 68, 50, 43, 205, 64, 145, 145, 145, 100, 145, 145, 145],
            Decode(Image(DicomTransferSyntax.JPEGLSLossless, 4, "MONOCHROME2", JpegLs)));

    [Fact]
    public void DecodeFrame_WhenJpegLsEndsEarly_ThrowsDicomCodecException() =>
        Assert.Throws<DicomCodecException>(
            () => Decode(Image(DicomTransferSyntax.JPEGLSLossless, 4, "MONOCHROME2", JpegLs[..^12])));
}
