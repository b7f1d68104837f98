using System.Text;
using Voxmark.IngestService.Dicom;

namespace Voxmark.IngestService.Tests.Dicom;

public sealed class NameSearchTests
{
    [Theory]
    [InlineData("황보 사랑", "황보|사랑")]
    [InlineData("  황보^사랑 ", "황보|사랑")]
    [InlineData("Hwangbo, Sarang", "Hwangbo|Sarang")]
    [InlineData("BUG-P2", "BUG-P2")]
    public void Words_OfWhatIsTyped_AreItsParts(string typed, string expected) =>
        Assert.Equal(expected, string.Join('|', NameSearch.Words(typed)));

    [Fact]
    public void Words_TypedOnAMac_AreComposed() =>
        Assert.Equal(["홍길동"], NameSearch.Words("홍길동".Normalize(NormalizationForm.FormD)));

    [Theory]
    [InlineData("^^^^", null)]
    [InlineData("", null)]
    [InlineData("Kim^A", "Kim^A")]
    public void Stored_OfAName_IsNullForSeparatorsAlone(string name, string? expected) => Assert.Equal(expected, NameSearch.Stored(name));
}
