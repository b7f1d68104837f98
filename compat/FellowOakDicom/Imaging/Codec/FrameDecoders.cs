namespace FellowOakDicom.Imaging.Codec;

/// <summary>Makes an uncompressed frame of a compressed one.</summary>
/// <exception cref="DicomCodecException">The frame is damaged, or is not what the layout says.</exception>
internal delegate byte[] FrameDecoder(ReadOnlySpan<byte> data, FrameLayout layout);

/// <summary>Which decoder belongs to which transfer syntax.</summary>
internal static class FrameDecoders
{
    /// <summary>Deflated Image Frame Compression: frames of bits, each deflated.</summary>
    private const string DeflatedImageFrame = "1.2.840.10008.1.2.8.1";

    /// <returns>Null where there is none.</returns>
    public static FrameDecoder? Find(DicomTransferSyntax syntax) =>
        syntax == DicomTransferSyntax.RLELossless ? RleDecoder.Decode
        : syntax == DicomTransferSyntax.JPEGProcess14SV1 || syntax == DicomTransferSyntax.JPEGProcess14
            ? JpegLosslessDecoder.Decode
        : IsDct(syntax) ? JpegDctDecoder.Decode
        : syntax == DicomTransferSyntax.JPEGLSLossless || syntax == DicomTransferSyntax.JPEGLSNearLossless
            ? JpegLsDecoder.Decode
        : IsJpeg2000(syntax) ? Jpeg2000Decoder.Decode
        : syntax.UID.UID == DeflatedImageFrame ? DeflateDecoder.Decode
        : null;

    /// <summary>Decoding turns luminance and chrominance into RGB.</summary>
    public static bool ConvertsToRgb(DicomTransferSyntax syntax, DicomPixelData source) => source.SamplesPerPixel == 3
        && (IsDct(syntax) ? source.PhotometricInterpretation is { IsYBR: true } : IsJpeg2000(syntax)
            && (source.PhotometricInterpretation == PhotometricInterpretation.YbrRct
                || source.PhotometricInterpretation == PhotometricInterpretation.YbrIct));

    private static bool IsDct(DicomTransferSyntax syntax) =>
        syntax == DicomTransferSyntax.JPEGProcess1 || syntax == DicomTransferSyntax.JPEGProcess2_4;

    private static bool IsJpeg2000(DicomTransferSyntax syntax) =>
        syntax == DicomTransferSyntax.JPEG2000Lossless || syntax == DicomTransferSyntax.JPEG2000Lossy
        || syntax == DicomTransferSyntax.HTJ2KLossless || syntax == DicomTransferSyntax.HTJ2KLosslessRPCL
        || syntax == DicomTransferSyntax.HTJ2K;
}
