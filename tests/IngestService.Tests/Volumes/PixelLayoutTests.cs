using Voxmark.IngestService.Volumes;

namespace Voxmark.IngestService.Tests.Volumes;

public sealed class PixelLayoutTests
{
    [Theory]
    [InlineData(12, 11, false, 0xF123, 0x123)] // four overlay bits above twelve stored ones
    [InlineData(12, 11, true, 0x0FFF, -1)]
    [InlineData(12, 11, true, 0x0800, -2048)]
    [InlineData(12, 11, true, 0x07FF, 2047)]
    [InlineData(12, 15, false, 0x1234, 0x123)] // stored bits at the top of the word
    [InlineData(16, 15, true, 0xFC18, -1000)]
    [InlineData(16, 15, false, 0xFC18, 64536)]
    public void StoredValue_OfAWord_TakesItsBitsAndSign(int stored, int high, bool isSigned, int word, int expected) =>
        Assert.Equal(expected, new PixelLayout(16, stored, high, isSigned).StoredValue(word));
}
