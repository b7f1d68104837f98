using Voxmark.IngestService.Dicom;

namespace Voxmark.IngestService.Tests.Dicom;

public sealed class PersonNameTests
{
    [Theory] // examples of PS3.5 annexes H and I
    [InlineData("Hong^Gildong=洪^吉洞=홍^길동", "洪 吉洞 (Hong Gildong)")]
    [InlineData("Adams^John Robert Quincy^^Rev.^B.A. M.Div.", "Adams John Robert Quincy Rev. B.A. M.Div.")]
    [InlineData("=山田^太郎", "山田 太郎")]
    [InlineData("Doe^^^^", "Doe")]
    [InlineData("^=^", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Readable_OfAName_IsAsPeopleReadIt(string? value, string? expected) =>
        Assert.Equal(expected, PersonName.Readable(value));
}
