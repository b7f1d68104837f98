using System.Security.Cryptography;
using FellowOakDicom;
using FellowOakDicom.Imaging;
using FellowOakDicom.Imaging.Codec;
using Voxmark.Tests;

namespace Voxmark.FellowOakDicom.Tests;

/// <summary>Real files. The expected values were noted from DCMTK 3.6.7 (dcmdump, dcmdjpeg) and pydicom 2.3.1.</summary>
public sealed class SharedDataTests
{
    private const string TransferSyntaxFamily = "zoo/01_ts_family_ctimage/CTImage.dcm_";

    private static DicomFile Open(string path) => DicomFile.Open(SharedData.PathOf(path.Split('/')));

    private static byte[] Frame(DicomDataset dataset) =>
        new DicomTranscoder(dataset.InternalTransferSyntax, DicomTransferSyntax.ExplicitVRLittleEndian)
            .DecodeFrame(dataset, 0).Data;

    private static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    [SharedDataFact]
    public void Open_OfUncompressedCt_ReadsWhatPydicomReads()
    {
        var dataset = Open("ct_crlm1004/dicom/1-01.dcm").Dataset;

        Assert.Equal(107, dataset.Count());
        Assert.Equal([-198.199997, -204.0, -175.0], dataset.GetValues<double>(DicomTag.ImagePositionPatient));
        Assert.Equal(-1024, dataset.GetSingleValue<int>(DicomTag.RescaleIntercept));
        Assert.Equal(
            "78c01cccd9375677fe7b7ed258bf3b8637778c2f638aaf787dcd5fcfc28264fd", Sha256(Frame(dataset)));
    }

    [SharedDataFact]
    public void DecodeFrame_OfJpegLosslessCt_EqualsDcmdjpeg()
    {
        var dataset = Open("ct_acrin001/dicom/100.dcm").Dataset;

        Assert.Equal(DicomTransferSyntax.JPEGProcess14SV1, dataset.InternalTransferSyntax);
        Assert.Equal(PixelRepresentation.Signed, DicomPixelData.Create(dataset).PixelRepresentation);
        Assert.Equal(
            "8ca5885ffa721a11a041dcfd20f5f0c9dcdd6b75119bb4b926af24c39823be73", Sha256(Frame(dataset)));
    }

    /// <summary>One image that others wrote in every lossless syntax.</summary>
    [SharedDataTheory]
    [InlineData("BigEndianExplicitTransferSyntax_1.2.840.10008.1.2.2")]
    [InlineData("DeflatedExplicitVRLittleEndianTransferSyntax_1.2.840.10008.1.2.1.99")]
    [InlineData("LittleEndianImplicitTransferSyntax_1.2.840.10008.1.2")]
    [InlineData("JPEGProcess14SV1TransferSyntax_1.2.840.10008.1.2.4.70")]
    [InlineData("JPEGProcess14TransferSyntax_1.2.840.10008.1.2.4.57")]
    [InlineData("JPEGLSLosslessTransferSyntax_1.2.840.10008.1.2.4.80")]
    [InlineData("RLELosslessTransferSyntax_1.2.840.10008.1.2.5")]
    [InlineData("JPEG2000LosslessOnlyTransferSyntax_1.2.840.10008.1.2.4.90")]
    public void DecodeFrame_OfSameImageInEverySyntax_GivesSamePixels(string syntax)
    {
        var native = Open(TransferSyntaxFamily + "LittleEndianExplicitTransferSyntax_1.2.840.10008.1.2.1.dcm");

        var other = Open(TransferSyntaxFamily + syntax + ".dcm");

        Assert.Equal(Sha256(Frame(native.Dataset)), Sha256(Frame(other.Dataset)));
    }

    [SharedDataFact]
    public void DecodeFrame_OfJpeg2000Ct_EqualsItsUncompressedTwin() => Assert.Equal(
        Sha256(Frame(Open("zoo/02_ts_other/693_UNCR.dcm").Dataset)), Sha256(Frame(Open("zoo/02_ts_other/693_J2KR.dcm").Dataset)));

    /// <summary>The hash is that of OpenJPH's frame (npm @cornerstonejs/codec-openjph 2.4.11).</summary>
    [SharedDataFact]
    public void DecodeFrame_OfHighThroughputJpeg2000_EqualsOpenJph() => Assert.Equal(
        "9d87240604f5d7522c6a8056ace6cefc2c8d6d0b07bd6e7303d5e5b21af9a49e",
        Sha256(Frame(Open("zoo/02_ts_other/HTJ2KLossless_08_RGB.dcm").Dataset)));

