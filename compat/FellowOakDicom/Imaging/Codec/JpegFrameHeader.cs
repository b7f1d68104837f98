using System.Buffers.Binary;

namespace FellowOakDicom.Imaging.Codec;

/// <summary>One component as the frame header describes it (ITU-T T.81 B.2.2).</summary>
/// <param name="Table">Of quantization.</param>
internal readonly record struct JpegComponent(byte Id, int Horizontal, int Vertical, int Table);

/// <summary>What a JPEG image says of itself.</summary>
internal sealed record JpegFrameHeader(int Precision, int Rows, int Columns, JpegComponent[] Components)
{
    /// <exception cref="DicomCodecException">It is damaged, or not the image that the data set describes.</exception>
    public static JpegFrameHeader Read(ReadOnlySpan<byte> segment, FrameLayout layout)
    {
        if (segment.Length < 6 || segment.Length < 6 + (segment[5] * 3))
        {
            throw new DicomCodecException("The JPEG image's frame header is damaged");
        }

        var components = new JpegComponent[segment[5]];
        for (var i = 0; i < components.Length; i++)
        {
            var component = segment[(6 + (i * 3))..];
            components[i] = new(component[0], component[1] >> 4, component[1] & 0xf, component[2]);
        }

        var header = new JpegFrameHeader(
            segment[0], BinaryPrimitives.ReadUInt16BigEndian(segment[1..]),
            BinaryPrimitives.ReadUInt16BigEndian(segment[3..]), components);
        return header.Rows == layout.Rows && header.Columns == layout.Columns
            && components.Length == layout.SamplesPerPixel
            && header.Precision >= 2 && header.Precision <= Math.Min(16, layout.BitsAllocated)
            ? header
            : throw new DicomCodecException(
                $"The JPEG image has {header.Columns} x {header.Rows} pixels of {components.Length} samples of "
                + $"{header.Precision} bits, the data set says {layout.Columns} x {layout.Rows} of "
                + $"{layout.SamplesPerPixel} in {layout.BitsAllocated} bits");
    }

    /// <summary>Position of a scan's component among the frame's.</summary>
    public int IndexOf(byte id)
    {
        var index = Array.FindIndex(Components, component => component.Id == id);
        return index >= 0 ? index : throw new DicomCodecException("The JPEG image's scan header is damaged");
    }
}
