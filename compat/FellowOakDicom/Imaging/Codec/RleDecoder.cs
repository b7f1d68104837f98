using System.Buffers.Binary;

namespace FellowOakDicom.Imaging.Codec;

/// <summary>
/// RLE (PS3.5 annex G): one segment for each byte of each sample, the most significant first, packed as in PackBits.
/// </summary>
internal static class RleDecoder
{
    private const int HeaderBytes = 64;
    private const int MostSegments = 15;

    /// <summary>Two bytes become 128 at most.</summary>
    private const int MostExpansion = 64;

    public static byte[] Decode(ReadOnlySpan<byte> data, FrameLayout layout)
    {
        var segments = layout.SamplesPerPixel * layout.BytesPerSample;
        if (data.Length < HeaderBytes || segments > MostSegments
            || BinaryPrimitives.ReadUInt32LittleEndian(data) != segments)
        {
            throw new DicomCodecException($"An RLE frame of {segments} segments is expected, and this is none");
        }

        if (layout.Bytes > (long)data.Length * MostExpansion)
        {
            throw new DicomCodecException($"{data.Length} bytes of RLE cannot be a frame of {layout.Bytes} bytes");
        }

        var frame = new byte[layout.Bytes];
        for (var segment = 0; segment < segments; segment++)
        {
            var start = Offset(data, segment);
            var end = segment + 1 < segments ? Offset(data, segment + 1) : (uint)data.Length;
            if (start < HeaderBytes || start > end || end > data.Length)
            {
                throw new DicomCodecException($"RLE segment {segment} lies outside the frame");
            }

            var (sample, significance) = Math.DivRem(segment, layout.BytesPerSample);
            var first = layout.Offset(0, sample) + layout.BytesPerSample - 1 - significance;
            Unpack(data[(int)start..(int)end], frame.AsSpan(first), layout.PixelStride, (int)layout.SamplesPerPlane);
        }

        return frame;
    }

    private static uint Offset(ReadOnlySpan<byte> data, int segment) =>
        BinaryPrimitives.ReadUInt32LittleEndian(data[(4 + (segment * 4))..]);

    private static void Unpack(ReadOnlySpan<byte> packed, Span<byte> target, int stride, int count)
    {
        var (read, written) = (0, 0);
        while (written < count)
        {
            if (read + 1 >= packed.Length)
            {
                throw new DicomCodecException("An RLE segment ends early");
            }

            var control = (sbyte)packed[read++];
            if (control >= 0)
            {
                var literal = Math.Min(control + 1, count - written);
                if (literal > packed.Length - read)
                {
                    throw new DicomCodecException("An RLE segment ends early");
                }

                Scatter(packed.Slice(read, literal), target, written, stride);
                read += control + 1;
                written += literal;
            }
            else if (control != sbyte.MinValue)
            {
                var run = Math.Min(1 - control, count - written);
                Repeat(packed[read++], run, target, written, stride);
                written += run;
            }
        }
    }

    private static void Scatter(ReadOnlySpan<byte> bytes, Span<byte> target, int written, int stride)
    {
        if (stride == 1)
        {
            bytes.CopyTo(target[written..]);
            return;
        }

        var position = written * stride;
        foreach (var value in bytes)
        {
            target[position] = value;
            position += stride;
        }
    }

    private static void Repeat(byte value, int count, Span<byte> target, int written, int stride)
    {
        if (stride == 1)
        {
            target.Slice(written, count).Fill(value);
            return;
        }

        var position = written * stride;
        for (var i = 0; i < count; i++)
        {
            target[position] = value;
            position += stride;
        }
    }
}
