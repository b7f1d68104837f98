using Voxmark.Imaging.Masks;

namespace Voxmark.Imaging.Tests.Masks;

/// <summary>The vectors are those of docs/mask-encoding.md, worked by hand; the viewer is tested with the same.</summary>
public class MaskTests
{
    [Theory]
    [InlineData(3, 2, "000000000000", "010302" + "0006")]
    [InlineData(3, 2, "000101010002", "010302" + "0001" + "0103" + "0001" + "0201")]
    [InlineData(1, 1, "FF", "010101" + "FF01")]
    public void Encode_OfDocumentedMap_GivesDocumentedBytes(int columns, int rows, string labels, string expected) =>
        Assert.Equal(expected, Convert.ToHexString(Mask.Encode(Convert.FromHexString(labels), rows, columns).Bytes.Span));

    [Fact]
    public void Encode_OfEmpty512_GivesDocumentedBytes() =>
        Assert.Equal("0180048004" + "00808010", Convert.ToHexString(Mask.Encode(new byte[512 * 512], 512, 512).Bytes.Span));

    [Fact]
    public void Hash_IsSha256OfBytes() =>
        // printf '\x01\x03\x02\x00\x06' | sha256sum
        Assert.Equal(
            "f754359cd476b5144a333ff2486b003b340b9adbb0ed09cd6585116cb517c9c4", Mask.Encode(new byte[6], rows: 2, columns: 3).Hash);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 300)]
    [InlineData(512, 512)]
    public void Decode_OfEncodedNoise_GivesTheMapBack(int rows, int columns)
    {
        var labels = new byte[rows * columns];
        var random = new Random(20240131);
        for (var i = 0; i < labels.Length; i++)
            labels[i] = i > 0 && random.Next(4) > 0 ? labels[i - 1] : (byte)random.Next(256);

        var encoded = Mask.Encode(labels, rows, columns);

        Assert.True(Mask.TryParse(encoded.Bytes, out var parsed, out _));
        Assert.Equal((rows, columns), (parsed.Rows, parsed.Columns));
        Assert.Equal(labels, parsed.Decode());
        Assert.Equal(encoded.Hash, parsed.Hash);
    }

    [Fact]
    public void Runs_OfDocumentedMap_AreItsRuns()
    {
        var runs = new List<MaskRun>();
        foreach (var run in Mask.Encode([0, 1, 1, 1, 0, 2], rows: 2, columns: 3).Runs)
            runs.Add(run);

        Assert.Equal([new(0, 1), new(1, 3), new(0, 1), new(2, 1)], runs);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void IsEmpty_WhenEveryPixelHasOneLabel_IsTrueForZeroOnly(byte label, bool expected) =>
        Assert.Equal(expected, Mask.Encode([label, label], rows: 1, columns: 2).IsEmpty);

    [Fact]
    public void Encode_WhenLengthIsNotRowsTimesColumns_Throws() =>
        Assert.Throws<ArgumentException>(() => Mask.Encode(new byte[5], rows: 2, columns: 3));

    [Theory]
    [InlineData("", "nothing")]
    [InlineData("02030200" + "06", "another version")]
    [InlineData("0103", "no rows")]
    [InlineData("010302", "no runs")]
    [InlineData("010002" + "0006", "no columns")]
    [InlineData("01808004" + "01" + "00808004", "65,536 columns")]
    [InlineData("01830002" + "0006", "columns with a trailing zero group")]
    [InlineData("010302" + "00", "a run without length")]
    [InlineData("010302" + "0086", "a length that is cut off")]
    [InlineData("010302" + "008600", "a length with a trailing zero group")]
    [InlineData("010302" + "00FFFFFFFF10", "a length beyond 32 bits")]
    [InlineData("010302" + "0005", "too few pixels")]
    [InlineData("010302" + "0007", "too many pixels")]
    [InlineData("010302" + "00060100", "an empty run")]
    [InlineData("010302" + "00030003", "neighbours with one label")]
    [InlineData("010302" + "000600", "bytes left over")]
    public void TryParse_WhenMalformed_RefusesWithASentence(string bytes, string why)
    {
        Assert.False(Mask.TryParse(Convert.FromHexString(bytes), out var mask, out var problem), why);
        Assert.Null(mask);
        Assert.EndsWith(".", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void TryParse_WhenFewBytesClaimFourBillionPixels_AllocatesNextToNothing()
    {
        // 65,535 × 65,535 in one run: 4,294,836,225 = 0xFFFE0001.
        var bytes = Convert.FromHexString("01FFFF03FFFF0300" + "8180F8FF0F");

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(Mask.TryParse(bytes, out var mask, out _));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal((65_535, 65_535), (mask.Rows, mask.Columns));
        Assert.InRange(allocated, 0, 1024);
    }

    [Fact]
    public void TryParse_OfMutatedBytes_IsRefusedOrDecodesToTheSameBytes()
    {
        var random = new Random(7);
        var original = Mask.Encode([.. Enumerable.Range(0, 40 * 30).Select(i => (byte)(i / 17 % 5))], rows: 30, columns: 40)
            .Bytes.ToArray();
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = original[..random.Next(original.Length + 1)];
            for (var flips = random.Next(4); flips > 0 && bytes.Length > 0; flips--)
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));

            if (Mask.TryParse(bytes, out var mask, out _) && (long)mask.Rows * mask.Columns <= 1 << 20)
                Assert.Equal(bytes, Mask.Encode(mask.Decode(), mask.Rows, mask.Columns).Bytes.ToArray());
        }
    }
}
