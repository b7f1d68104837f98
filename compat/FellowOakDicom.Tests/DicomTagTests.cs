using FellowOakDicom;

namespace Voxmark.FellowOakDicom.Tests;

public sealed class DicomTagTests
{
    [Theory]
    [InlineData("00100010")]
    [InlineData("0010,0010")]
    [InlineData("(0010,0010)")]
    public void Parse_WhenPublic_ReadsEveryNotation(string text) =>
        Assert.Equal(DicomTag.PatientName, DicomTag.Parse(text));

    [Fact]
    public void Parse_WhenPrivate_KeepsCreator() =>
        Assert.Equal("ACME", DicomTag.Parse("(0029,1008:ACME)").PrivateCreator.Creator);

    [Theory]
    [InlineData("0010")]
    [InlineData("001g0010")]
    [InlineData("00100010x")]
    public void Parse_WhenMalformed_ThrowsDicomDataException(string text) =>
        Assert.Throws<DicomDataException>(() => DicomTag.Parse(text));

    [Fact]
    public void Equals_WhenSameCreatorInOtherBlock_IsTrue() =>
        Assert.Equal(new DicomTag(0x0029, 0x1008, "ACME"), new DicomTag(0x0029, 0x2208, "ACME"));

    [Theory]
    [InlineData("G", "(0018,0050)")]
    [InlineData("g", "0018,0050")]
    [InlineData("J", "00180050")]
    public void ToString_WithFormat_WritesIt(string format, string expected) =>
        Assert.Equal(expected, DicomTag.SliceThickness.ToString(format, null));
}
