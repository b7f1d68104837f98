using Voxmark.QuantService.Reports;

namespace Voxmark.QuantService.Tests.Reports;

public sealed class PatientAgeTests
{
    [Theory]
    [InlineData("038Y", 38, "years")]
    [InlineData("006M", 6, "months")]
    [InlineData("002W", 2, "weeks")]
    [InlineData("010D", 10, "days")]
    [InlineData(" 49y ", 49, "years")]
    [InlineData("49", 49, "years")]
    public void Read_AnAge_IsItsNumberAndUnit(string text, int value, string unit) => Assert.Equal((value, unit), PatientAge.Read(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("old")]
    [InlineData("1234Y")]
    [InlineData("-38Y")]
    public void Read_AnythingElse_IsNone(string? text) => Assert.Null(PatientAge.Read(text));
}
