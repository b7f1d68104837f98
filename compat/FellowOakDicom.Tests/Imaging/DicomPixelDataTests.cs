using FellowOakDicom;
using FellowOakDicom.Imaging;
using FellowOakDicom.IO.Buffer;

namespace Voxmark.FellowOakDicom.Tests.Imaging;

public sealed class DicomPixelDataTests
{
    private static DicomDataset Image(ushort rows, ushort columns, ushort bits, DicomTransferSyntax? syntax = null) =>
        new DicomDataset(syntax ?? DicomTransferSyntax.ExplicitVRLittleEndian)
            .Add(DicomTag.Rows, rows).Add(DicomTag.Columns, columns).Add(DicomTag.BitsAllocated, bits)
            .Add(DicomTag.BitsStored, bits).Add(DicomTag.HighBit, (ushort)(bits - 1))
            .Add(DicomTag.PixelRepresentation, (ushort)0).Add(DicomTag.SamplesPerPixel, (ushort)1)
            .Add(DicomTag.PhotometricInterpretation, "MONOCHROME2");

    [Fact]
    public void GetFrame_WhenSeveralFrames_ReturnsThatOne()
    {
        var dataset = Image(1, 2, 8).Add(DicomTag.NumberOfFrames, 2).Add(new DicomOtherByte(DicomTag.PixelData, 1, 2, 3, 4));

        Assert.Equal([3, 4], DicomPixelData.Create(dataset).GetFrame(1).Data);
    }

    [Fact]
    public void GetFrame_WhenBitsDoNotFillBytes_ShiftsThem()
    {
        // Two frames of 3 bits, 101 and 011, first pixel in the lowest bit: 0b011_101.
        var dataset = Image(1, 3, 1).Add(DicomTag.NumberOfFrames, 2)
            .Add(new DicomOtherByte(DicomTag.PixelData, 0b011_101, 0));

        Assert.Equal(0b011, DicomPixelData.Create(dataset).GetFrame(1).Data[0] & 0b111);
    }

    [Fact]
    public void GetFrame_WhenValueIsTooShort_ThrowsDicomIoException()
    {
        var dataset = Image(2, 2, 16).Add(new DicomOtherWord(DicomTag.PixelData, 1, 2, 3));

        Assert.Throws<global::FellowOakDicom.IO.DicomIoException>(() => DicomPixelData.Create(dataset).GetFrame(0).Data);
    }

    [Fact]
    public void GetFrame_WhenFramesHaveSeveralFragments_FollowsOffsetTable()
    {
        var dataset = Image(1, 1, 8, DicomTransferSyntax.RLELossless).Add(DicomTag.NumberOfFrames, 2);
        var fragments = new DicomOtherByteFragment(DicomTag.PixelData);
        fragments.OffsetTable.Add(0);
        fragments.OffsetTable.Add(20);      // two fragments before it: 8 + 2 and 8 + 2 bytes
        foreach (byte value in (byte[])[1, 2, 3])
        {
            fragments.Fragments.Add(new MemoryByteBuffer([value, value]));
        }

        var pixelData = DicomPixelData.Create(dataset.Add(fragments));

        Assert.Equal([1, 1, 2, 2], pixelData.GetFrame(0).Data);
        Assert.Equal([3, 3], pixelData.GetFrame(1).Data);
    }

    [Fact]
    public void Create_WhenNoPixelData_ThrowsDicomImagingException() =>
        Assert.Throws<DicomImagingException>(() => DicomPixelData.Create(Image(1, 1, 8)));

    [Fact]
    public void UncompressedFrameSize_WhenAbsurd_ThrowsDicomImagingException()
    {
        var dataset = Image(65535, 65535, 16).Add(new DicomOtherWord(DicomTag.PixelData, 1));

        Assert.Throws<DicomImagingException>(() => DicomPixelData.Create(dataset).UncompressedFrameSize);
    }

    [Fact]
    public void AddFrame_WhenNew_AppendsAndCounts()
    {
        var dataset = Image(1, 2, 8);
        var pixelData = DicomPixelData.Create(dataset, newPixelData: true);

        pixelData.AddFrame(new MemoryByteBuffer([1, 2]));
        pixelData.AddFrame(new MemoryByteBuffer([3, 4]));

        Assert.Equal(2, dataset.GetSingleValue<int>(DicomTag.NumberOfFrames));
        Assert.Equal([1, 2, 3, 4], dataset.GetValues<byte>(DicomTag.PixelData));
    }
}
