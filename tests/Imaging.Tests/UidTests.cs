namespace Voxmark.Imaging.Tests;

public sealed class UidTests
{
    [Theory]
    [InlineData("1.2.840.10008.1.1", true)]
    [InlineData("7", true)]
    [InlineData("1.02.3", true)] // PS3.5 §9.1 forbids the zero, and devices write it
    [InlineData("1.2.840.10008.1.2.3.4.5.6.7.8.9.10.11.12.13.14.15.16.17.18.19.20", true)] // 64 characters
    [InlineData("1.2.840.10008.1.2.3.4.5.6.7.8.9.10.11.12.13.14.15.16.17.18.19.201", false)]
    [InlineData("..", false)]
    [InlineData("1..2", false)]
    [InlineData(".1", false)]
    [InlineData("1.", false)]
    [InlineData("1.2/3", false)]
    [InlineData("1.2\n", false)]
    [InlineData("1.٢", false)] // a digit, but not of ASCII
    [InlineData("", false)]
    [InlineData(null, false)]
    public void IsValid_OfDigitsAndSingleDots_AndOfNothingElse(string? uid, bool isValid) => Assert.Equal(isValid, Uid.IsValid(uid));
}
