using FellowOakDicom;
using FellowOakDicom.IO.Buffer;
using Voxmark.FellowOakDicom.Tests.Imaging.Codec;
using static Voxmark.FellowOakDicom.Tests.Part10;

namespace Voxmark.FellowOakDicom.Tests;

/// <summary>Small files that need no data: text in three character sets, nested and private attributes, an image.</summary>
internal static class Phantoms
{
    /// <summary>One small image for each way of writing one.</summary>
    public static byte[][] All()
    {
        var pixels = new byte[16 * 16 * 2];
        new Random(1).NextBytes(pixels);
        byte[][] native = [.. new[] { ImplicitLittle, ExplicitLittle, ExplicitBig, Deflated }
            .Select(syntax => Image(syntax, 16, 16, 16, new DicomOtherWord(DicomTag.PixelData, new MemoryByteBuffer(pixels))))];
        return
        [
            .. native,
            Image("1.2.840.10008.1.2.5", 16, 16, 16, Fragments(Rle(pixels))),
            Image("1.2.840.10008.1.2.4.70", 2, 2, 8, Fragments(JpegLossless())),
            Image("1.2.840.10008.1.2.4.57", 2, 2, 8, Fragments(JpegLossless())),
            Image("1.2.840.10008.1.2.4.50", 8, 8, 8, Fragments(JpegDecoderTests.Baseline(1, 0b0101_0000))),
            Image("1.2.840.10008.1.2.4.80", 4, 4, 8, Fragments(JpegDecoderTests.JpegLs)),
            Image("1.2.840.10008.1.2.4.81", 4, 4, 8, Fragments(JpegDecoderTests.JpegLs)),
        ];
    }

    private static byte[] Image(string syntax, ushort rows, ushort columns, ushort bits, DicomItem pixelData)
    {
        var nested = new DicomDataset()
            .Add(DicomTag.ReferencedSOPClassUID, DicomUID.CTImageStorage)
            .Add(new DicomSequence(DicomTag.PurposeOfReferenceCodeSequence, new DicomDataset().Add(DicomTag.CodeValue, "1")));
        var dataset = new DicomDataset(DicomTransferSyntax.Parse(syntax))
            .Add(DicomTag.SpecificCharacterSet, "", "ISO 2022 IR 149", "ISO 2022 IR 87")
            .Add(DicomTag.SOPClassUID, DicomUID.CTImageStorage).Add(DicomTag.SOPInstanceUID, "1.2.3.4")
            .Add(DicomTag.PatientName, "Hong^Gildong=洪^吉洞=홍^길동").Add(DicomTag.StudyDate, "20240131")
            .Add(new DicomSequence(DicomTag.ReferencedImageSequence, nested, new DicomDataset()))
            .Add(DicomVR.FD, new DicomTag(0x0029, 0x10, "ACME"), 1.5, 2.5)
            .Add(DicomTag.SamplesPerPixel, (ushort)1).Add(DicomTag.PhotometricInterpretation, "MONOCHROME2")
            .Add(DicomTag.NumberOfFrames, 1).Add(DicomTag.Rows, rows).Add(DicomTag.Columns, columns)
            .Add(DicomTag.PixelSpacing, 0.5m, 0.5m)
            .Add(DicomTag.BitsAllocated, bits).Add(DicomTag.BitsStored, bits).Add(DicomTag.HighBit, (ushort)(bits - 1))
            .Add(DicomTag.PixelRepresentation, (ushort)0).Add(pixelData);
        using var stream = new MemoryStream();
        new DicomFile(dataset).Save(stream);
        return stream.ToArray();
    }

    private static DicomOtherByteFragment Fragments(params byte[][] frames)
    {
        var fragments = new DicomOtherByteFragment(DicomTag.PixelData);
        foreach (var frame in frames)
        {
            fragments.Fragments.Add(new MemoryByteBuffer(frame));
        }

        return fragments;
    }

    /// <summary>Literals only: high bytes, then low bytes.</summary>
    private static byte[] Rle(byte[] words)
    {
        byte[] Segment(int first) => [.. words.Where((_, i) => i % 2 == first).Chunk(128)
            .SelectMany(chunk => (byte[])[(byte)(chunk.Length - 1), .. chunk])];
        var (high, low) = (Segment(1), Segment(0));
        return Join(UInt32(2), UInt32(64), UInt32((uint)(64 + high.Length)), new byte[52], high, low);
    }

    /// <summary>2 x 2 pixels: 129, 131, 128, 128 (see DicomTranscoderTests).</summary>
    private static byte[] JpegLossless() =>
    [
        0xff, 0xd8, 0xff, 0xc3, 0, 11, 8, 0, 2, 0, 2, 1, 1, 0x11, 0,
        0xff, 0xc4, 0, 22, 0x00, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2,
        0xff, 0xda, 0, 8, 1, 1, 0x00, 1, 0, 0, 0b1011_1010, 0b1000_1111, 0xff, 0xd9,
    ];
}
