using FellowOakDicom;
using FellowOakDicom.Imaging;
using FellowOakDicom.Imaging.Codec;

namespace Voxmark.FellowOakDicom.Tests.Conformance;

/// <summary>All frames as reference.py writes them: pixel by pixel, one byte for each single bit.</summary>
internal static class Frames
{
    public static byte[] Of(DicomDataset dataset)
    {
        var image = DicomPixelData.Create(dataset);
        var transcoder = new DicomTranscoder(dataset.InternalTransferSyntax, DicomTransferSyntax.ExplicitVRLittleEndian);
        return [.. Enumerable.Range(0, image.NumberOfFrames)
            .SelectMany(frame => Interleaved(image, transcoder.DecodeFrame(dataset, frame).Data))];
    }

    private static byte[] Interleaved(DicomPixelData image, byte[] frame)
    {
        var pixels = image.Width * image.Height;
        var bytes = image.BytesAllocated;
        if (image.BitsAllocated == 1)
            return [.. Enumerable.Range(0, pixels).Select(bit => (byte)((frame[bit / 8] >> (bit % 8)) & 1))];

        if (!image.Syntax.IsEncapsulated && image.PhotometricInterpretation == PhotometricInterpretation.YbrFull422)
            return [.. frame.Chunk(4).SelectMany(pair => (byte[])[pair[0], pair[2], pair[3], pair[1], pair[2], pair[3]])];

        if (image.SamplesPerPixel == 1 || image.PlanarConfiguration == PlanarConfiguration.Interleaved)
            return frame;

        var interleaved = new byte[frame.Length];
        for (var at = 0; at < frame.Length; at++)
        {
            var (sample, rest) = Math.DivRem(at, pixels * bytes);
            var (pixel, part) = Math.DivRem(rest, bytes);
            interleaved[(((pixel * image.SamplesPerPixel) + sample) * bytes) + part] = frame[at];
        }

        return interleaved;
    }
}
