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
        : syntax.UID.UID == DeflatedImageFrame ? DeflateDecoder.Decode
        : null;

    /// <summary>Decoding turns luminance and chrominance into RGB.</summary>
    public static bool ConvertsToRgb(DicomTransferSyntax syntax, FrameLayout layout) =>
        IsDct(syntax) && layout is { IsYbr: true, SamplesPerPixel: 3 };

    private static bool IsDct(DicomTransferSyntax syntax) =>
        syntax == DicomTransferSyntax.JPEGProcess1 || syntax == DicomTransferSyntax.JPEGProcess2_4;
}
