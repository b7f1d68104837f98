using FellowOakDicom.Imaging.Codec;

namespace Voxmark.FellowOakDicom.Tests.Imaging.Codec;

public sealed class Jpeg2000DecoderTests
{
    /// <summary>
    /// 4 x 3 pixels, 16 bits signed, -1000, -900, … 100: as little-endian words through
    /// <c>opj_compress -i g.rawl -o g.j2k -F 4,3,1,16,s -n 1</c> (OpenJPEG 2.5.0).
    /// </summary>
    private const string Ramp =
        "ff4fff5100290000000000040000000300000000000000000000000400000003000000000000000000018f0101ff52000c00000001000004040001"
        + "ff5c00044080ff640025000143726561746564206279204f70656e4a5045472076657273696f6e20322e352e30ff90000a0000000000210001ff"
        + "93c07ec1e0083722828640e88bcecd3046265b91ffd9";

    /// <summary>
    /// 2 x 2 pixels of three components with the reversible colour transform; planes 10 20 30 40, 50 60 70 80,
    /// 90 100 110 120: <c>opj_compress -i c.raw -o c.j2k -F 2,2,3,8,u -n 1 -mct 1</c>.
    /// </summary>
    private const string Colour =
        "ff4fff51002f000000000002000000020000000000000000000000020000000200000000000000000003070101070101070101"
        + "ff52000c00000001010004040001ff5c00044040ff640025000143726561746564206279204f70656e4a5045472076657273696f6e20322e352e30"
        + "ff90000a0000000000240001ff93cfb4140647db8299c7d40801d43adfc7d408088c4edfffd9";

    private static readonly short[] RampValues = [.. Enumerable.Range(0, 12).Select(i => (short)((i * 100) - 1000))];

    private static FrameLayout Layout(int rows, int columns, int samples = 1, int bits = 16, bool isPlanar = false) =>
        new(rows, columns, samples, bits, isPlanar, IsYbr: false, IsSigned: samples == 1);

    private static short[] Words(byte[] frame) => [.. frame.Chunk(2).Select(word => BitConverter.ToInt16(word))];

    [Fact]
    public void Decode_OfSigned16Bit_GivesItsValues() =>
        Assert.Equal(RampValues, Words(Jpeg2000Decoder.Decode(Convert.FromHexString(Ramp), Layout(3, 4))));

    [Fact]
    public void Decode_WhenPaddedAfterTheEnd_GivesItsValues() =>
        Assert.Equal(RampValues, Words(Jpeg2000Decoder.Decode(Convert.FromHexString(Ramp + "ff"), Layout(3, 4))));

    [Fact]
    public void Decode_OfColour_InterleavesPixels() => Assert.Equal(
        [10, 50, 90, 20, 60, 100, 30, 70, 110, 40, 80, 120],
        Jpeg2000Decoder.Decode(Convert.FromHexString(Colour), Layout(2, 2, samples: 3, bits: 8)));

    [Fact]
    public void Decode_OfColourByPlane_KeepsPlanes() => Assert.Equal(
        [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120],
        Jpeg2000Decoder.Decode(Convert.FromHexString(Colour), Layout(2, 2, samples: 3, bits: 8, isPlanar: true)));

    [Theory]
    [InlineData(4, 3, 1, 16)] // rows and columns exchanged
    [InlineData(3, 4, 3, 16)]
    [InlineData(3, 4, 1, 8)]
    public void Decode_WhenImageIsNotAsTheDataSetSays_ThrowsDicomCodecException(int rows, int columns, int samples, int bits) =>
        Assert.Throws<DicomCodecException>(
            () => Jpeg2000Decoder.Decode(Convert.FromHexString(Ramp), Layout(rows, columns, samples, bits)));

    [Fact]
    public void Decode_CutAnywhere_ThrowsDicomCodecExceptionOrDecodes()
    {
        var whole = Convert.FromHexString(Ramp);
        var refused = 0;
        for (var length = 0; length < whole.Length; length++)
        {
            try
            {
                Assert.Equal(24, Jpeg2000Decoder.Decode(whole.AsSpan(0, length), Layout(3, 4)).Length);
            }
            catch (DicomCodecException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, whole.Length / 2, whole.Length);
    }

    [Fact]
    public void Decode_AfterADamagedImage_StillWorks()
    {
        Assert.Throws<DicomCodecException>(() => Jpeg2000Decoder.Decode([1, 2, 3], Layout(3, 4)));

        Assert.Equal(RampValues, Words(Jpeg2000Decoder.Decode(Convert.FromHexString(Ramp), Layout(3, 4))));
    }

    [Fact]
    public void Decode_FromManyThreads_GivesEachItsOwnFrame() => Parallel.For(0, 64, i =>
    {
        if (i % 2 == 0)
            Assert.Equal(RampValues, Words(Jpeg2000Decoder.Decode(Convert.FromHexString(Ramp), Layout(3, 4))));
        else
            Assert.Equal(12, Jpeg2000Decoder.Decode(Convert.FromHexString(Colour), Layout(2, 2, samples: 3, bits: 8)).Length);
    });
}
