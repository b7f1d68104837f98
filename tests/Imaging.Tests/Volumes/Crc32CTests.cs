using System.Text;
using Voxmark.Imaging.Volumes;

namespace Voxmark.Imaging.Tests.Volumes;

/// <summary>The test vectors of RFC 3720 B.4, and the check value of the catalogue of parametrised CRC algorithms.</summary>
public sealed class Crc32CTests
{
    [Fact]
    public void Of_ZerosOnesAndACount_IsAsInTheRfc()
    {
        Assert.Equal(0x8A9136AAu, Crc32C.Of(new byte[32]));
        Assert.Equal(0x62A8AB43u, Crc32C.Of([.. Enumerable.Repeat((byte)0xFF, 32)]));
        Assert.Equal(0x46DD794Eu, Crc32C.Of([.. Enumerable.Range(0, 32).Select(n => (byte)n)]));
    }

    [Fact]
    public void Of_ALengthThatIsNoMultipleOfAWord_CountsTheRestToo() =>
        Assert.Equal(0xE3069283u, Crc32C.Of(Encoding.ASCII.GetBytes("123456789")));
}