    /// <summary>13 bits that are signed by the data set and not by the codestream; the values are those that pydicom's own
    /// tests expect of this file in rows 47 to 56 of column 279.</summary>
    [SharedDataFact]
    public void DecodeFrame_WhenSignIsSaidByTheDataSetOnly_GivesSignedValues()
    {
        var frame = Frame(Open("zoo/02_ts_other/J2K_pixelrep_mismatch.dcm").Dataset);

        Assert.Equal(
            [621, 412, 138, -193, -520, -767, -907, -966, -988, -995],
            Enumerable.Range(47, 10).Select(row => BitConverter.ToInt16(frame, ((row * 512) + 279) * 2)));
    }

    [SharedDataTheory]
    [InlineData("chrArab", "قباني^لنزار")]
    [InlineData("chrFren", "Buc^Jérôme")]
    [InlineData("chrH31", "Yamada^Tarou=山田^太郎=やまだ^たろう")]
    [InlineData("chrH32", "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう")]
    [InlineData("chrI2", "Hong^Gildong=洪^吉洞=홍^길동")]
    [InlineData("chrRuss", "Люкceмбypг")]
    [InlineData("chrX1", "Wang^XiaoDong=王^小東=")]
    [InlineData("chrX2", "Wang^XiaoDong=王^小东=")]
    public void GetString_OfEveryCharacterSet_EqualsPydicom(string file, string expected) =>
        Assert.Equal(expected, Open($"zoo/05_charset/{file}.dcm").Dataset.GetString(DicomTag.PatientName));

    [SharedDataFact]
    public void Open_WhenItemHasOtherCharacterSet_DecodesItInThat()
    {
        var item = Open("zoo/05_charset/chrSQEncoding.dcm").Dataset
            .GetSequence(DicomTag.RequestedProcedureCodeSequence).Items[0];

        Assert.Equal("ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう", item.GetString(DicomTag.PatientName));
    }

    [SharedDataTheory]
    [InlineData("zoo/06_structure_private/MR_truncated.dcm")]
    [InlineData("zoo/06_structure_private/rtplan_truncated.dcm")]
    public void Open_WhenCutShort_SaysPartial(string path) => Assert.True(Open(path).IsPartial);

    [SharedDataFact]
    public void Open_OfNestedPrivateSequences_ReadsInnermostValue()
    {
        var outer = Open("zoo/06_structure_private/nested_priv_SQ.dcm").Dataset;
        var tag = new DicomTag(0x0001, 0x0001);

        var value = outer.GetSequence(tag).Items[0].GetSequence(tag).Items[0].GetValues<byte>(tag);

        Assert.Equal("Double Nested SQ"u8.ToArray(), value);
    }

    /// <summary>Every file is read, and can be written and read again without loss; one has a byte before its tags.</summary>
    [SharedDataFact]
    public void Save_OfEveryFileOfTheZoo_KeepsEveryItem()
    {
        foreach (var path in Directory.EnumerateFiles(SharedData.PathOf("zoo"), "*", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith("README.txt", StringComparison.Ordinal)
                && !path.EndsWith("no_meta.dcm", StringComparison.Ordinal)))
        {
            var file = DicomFile.Open(path);
            using var stream = new MemoryStream();
            file.Save(stream);
            stream.Position = 0;

            Assert.Equal([path, .. Lines(file.Dataset)], [path, .. Lines(DicomFile.Open(stream).Dataset)]);
        }
    }

    private static List<string> Lines(DicomDataset dataset) =>
    [
        .. dataset.Where(item => item.Tag.Element != 0).SelectMany(item => item switch
        {
            DicomSequence sequence => sequence.Items.SelectMany(Lines).Prepend($"{item.Tag} SQ {sequence.Items.Count}"),
            DicomElement element => [$"{item.Tag} {item.ValueRepresentation} {Sha256(Even(element.Buffer.Data))}"],
            DicomFragmentSequence fragments => [.. fragments.Select(fragment => $"{item.Tag} {Sha256(Even(fragment.Data))}")],
            _ => [],
        }),
    ];

    /// <summary>Values of odd length, which are not allowed, are written with a byte more.</summary>
    private static byte[] Even(byte[] value) => value.Length % 2 == 0 ? value : [.. value, 0];
}
