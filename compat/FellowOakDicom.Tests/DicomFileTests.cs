using System.Text;
using FellowOakDicom;
using static Voxmark.FellowOakDicom.Tests.Part10;

namespace Voxmark.FellowOakDicom.Tests;

public sealed class DicomFileTests
{
    private static DicomFile Open(byte[] bytes, FileReadOption option = FileReadOption.Default) =>
        DicomFile.Open(new MemoryStream(bytes), option);

    [Fact]
    public void Open_WhenExplicitLittleEndian_ReadsTextAndNumbers()
    {
        var file = Open(File(ExplicitLittle,
            Explicit(0x00080060, "CS", "CT"),
            Explicit(0x00280010, "US", UInt16(512)),
            Explicit(0x00280030, "DS", "0.5\\0.75")));

        Assert.Equal("CT", file.Dataset.GetString(DicomTag.Modality));
        Assert.Equal(512, file.Dataset.GetSingleValue<ushort>(DicomTag.Rows));
        Assert.Equal([0.5, 0.75], file.Dataset.GetValues<double>(DicomTag.PixelSpacing));
        Assert.Equal(DicomTransferSyntax.ExplicitVRLittleEndian, file.FileMetaInfo.TransferSyntax);
        Assert.Equal((DicomFileFormat.DICOM3, false), (file.Format, file.IsPartial));
    }

    [Theory]
    [InlineData("1e30", 1e30)]   // more than a decimal holds
    [InlineData("-1.5E-30", -1.5e-30)]
    [InlineData("0.12345678901234", 0.12345678901234)]
    public void Open_WithDecimalString_ReadsTheNearestDouble(string text, double expected) =>
        Assert.Equal(
            expected,
            Open(File(ExplicitLittle, Explicit(0x00280030, "DS", text))).Dataset.GetValues<double>(DicomTag.PixelSpacing)[0]);

    [Fact]
    public void Open_WhenImplicit_TakesVrFromDictionary()
    {
        var file = Open(File(ImplicitLittle,
            Implicit(0x00280010, UInt16(3)),
            Implicit(0x00280103, UInt16(1)),
            Implicit(0x00280120, UInt16(0xf830)),          // US or SS: signed, as the pixels are; -2000
            Implicit(0x7fe00010, UInt16(1, 2, 3))));

        Assert.IsType<DicomUnsignedShort>(file.Dataset.GetDicomItem<DicomItem>(DicomTag.Rows));
        Assert.Equal(-2000, file.Dataset.GetSingleValue<short>(DicomTag.PixelPaddingValue));
        Assert.Equal(DicomVR.OW, file.Dataset.GetDicomItem<DicomItem>(DicomTag.PixelData).ValueRepresentation);
    }

    [Fact]
    public void Open_WhenBigEndian_SwapsNumbersAndWordsButNotText()
    {
        byte[] rows = [0x00, 0x28, 0x00, 0x10, (byte)'U', (byte)'S', 0x00, 0x02, 0x01, 0x02];
        byte[] pixels = [0x7f, 0xe0, 0x00, 0x10, (byte)'O', (byte)'W', 0, 0, 0, 0, 0, 2, 0x12, 0x34];
        byte[] modality = [0x00, 0x08, 0x00, 0x60, (byte)'C', (byte)'S', 0x00, 0x02, (byte)'M', (byte)'R'];

        var file = Open(File(ExplicitBig, modality, rows, pixels));

        Assert.Equal("MR", file.Dataset.GetString(DicomTag.Modality));
        Assert.Equal(0x0102, file.Dataset.GetSingleValue<ushort>(DicomTag.Rows));
        Assert.Equal([0x34, 0x12], file.Dataset.GetValues<byte>(DicomTag.PixelData));
    }

    /// <summary>The value of UN is little endian whatever the file is (PS3.5 section 6.2.2).</summary>
    [Fact]
    public void Open_WhenValueInBigEndianIsWrittenAsUnknown_ReadsItAsLittleEndian()
    {
        byte[] rows = [0x00, 0x28, 0x00, 0x10, (byte)'U', (byte)'N', 0, 0, 0, 0, 0, 2, 0x02, 0x01];

        Assert.Equal(0x0102, Open(File(ExplicitBig, rows)).Dataset.GetSingleValue<ushort>(DicomTag.Rows));
    }

    [Fact]
    public void Open_WhenDeflated_InflatesDataSet()
    {
        var dataset = Explicit(0x00100020, "LO", "ID 1");

        var file = Open([.. File(Deflated), .. Deflate(dataset)]);

        Assert.Equal("ID 1", file.Dataset.GetString(DicomTag.PatientID));
    }

