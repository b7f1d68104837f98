using FellowOakDicom;

namespace Voxmark.FellowOakDicom.Tests;

public sealed class DicomUIDTests
{
    [Fact]
    public void Parse_WhenPaddedAndKnown_ReturnsStandardInstance() =>
        Assert.Same(DicomUID.CTImageStorage, DicomUID.Parse("1.2.840.10008.5.1.4.1.1.2\0"));

    [Fact]
    public void Generate_Always_ReturnsValidUidBelow225()
    {
        var uid = DicomUID.Generate().UID;

        Assert.StartsWith("2.25.", uid, StringComparison.Ordinal);
        Assert.True(DicomUID.IsValidUid(uid));
    }

    [Theory]
    [InlineData("1.2.840", true)]
    [InlineData("1.02.840", false)]                 // leading zero
    [InlineData("1.2.", false)]
    [InlineData("1.2.a", false)]
    [InlineData("1.2345678901234567890123456789012345678901234567890123456789012345", false)]  // 66 characters
    public void IsValidUid_FollowsPart5Section9(string uid, bool isValid) =>
        Assert.Equal(isValid, DicomUID.IsValidUid(uid));

    [Fact]
    public void Lookup_WhenJpegLosslessSv1_KnowsItsProperties()
    {
        var syntax = DicomTransferSyntax.Parse("1.2.840.10008.1.2.4.70");

        Assert.Same(DicomTransferSyntax.JPEGProcess14SV1, syntax);
        Assert.True(syntax is { IsEncapsulated: true, IsExplicitVR: true, IsLossy: false });
    }
}
