using FellowOakDicom;
using FellowOakDicom.IO.Writer;
using static Voxmark.FellowOakDicom.Tests.Part10;

namespace Voxmark.FellowOakDicom.Tests;

public sealed class DicomFileSaveTests
{
    private static byte[] Save(DicomFile file, DicomWriteOptions? options = null)
    {
        using var stream = new MemoryStream();
        file.Save(stream, options);
        return stream.ToArray();
    }

    private static DicomDataset Minimal(DicomTransferSyntax syntax) => new DicomDataset(syntax)
        .Add(DicomTag.SOPClassUID, DicomUID.CTImageStorage)
        .Add(DicomTag.SOPInstanceUID, "1.2.3");

    /// <summary>The data set's bytes: what follows group 0002.</summary>
    private static byte[] Body(byte[] file) => file[(128 + 4 + 12 + BitConverter.ToInt32(file, 128 + 4 + 8))..];

    private static byte[] Uids(Func<uint, string, string, byte[]> element) => Join(
        element(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.2"), element(0x00080018, "UI", "1.2.3"));

    [Fact]
    public void Save_WhenExplicit_WritesElementsAsPart5Says()
    {
        var dataset = Minimal(DicomTransferSyntax.ExplicitVRLittleEndian)
            .Add(DicomTag.PatientID, "ABC")
            .Add(DicomTag.Rows, (ushort)513)
            .Add(DicomTag.PixelSpacing, 0.5m, 0.25m)
            .Add(new DicomOtherByte(DicomTag.PixelData, 1, 2, 3));

        var bytes = Save(new DicomFile(dataset));

        Assert.Equal("DICM"u8.ToArray(), bytes[128..132]);
        Assert.Equal(
            Join(Uids(Explicit), Explicit(0x00100020, "LO", "ABC "), Explicit(0x00280010, "US", UInt16(513)),
                Explicit(0x00280030, "DS", "0.5\\0.25"), Explicit(0x7fe00010, "OB", [1, 2, 3, 0])),
            Body(bytes));
    }

    [Fact]
    public void Save_WhenSequence_WritesDelimitersByDefault()
    {
        var item = new DicomDataset().Add(DicomTag.PatientID, "AB");
        var dataset = Minimal(DicomTransferSyntax.ImplicitVRLittleEndian)
            .Add(new DicomSequence(DicomTag.ReferencedSeriesSequence, item));

        var bytes = Save(new DicomFile(dataset));

        Assert.Equal(
            Join(Implicit(0x00081115, Undefined, []), Item(Undefined, Implicit(0x00100020, "AB")), EndOfItem, EndOfSequence),
            Body(bytes)[^(8 + 8 + 10 + 8 + 8)..]);
    }

    [Fact]
    public void Save_WithExplicitLengths_WritesLengthsOfSequencesAndItems()
    {
        var item = new DicomDataset().Add(DicomTag.PatientID, "AB");
        var dataset = Minimal(DicomTransferSyntax.ExplicitVRLittleEndian)
            .Add(new DicomSequence(DicomTag.ReferencedSeriesSequence, item));
        var options = new DicomWriteOptions { ExplicitLengthSequences = true, ExplicitLengthSequenceItems = true };

        var bytes = Save(new DicomFile(dataset), options);

        Assert.Equal(
            Explicit(0x00081115, "SQ", Item(10, Explicit(0x00100020, "LO", "AB"))), Body(bytes)[^(12 + 8 + 10)..]);
    }

    [Fact]
    public void Save_WhenBigEndian_SwapsNumbers()
    {
        var dataset = Minimal(DicomTransferSyntax.ExplicitVRBigEndian).Add(DicomTag.Rows, (ushort)0x0102);

        var bytes = Save(new DicomFile(dataset));

        Assert.Equal([0x00, 0x28, 0x00, 0x10, (byte)'U', (byte)'S', 0, 2, 1, 2], bytes[^10..]);
    }

    [Fact]
    public void Save_WhenTextIsTooLongForItsVr_WritesItAsUnknown()
    {
        // 70,000 bytes do not fit in LT's length field of two bytes (PS3.5 section 6.2.2).
        var dataset = Minimal(DicomTransferSyntax.ExplicitVRLittleEndian).NotValidated()
            .Add(DicomTag.AdditionalPatientHistory, new string('x', 70_000));

        var bytes = Save(new DicomFile(dataset));

        Assert.Equal(Explicit(0x001021b0, "UN", 70_000, []), bytes[^(70_000 + 12)..^70_000]);
    }

    [Fact]
    public void Save_WhenCharacterSetIsKorean_WritesTextInIt()
    {
        var dataset = Minimal(DicomTransferSyntax.ExplicitVRLittleEndian)
            .Add(DicomTag.SpecificCharacterSet, "ISO_IR 192")
            .Add(DicomTag.PatientName, "홍^길동");

        var bytes = Save(new DicomFile(dataset));

        Assert.Equal(
            Explicit(0x00100010, "PN", [0xed, 0x99, 0x8d, (byte)'^', 0xea, 0xb8, 0xb8, 0xeb, 0x8f, 0x99]), bytes[^18..]);
    }

    [Fact]
    public void Save_WhenReadTextHasBytesThatItsCharacterSetLacks_KeepsThem()
    {
        byte[] name = [(byte)'A', 0xff, 0xfe, (byte)'B'];
        var file = DicomFile.Open(new MemoryStream(File(
            ExplicitLittle, Uids(Explicit), Explicit(0x00100010, "PN", name))));

        Assert.Equal(name, Save(file)[^4..]);
    }

    [Theory]
    [InlineData("1.2.840.10008.1.2")]
    [InlineData("1.2.840.10008.1.2.1")]
    [InlineData("1.2.840.10008.1.2.1.99")]
    [InlineData("1.2.840.10008.1.2.2")]
    public async Task SaveAsync_InEveryUncompressedSyntax_CanBeReadAgain(string uid)
    {
        var dataset = Minimal(DicomTransferSyntax.Parse(uid))
            .Add(DicomTag.ImagePositionPatient, -1.5m, 0m, 2.25m)
            .Add(new DicomSequence(DicomTag.ReferencedSeriesSequence, new DicomDataset().Add(DicomTag.Rows, (ushort)7)))
            .Add(new DicomOtherWord(DicomTag.PixelData, [.. Enumerable.Range(0, 40_000).Select(i => (ushort)i)]));
        using var stream = new MemoryStream();
        await new DicomFile(dataset).SaveAsync(stream);
        stream.Position = 0;

        var read = DicomFile.Open(stream).Dataset;

        Assert.Equal(uid, read.InternalTransferSyntax.UID.UID);
        Assert.Equal([-1.5, 0, 2.25], read.GetValues<double>(DicomTag.ImagePositionPatient));
        Assert.Equal(7, read.GetSequence(DicomTag.ReferencedSeriesSequence).Items[0].GetSingleValue<int>(DicomTag.Rows));
        Assert.Equal(39_999, read.GetValue<ushort>(DicomTag.PixelData, 39_999));
    }

    [Fact]
    public void Save_OverTheFileItWasReadFrom_KeepsPixelData()
    {
        var path = Path.GetTempFileName();
        try
        {
            System.IO.File.WriteAllBytes(path, File(
                ExplicitLittle, Uids(Explicit), Explicit(0x7fe00010, "OB", [.. Enumerable.Repeat((byte)5, 100_000)])));
            var file = DicomFile.Open(path);

            file.Save(path);

            Assert.Equal(100_000, DicomFile.Open(path).Dataset.GetValues<byte>(DicomTag.PixelData).Count(value => value == 5));
        }
        finally
        {
            System.IO.File.Delete(path);
        }
    }

    [Fact]
    public void Save_WhenReadTransferSyntaxIsNoUid_WritesTheOneThatWasUnderstood()
    {
        var file = DicomFile.Open(new MemoryStream(
        [
            .. new byte[128], .. "DICM"u8, .. Explicit(0x00020010, "SH", "1.2.840.10008.1.2.1"), .. Uids(Explicit),
        ]));

        Assert.Equal(Uids(Explicit), Body(Save(file)));
    }

    [Fact]
    public void Constructor_WhenDataSetHasNoSopInstanceUid_ThrowsDicomDataException() =>
        Assert.Throws<DicomDataException>(() => new DicomFile(new DicomDataset()));
}
