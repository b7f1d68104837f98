using FellowOakDicom;

namespace Voxmark.FellowOakDicom.Tests;

public sealed class DicomValidationTests
{
    [Theory]
    [InlineData("AS", "045Y", true)]
    [InlineData("AS", "45Y", false)]
    [InlineData("CS", "ORIGINAL", true)]
    [InlineData("CS", "lower", false)]
    [InlineData("DA", "20241231", true)]
    [InlineData("DA", "20241301", false)]
    [InlineData("DA", "20240101-20241231", true)]
    [InlineData("DS", "-1.5e-3", true)]
    [InlineData("DS", "1,5", false)]
    [InlineData("DS", "0.12345678901234567", false)]     // 19 characters
    [InlineData("DT", "20240119072731.123456+0900", true)]
    [InlineData("DT", "20240119-20240120", true)]
    [InlineData("DT", "2024011907273", false)]
    [InlineData("IS", "2147483647", true)]
    [InlineData("IS", "2147483648", false)]
    [InlineData("LO", "Two\nlines", false)]
    [InlineData("PN", "A^B^C^D^E", true)]
    [InlineData("PN", "A^B^C^D^E^F", false)]
    [InlineData("TM", "235960", true)]                   // a leap second
    [InlineData("TM", "2560", false)]
    [InlineData("UI", "1.2.840.10008", true)]
    [InlineData("UI", "1..2", false)]
    public void ValidateString_FollowsPart5Section62(string vr, string value, bool isValid) =>
        Assert.Equal(isValid, Record.Exception(() => DicomVR.Parse(vr).ValidateString(value)) is null);
}
