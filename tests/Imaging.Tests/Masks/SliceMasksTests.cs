using Voxmark.Imaging.Masks;

namespace Voxmark.Imaging.Tests.Masks;

public class SliceMasksTests
{
    // One 3 × 2 empty map is 01 03 02 00 06 (docs/mask-encoding.md): five bytes.
    private const string EmptyMap = "0103020006";

    [Fact]
    public void Encode_OfTwoSlices_WritesIndexCountAndMaskOfEach()
    {
        var mask = Mask.Encode(new byte[6], rows: 2, columns: 3);

        var bytes = SliceMasks.Encode([new(4, mask), new(200, mask)]);

        Assert.Equal("04" + "05" + EmptyMap + "C801" + "05" + EmptyMap, Convert.ToHexString(bytes));
    }

    [Fact]
    public void Encode_WhenSlicesDoNotAscend_Throws()
    {
        var mask = Mask.Encode(new byte[6], rows: 2, columns: 3);

        Assert.Throws<ArgumentOutOfRangeException>(() => SliceMasks.Encode([new(4, mask), new(4, mask)]));
    }

    [Fact]
    public void TryParse_OfEncodedStack_GivesSlicesAndMasksBack()
    {
        var bytes = Convert.FromHexString("04" + "05" + EmptyMap + "C801" + "05" + EmptyMap);

        Assert.True(SliceMasks.TryParse(bytes, out var masks, out _));

        Assert.Equal([4, 200], masks.Select(item => item.Slice));
        Assert.All(masks, item => Assert.Equal(EmptyMap, Convert.ToHexString(item.Mask.Bytes.Span)));
    }

    [Fact]
    public void TryParse_OfNothing_IsAnEmptyStack()
    {
        Assert.True(SliceMasks.TryParse(ReadOnlyMemory<byte>.Empty, out var masks, out _));
        Assert.Empty(masks);
    }

    [Theory]
    [InlineData("04", "no byte count")]
    [InlineData("0406" + EmptyMap, "more bytes announced than there are")]
    [InlineData("04FFFFFFFF0F" + EmptyMap, "four gigabytes announced")]
    [InlineData("0404" + EmptyMap, "a mask cut off")]
    [InlineData("0405" + EmptyMap + "0405" + EmptyMap, "a slice twice")]
    [InlineData("0505" + EmptyMap + "0405" + EmptyMap, "descending slices")]
    [InlineData("FFFFFFFF0F05" + EmptyMap, "a slice index beyond 31 bits")]
    public void TryParse_WhenMalformed_RefusesWithASentence(string bytes, string why)
    {
        Assert.False(SliceMasks.TryParse(Convert.FromHexString(bytes), out var masks, out var problem), why);
        Assert.Null(masks);
        Assert.EndsWith(".", problem, StringComparison.Ordinal);
    }
}