    [Fact]
    public void Open_WhenDeflatedDataIsDamaged_ThrowsDicomFileException() =>
        Assert.Throws<DicomFileException>(() => Open([.. File(Deflated), 0xff, 0xff, 0xff, 0xff]));

    [Fact]
    public void Open_WhenNoPreamble_ReadsMetaInformation()
    {
        var file = Open([.. Meta(ImplicitLittle), .. Implicit(0x00080060, "PT")]);

        Assert.Equal(("PT", DicomFileFormat.DICOM3NoPreamble), (file.Dataset.GetString(DicomTag.Modality), file.Format));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Open_WhenNoMetaInformation_TellsVrFromFirstElement(bool isExplicit)
    {
        var file = Open(isExplicit ? Explicit(0x00080060, "CS", "US") : Implicit(0x00080060, "US"));

        Assert.Equal("US", file.Dataset.GetString(DicomTag.Modality));
        Assert.Equal(DicomFileFormat.DICOM3NoFileMetaInfo, file.Format);
    }

    [Fact]
    public void Open_WhenMetaInformationSaysOtherVr_BelievesFirstElement()
    {
        var file = Open(File(ImplicitLittle, Explicit(0x00080060, "CS", "CT")));

        Assert.Equal("CT", file.Dataset.GetString(DicomTag.Modality));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<!DOCTYPE html><html><body>Not found</body></html>")]
    [InlineData("PK\u0003\u0004 a zip archive, perhaps with DICOM files in it, but none itself")]
    public void Open_WhenNotDicom_ThrowsDicomFileException(string content) =>
        Assert.Throws<DicomFileException>(() => Open(Encoding.Latin1.GetBytes(content)));

    [Fact]
    public void Open_WhenFileIsAbsent_ThrowsDicomFileException() =>
        Assert.Throws<DicomFileException>(() => DicomFile.Open(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName())));

    [Fact]
    public void Open_WhenSequencesHaveUndefinedLength_ReadsNestedItems()
    {
        var inner = Explicit(0x00081150, "UI", "1.2.3");
        var file = Open(File(ExplicitLittle,
            Explicit(0x00081115, "SQ", Undefined, Join(
                Item(Undefined, Explicit(0x00081199, "SQ", (uint)(inner.Length + 8), Item((uint)inner.Length, inner)), EndOfItem),
                Item(Undefined, EndOfItem),
                EndOfSequence)),
            Explicit(0x00100020, "LO", "AFTER")));

        var series = file.Dataset.GetSequence(DicomTag.ReferencedSeriesSequence);
        Assert.Equal(2, series.Items.Count);
        Assert.Equal("1.2.3",
            series.Items[0].GetSequence(DicomTag.ReferencedSOPSequence).Items[0].GetString(DicomTag.ReferencedSOPClassUID));
        Assert.Equal("AFTER", file.Dataset.GetString(DicomTag.PatientID));
    }

    [Fact]
    public void Open_WhenSequenceIsWrittenAsUnknown_ReadsItInImplicitVr()
    {
        // CP-246: UN of undefined length holds items in implicit VR little endian.
        var file = Open(File(ExplicitLittle,
            Explicit(0x00081115, "UN", Undefined, Join(
                Item(Undefined, Implicit(0x00100020, "INNER "), EndOfItem), EndOfSequence)),
            Explicit(0x00100020, "LO", "OUTER")));

        Assert.Equal("INNER",
            file.Dataset.GetSequence(DicomTag.ReferencedSeriesSequence).Items[0].GetString(DicomTag.PatientID));
        Assert.Equal("OUTER", file.Dataset.GetString(DicomTag.PatientID));
    }

    [Fact]
    public void Open_WhenPrivate_FindsElementByCreatorWhateverItsBlock()
    {
        var file = Open(File(ExplicitLittle,
            Explicit(0x00290022, "LO", "ACME 1.1"),
            Explicit(0x00292208, "CS", "YES")));

        Assert.Equal("YES", file.Dataset.GetString(new DicomTag(0x0029, 0x08, "ACME 1.1")));
        Assert.False(file.Dataset.Contains(new DicomTag(0x0029, 0x08, "OTHER")));
    }

    [Fact]
    public void Open_WhenTagsAreOutOfOrderOrTwice_SortsAndKeepsTheLast()
    {
        var file = Open(File(ExplicitLittle,
            Explicit(0x00100020, "LO", "B "),
            Explicit(0x00080060, "CS", "CT"),
            Explicit(0x00100020, "LO", "C ")));

        Assert.Equal([DicomTag.Modality, DicomTag.PatientID], file.Dataset.Select(item => item.Tag));
        Assert.Equal("C", file.Dataset.GetString(DicomTag.PatientID));
    }

    [Fact]
    public void Open_WhenFragments_KeepsOffsetTableApart()
    {
        var file = Open(File("1.2.840.10008.1.2.5", Explicit(0x7fe00010, "OB", Undefined, Join(
            Item(4, UInt32(0)), Item(2, [1, 2]), Item(4, [3, 4, 5, 6]), EndOfSequence))));

        var fragments = file.Dataset.GetDicomItem<DicomFragmentSequence>(DicomTag.PixelData);
        Assert.Equal([0u], fragments.OffsetTable);
        Assert.Equal([[1, 2], [3, 4, 5, 6]], fragments.Fragments.Select(fragment => fragment.Data));
    }

    [Fact]
    public void Open_WhenCutWithinElement_KeepsWhatWasReadAndSaysPartial()
    {
        var bytes = File(ExplicitLittle, Explicit(0x00080060, "CS", "CT"), Explicit(0x7fe00010, "OW", new byte[100]));

        var file = Open(bytes[..^1]);

        Assert.True(file.IsPartial);
        Assert.Equal([DicomTag.Modality], file.Dataset.Select(item => item.Tag));
    }

    [Fact]
    public void Open_WithStop_EndsBeforeThatElement()
    {
        var bytes = File(ExplicitLittle, Explicit(0x00080060, "CS", "CT"), Explicit(0x00100020, "LO", "X "));

        var file = DicomFile.Open(new MemoryStream(bytes), Encoding.ASCII, state => state.Tag == DicomTag.PatientID);

        Assert.True(file.IsPartial);
        Assert.False(file.Dataset.Contains(DicomTag.PatientID));
    }

    [Fact]
    public void Open_WithFallbackEncoding_DecodesTextThatNamesNone()
    {
        var bytes = File(ExplicitLittle, Explicit(0x00100010, "PN", [0xed, 0x99, 0x8d, 0x20]));   // 홍 in UTF-8

        var file = DicomFile.Open(new MemoryStream(bytes), Encoding.UTF8);

        Assert.Equal("홍", file.Dataset.GetString(DicomTag.PatientName));
    }

    [Theory]
    [InlineData(FileReadOption.Default, false)]
    [InlineData(FileReadOption.ReadLargeOnDemand, false)]
    [InlineData(FileReadOption.ReadAll, true)]
    public void Open_WithReadOption_LeavesLargeValueInStreamOrReadsIt(FileReadOption option, bool isMemory)
    {
        var value = new byte[70_000];
        value[69_999] = 7;

        var buffer = Open(File(ExplicitLittle, Explicit(0x7fe00010, "OB", value)), option)
            .Dataset.GetDicomItem<DicomElement>(DicomTag.PixelData).Buffer;

        Assert.Equal(isMemory, buffer.IsMemory);
        Assert.Equal(value, buffer.Data);
    }

    [Fact]
    public void Open_WithSkipLargeTags_LeavesThemOut()
    {
        var file = Open(
            File(ExplicitLittle, Explicit(0x00080060, "CS", "CT"), Explicit(0x7fe00010, "OB", new byte[70_000])),
            FileReadOption.SkipLargeTags);

        Assert.Equal([DicomTag.Modality], file.Dataset.Select(item => item.Tag));
    }

    [Fact]
    public void Open_FromPath_ReadsLargeValueWhenItIsAskedFor()
    {
        var path = Path.GetTempFileName();
        try
        {
            System.IO.File.WriteAllBytes(path, File(ExplicitLittle, Explicit(0x7fe00010, "OB", [.. Enumerable.Repeat((byte)9, 70_000)])));

            var pixels = DicomFile.Open(path).Dataset.GetValues<byte>(DicomTag.PixelData);

            Assert.Equal((70_000, 9), (pixels.Length, pixels[^1]));
        }
        finally
        {
            System.IO.File.Delete(path);
        }
    }

    [Fact]
    public async Task OpenAsync_WhenStreamCannotSeek_ReadsEverything()
    {
        var bytes = File(ExplicitLittle, Explicit(0x7fe00010, "OB", new byte[200_000]));
        await using var stream = new OneWayStream(bytes);

        var file = await DicomFile.OpenAsync(stream);

        Assert.Equal(200_000, file.Dataset.GetValues<byte>(DicomTag.PixelData).Length);
    }
}
