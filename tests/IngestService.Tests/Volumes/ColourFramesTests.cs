using FellowOakDicom;
using Voxmark.IngestService.Volumes;

namespace Voxmark.IngestService.Tests.Volumes;

public sealed class ColourFramesTests
{
    // Red, green, blue, white and black by BT.601: 0.299, 0.587 and 0.114 of 255.
    private static readonly ushort[] Grey = [76, 150, 29, 255, 0];

    [Fact]
    public void ToLuminance_OfRgbByPixel_IsTheLuma() => Assert.Equal(
        Grey, Convert("RGB", 0, [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0], 5));

    [Fact]
    public void ToLuminance_OfRgbByPlane_IsTheLuma() => Assert.Equal(
        Grey, Convert("RGB", 1, [255, 0, 0, 255, 0, 0, 255, 0, 255, 0, 0, 0, 255, 255, 0], 5));

    [Fact]
    public void ToLuminance_OfYbrFull_IsY() => Assert.Equal([10, 20], Convert("YBR_FULL", 0, [10, 1, 2, 20, 3, 4], 2));

    [Fact]
    public void ToLuminance_OfYbrFull422_TakesBothYsOfAPair() =>
        Assert.Equal([10, 20, 30, 40], Convert("YBR_FULL_422", 0, [10, 20, 1, 2, 30, 40, 3, 4], 4));

    [Fact]
    public void ToLuminance_WhenTheFrameIsShort_SaysSo() =>
        Assert.Throws<UnreadablePixelsException>(() => Convert("RGB", 0, [1, 2], 1));

    [Fact]
    public void Of_AnUnknownKind_IsNull() => Assert.Null(ColourFrames.Of(Colours("HSV", 0)));

    [Fact]
    public void ToLuminance_OfAPalette_LooksUpTheColour()
    {
        var dataset = Colours("PALETTE COLOR", 0);
        foreach (var (descriptor, data, values) in new[]
        {
            (DicomTag.RedPaletteColorLookupTableDescriptor, DicomTag.RedPaletteColorLookupTableData, new ushort[] { 255, 0 }),
            (DicomTag.GreenPaletteColorLookupTableDescriptor, DicomTag.GreenPaletteColorLookupTableData, new ushort[] { 0, 255 }),
            (DicomTag.BluePaletteColorLookupTableDescriptor, DicomTag.BluePaletteColorLookupTableData, new ushort[] { 0, 0 }),
        })
        {
            dataset.Add(descriptor, (ushort)2, (ushort)0, (ushort)8);
            dataset.Add(data, values);
        }

        var grey = new ushort[3];
        ColourFrames.Of(dataset)!.ToLuminance([0, 1, 200], grey); // the last entry stands for all above

        Assert.Equal([76, 150, 150], grey);
    }

    [Fact]
    public void ToRgb_OfRgbByPlane_IsByPixel() => Assert.Equal([1, 3, 5, 2, 4, 6], Rgb("RGB", 1, [1, 2, 3, 4, 5, 6], 2));

    /// <summary>Red is Y 76, Cb 85, Cr 255 (0.299, -0.1687 and 0.5 of 255 above 0, 128 and 128): one more or less for rounding.</summary>
    [Theory]
    [InlineData("YBR_FULL", new byte[] { 76, 85, 255, 76, 85, 255 })]
    [InlineData("YBR_FULL_422", new byte[] { 76, 76, 85, 255 })]
    public void ToRgb_OfYbr_IsTheColour(string photometric, byte[] frame) =>
        Assert.All(Rgb(photometric, 0, frame, 2).Zip([255, 0, 0, 255, 0, 0]), pair => Assert.InRange(pair.First - pair.Second, -1, 1));

    private static byte[] Rgb(string photometric, ushort planar, byte[] frame, int pixels)
    {
        var rgb = new byte[pixels * 3];
        ColourFrames.Of(Colours(photometric, planar))!.ToRgb(frame, rgb);
        return rgb;
    }

    private static ushort[] Convert(string photometric, ushort planar, byte[] frame, int pixels)
    {
        var grey = new ushort[pixels];
        ColourFrames.Of(Colours(photometric, planar))!.ToLuminance(frame, grey);
        return grey;
    }

    private static DicomDataset Colours(string photometric, ushort planar) => new()
    {
        { DicomTag.PhotometricInterpretation, photometric },
        { DicomTag.PlanarConfiguration, planar },
        { DicomTag.BitsAllocated, (ushort)8 },
    };
}
