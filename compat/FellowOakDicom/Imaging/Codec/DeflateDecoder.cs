using System.IO.Compression;

namespace FellowOakDicom.Imaging.Codec;

/// <summary>A frame that is deflated as a whole (RFC 1951).</summary>
internal static class DeflateDecoder
{
    /// <summary>Deflate cannot do better than this.</summary>
    private const int MostExpansion = 1032;

    public static byte[] Decode(ReadOnlySpan<byte> data, FrameLayout layout)
    {
        if (layout.Bytes > (long)data.Length * MostExpansion)
        {
            throw new DicomCodecException($"{data.Length} deflated bytes cannot be a frame of {layout.Bytes} bytes");
        }

        try
        {
            using var deflate = new DeflateStream(new MemoryStream(data.ToArray()), CompressionMode.Decompress);
            var frame = new byte[layout.Bytes];
            deflate.ReadExactly(frame);
            return frame;
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            throw new DicomCodecException("The deflated frame is damaged", exception);
        }
    }
}
