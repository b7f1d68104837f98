using System.Text;
using Voxmark.IngestService.Dicom;

namespace Voxmark.IngestService.Tests.Dicom;

public sealed class UndeclaredTextTests
{
    [Theory]
    [InlineData("홍^길동", 949)]
    [InlineData("똠방각하", 949)] // 똠 is not in KS X 1001: its lead byte is 0x8c
    [InlineData("홍^길동", 65001)]
    [InlineData("Jérôme", 28591)]
    [InlineData("Müller^Jörg", 28591)]
    [InlineData("Kim^Chulsoo", 20127)]
    public void GetString_OfTextThatDoesNotSayItsCharacterSet_IsTheText(string text, int codePage)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? Encoding.GetEncoding(codePage);

        Assert.Equal(text, UndeclaredText.Instance.GetString(encoding.GetBytes(text)));
    }
}
