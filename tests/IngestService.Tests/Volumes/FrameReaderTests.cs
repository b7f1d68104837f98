using FellowOakDicom;
using FellowOakDicom.Imaging;
using FellowOakDicom.Imaging.Codec;
using Voxmark.IngestService.Volumes;
using Voxmark.Tests;

namespace Voxmark.IngestService.Tests.Volumes;

public sealed class FrameReaderTests
{
    /// <summary>30 frames of ultrasound in JPEG, luminance and chrominance: a frame alone is what it is among all of them.</summary>
    [SharedDataFact]
    public void ReadRgb_OfOneOfManyCompressedFrames_IsThatFrame()
    {
        var dataset = DicomFile.Open(SharedData.PathOf("zoo", "03_multiframe", "examples_ybr_color.dcm")).Dataset;
        var whole = new DicomTranscoder(dataset.InternalTransferSyntax, DicomTransferSyntax.ExplicitVRLittleEndian).Transcode(dataset);

        var reader = FrameReader.Open(dataset);
        var rgb = new byte[240 * 320 * 3];
        reader.ReadRgb(29, rgb);

        Assert.True(reader.IsColour);
        Assert.Equal(DicomPixelData.Create(whole).GetFrame(29).Data, rgb);
    }
}
