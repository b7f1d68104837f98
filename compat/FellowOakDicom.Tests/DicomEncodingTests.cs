using FellowOakDicom;
using static Voxmark.FellowOakDicom.Tests.Part10;

namespace Voxmark.FellowOakDicom.Tests;

/// <summary>The examples of PS3.5 annexes H, I, J and K: bytes and text are the standard's.</summary>
public sealed class DicomEncodingTests
{
    private const string Japanese = "Yamada^Tarou=山田^太郎=やまだ^たろう";
    private const string Korean = "Hong^Gildong=洪^吉洞=홍^길동";

    // H.3.1: ESC $ B and ESC ( B around kanji and hiragana.
    private const string JapaneseBytes =
        "59616D6164615E5461726F753D1B24423B3345441B28425E1B24424240 4F3A1B28423D1B2442246424 5E24401B28425E1B2442243F246D24261B2842";

    // I.2: ESC $ ) C before each component with hangul or hanja.
    private const string KoreanBytes =
        "486F6E675E47696C646F6E673D1B242943FBF35E1B242943D1CED4D73D1B242943C8AB5E1B242943B1E6B5BF";

    [Theory]
    [InlineData("\\ISO 2022 IR 87", JapaneseBytes, Japanese)]
    [InlineData("\\ISO 2022 IR 149", KoreanBytes, Korean)]
    [InlineData("ISO_IR 192", "57616E675E5869616F446F6E673DE78E8B5EE5B08FE69DB13D", "Wang^XiaoDong=王^小東=")]     // J.1
    [InlineData("GB18030", "57616E675E5869616F446F6E673DCDF55ED0A1B6AB3D", "Wang^XiaoDong=王^小东=")]             // J.2
    [InlineData("GBK", "57616E675E5869616F446F6E673DCDF55ED0A1B6AB3D", "Wang^XiaoDong=王^小东=")]
    [InlineData("ISO_IR 100", "4275635E4AE972F46D65", "Buc^Jérôme")]
    [InlineData("ISO-IR 100", "4275635E4AE972F46D65", "Buc^Jérôme")]                                             // misspelt
    [InlineData("ISO_IR 144", "BBEE63D265DCD1EB5E", "Люcвeмбы^")]                                                // Cyrillic
    [InlineData("ISO_IR 126", "C4E9EFEDF5F3E9EFF2", "Διονυσιος")]                                                // Greek
    [InlineData("ISO_IR 13", "D4CFC0DE5EC0DBB3", "ﾔﾏﾀﾞ^ﾀﾛｳ")]                                                  // H.3.2
    [InlineData("ISO 2022 IR 13\\ISO 2022 IR 87", "D4CFC0DE5EC0DBB33D1B24423B3345441B284A5E1B244242404F3A1B284A", "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎")]
    [InlineData("\\ISO 2022 IR 149", "486F6E675E47696C646F6E673DFBF35ED1CED4D7", "Hong^Gildong=洪^吉洞")]        // no escape sequences
    [InlineData("", "4120", "A")]
    public void GetString_InCharacterSet_DecodesStandardsExample(string charset, string hex, string expected)
    {
        var file = DicomFile.Open(new MemoryStream(File(ExplicitLittle,
            Explicit(0x00080005, "CS", charset),
            Explicit(0x00100010, "PN", Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal))))));

        Assert.Equal(expected, file.Dataset.GetString(DicomTag.PatientName));
    }

    [Theory]
    [InlineData("\\ISO 2022 IR 87", JapaneseBytes, Japanese)]
    [InlineData("\\ISO 2022 IR 149", KoreanBytes, Korean)]
    public void Save_InCharacterSetWithCodeExtensions_WritesStandardsExample(string charset, string hex, string text)
    {
        var dataset = new DicomDataset()
            .Add(DicomTag.SOPClassUID, DicomUID.CTImageStorage).Add(DicomTag.SOPInstanceUID, "1.2.3")
            .Add(DicomTag.SpecificCharacterSet, charset.Split('\\'))
            .Add(DicomTag.PatientName, text);
        using var stream = new MemoryStream();
        new DicomFile(dataset).Save(stream);
        var expected = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

        Assert.Equal(expected, stream.ToArray()[^(expected.Length + (expected.Length & 1))..][..expected.Length]);
    }

    [Fact]
    public void GetString_InItemWithoutCharacterSet_InheritsIt()
    {
        var name = Explicit(0x00100010, "PN", [0xed, 0x99, 0x8d, 0x20]);
        var file = DicomFile.Open(new MemoryStream(File(ExplicitLittle,
            Explicit(0x00080005, "CS", "ISO_IR 192"),
            Explicit(0x00081115, "SQ", Item((uint)name.Length, name)))));

        Assert.Equal("홍",
            file.Dataset.GetSequence(DicomTag.ReferencedSeriesSequence).Items[0].GetString(DicomTag.PatientName));
    }
}
