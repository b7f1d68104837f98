using FellowOakDicom;
using Voxmark.IngestService.Dicom;

namespace Voxmark.IngestService.Tests.Dicom;

public sealed class DicomValuesTests
{
    public static TheoryData<string, double[]> Written { get; } = new()
    {
        { "0.8\\0.8", [0.8, 0.8] }, { "0,8\\0,8", [0.8, 0.8] }, { "0.8\\0.8\\", [0.8, 0.8] }, { " 0.8 \\ 0.8 ", [0.8, 0.8] },
        { ".8\\.8", [0.8, 0.8] }, { "-10.\\-1E+1", [-10, -10] }, { "+5", [5] }, { "0.80000000000000000001", [0.8] },
        { "70 kg", [] }, { "1,234.5", [] }, { "1\\\\3", [] }, { "", [] }, { "\\", [] }, { "NaN", [] }, { "1e999", [] },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void Numbers_AsTheyAreWritten_AreRead(string text, double[] expected)
    {
        var values = text.Split('\\');
        DicomElement[] elements =
            [new DicomDecimalString(DicomTag.PixelSpacing, values), new DicomLongString(DicomTag.PixelSpacing, values)];
        foreach (var element in elements)
            Assert.Equal(expected, new DicomDataset().NotValidated().AddOrUpdate(element).Numbers(DicomTag.PixelSpacing));
    }

    [Theory]
    [InlineData("3", 3)]
    [InlineData("3.0", 3)]
    [InlineData(" 3 ", 3)]
    [InlineData("3.5", null)]
    [InlineData("99999999999", null)]
    public void Integer_AsItIsWritten_IsRead(string text, int? expected) => Assert.Equal(
        expected,
        new DicomDataset().NotValidated().AddOrUpdate(new DicomIntegerString(DicomTag.InstanceNumber, text))
            .Integer(DicomTag.InstanceNumber));

    [Fact]
    public void Numbers_OfABinaryElement_AreItsValues() => Assert.Equal(
        [1.5, -2],
        new DicomDataset().NotValidated().AddOrUpdate(new DicomFloatingPointDouble(DicomTag.PixelSpacing, 1.5, -2))
            .Numbers(DicomTag.PixelSpacing));

    [Fact]
    public void HasUnreadableNumbers_OfTextThatIsNone_IsTrue() => Assert.True(
        new DicomDataset().NotValidated().AddOrUpdate(new DicomDecimalString(DicomTag.RescaleSlope, "one"))
            .HasUnreadableNumbers(DicomTag.RescaleSlope));
}
