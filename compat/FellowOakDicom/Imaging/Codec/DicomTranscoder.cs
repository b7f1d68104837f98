#nullable disable
using FellowOakDicom.IO.Buffer;

namespace FellowOakDicom.Imaging.Codec;

/// <summary>
/// Changes the transfer syntax of data sets. Decodes RLE, JPEG (baseline, extended, lossless), JPEG-LS, JPEG 2000
/// and HTJ2K; encodes nothing. JPEG images of luminance and chrominance become RGB. Thread-safe.
/// </summary>
public class DicomTranscoder
{
    public DicomTranscoder(
        DicomTransferSyntax inputSyntax, DicomTransferSyntax outputSyntax, DicomCodecParams inputCodecParams = null,
        DicomCodecParams outputCodecParams = null)
    {
        InputSyntax = inputSyntax;
        OutputSyntax = outputSyntax;
        InputCodecParams = inputCodecParams;
        OutputCodecParams = outputCodecParams;
    }

    public DicomTransferSyntax InputSyntax { get; }

    public DicomCodecParams InputCodecParams { get; }

    public DicomTransferSyntax OutputSyntax { get; }

    public DicomCodecParams OutputCodecParams { get; }

    public DicomFile Transcode(DicomFile file)
    {
        var meta = new DicomFileMetaInformation();
        meta.Add(file.FileMetaInfo);
        meta.TransferSyntax = OutputSyntax;
        return new DicomFile(meta, Transcode(file.Dataset));
    }

    /// <exception cref="DicomCodecException">There is no codec, or the pixel data is damaged.</exception>
    public DicomDataset Transcode(DicomDataset dataset)
    {
        var result = dataset.Clone();
        result.InternalTransferSyntax = OutputSyntax;
        if (!dataset.Contains(DicomTag.PixelData))
        {
            return result;
        }

        // What is not compressed is the same in every syntax that does not compress either.
        var input = dataset.InternalTransferSyntax;
        if (!input.IsEncapsulated && !OutputSyntax.IsEncapsulated && input.SwapPixelData == OutputSyntax.SwapPixelData)
        {
            return result;
        }

        if (OutputSyntax.IsEncapsulated)
        {
            throw new DicomCodecException($"Encoding dataset to transfer syntax {OutputSyntax} is not supported.");
        }

        var source = DicomPixelData.Create(dataset);
        var frames = source.NumberOfFrames;
        using var _ = new UnvalidatedScope(result);
        var target = DicomPixelData.Create(result, newPixelData: true);
        for (var frame = 0; frame < frames; frame++)
        {
            target.AddFrame(Decode(source, frame));
        }

        if (source.Syntax.IsEncapsulated && FrameDecoders.ConvertsToRgb(InputSyntax, source))
        {
            target.PhotometricInterpretation = PhotometricInterpretation.Rgb;
        }

        // Single-frame images need not say that they are.
        return dataset.Contains(DicomTag.NumberOfFrames) ? result : result.Remove(DicomTag.NumberOfFrames);
    }

    /// <summary>One frame, uncompressed, in the layout that the data set's attributes describe.</summary>
    /// <exception cref="DicomCodecException">There is no codec, or the frame is damaged.</exception>
    public IByteBuffer DecodeFrame(DicomDataset dataset, int frame) => Decode(DicomPixelData.Create(dataset), frame);

    private IByteBuffer Decode(DicomPixelData source, int frame)
    {
        if (!source.Syntax.IsEncapsulated)
        {
            return source.GetFrame(frame);
        }

        var decode = FrameDecoders.Find(InputSyntax) ?? throw new DicomCodecException(
            $"Decoding dataset with transfer syntax: {InputSyntax} is not supported.");
        return new MemoryByteBuffer(decode(source.GetFrame(frame).Data, FrameLayout.Of(source)));
    }
}
