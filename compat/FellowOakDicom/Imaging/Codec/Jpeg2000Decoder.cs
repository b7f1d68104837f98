namespace FellowOakDicom.Imaging.Codec;

/// <summary>
/// JPEG 2000 (ITU-T T.800) and high-throughput JPEG 2000 (T.814), by OpenJPEG. That is too much code to trust with
/// foreign bytes, and too much to write anew, so it runs in processes of its own.
/// </summary>
internal static class Jpeg2000Decoder
{
    private const byte Padding = 0xff;

    public static byte[] Decode(ReadOnlySpan<byte> data, FrameLayout layout)
    {
        if (layout.BitsAllocated is not (8 or 16))
        {
            throw new DicomCodecException($"JPEG 2000 images of {layout.BitsAllocated} bits are not supported");
        }

        return Jpeg2000Process.Decode(WithoutPadding(data), layout);
    }

    /// <summary>Some makers fill odd lengths after the end of codestream (FFD9) with FF.</summary>
    private static ReadOnlySpan<byte> WithoutPadding(ReadOnlySpan<byte> data)
    {
        var end = data.Length;
        while (end > 1 && data[end - 1] == Padding)
        {
            end--;
        }

        return data[..end];
    }
}
