using FellowOakDicom;

namespace Voxmark.FellowOakDicom.Tests;

public sealed class DicomDictionaryTests
{
    [Theory]
    [InlineData("00100010", "PN", "PatientName", "1")]
    [InlineData("00280030", "DS", "PixelSpacing", "2")]
    [InlineData("00080005", "CS", "SpecificCharacterSet", "1-n")]
    [InlineData("60023000", "OB", "OverlayData", "1")]      // (60xx,3000): any overlay group
    [InlineData("00090010", "LO", "PrivateCreator", "1")]
    [InlineData("00090000", "UL", "GroupLength", "1")]
    public void Indexer_WhenTagIsOfTheStandard_ReturnsItsEntry(string tag, string vr, string keyword, string vm)
    {
        var entry = DicomDictionary.Default[DicomTag.Parse(tag)];

        Assert.Equal((vr, keyword, vm),
            (entry.ValueRepresentations[0].Code, entry.Keyword, entry.ValueMultiplicity.ToString()));
    }

    [Fact]
    public void Indexer_WhenKeywordIsOfTheStandard_ReturnsTag() =>
        Assert.Equal(DicomTag.SeriesInstanceUID, DicomDictionary.Default["SeriesInstanceUID"]);

    [Fact]
    public void Indexer_WhenVendorIsKnown_FindsElementInAnyBlock()
    {
        // GEMS_IMAG_01 (0027,xx50) "Scan Start Location", FL, as every GE CT writes it.
        var tag = new DicomTag(0x0027, 0x1150, "GEMS_IMAG_01");

        Assert.Equal(DicomVR.FL, DicomDictionary.Default[tag].ValueRepresentations[0]);
    }

    [Fact]
    public void Indexer_WhenTagIsUnknown_ReturnsUnknownTag() =>
        Assert.Same(DicomDictionary.UnknownTag, DicomDictionary.Default[new DicomTag(0x0008, 0xfffe)]);
}
