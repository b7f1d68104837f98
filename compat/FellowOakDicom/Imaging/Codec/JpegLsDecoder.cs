using System.Buffers.Binary;

namespace FellowOakDicom.Imaging.Codec;

/// <summary>JPEG-LS, lossless and near-lossless (ITU-T T.87): 2 to 16 bits, every way of interleaving components.</summary>
internal sealed class JpegLsDecoder
{
    private const byte StartOfFrame = 0xf7;
    private const byte Presets = 0xf8;
    private const byte ColourTransform = 0xe8;

    /// <summary>The longest run that one bit can stand for.</summary>
    private const long MostPixelsPerBit = 32768;

    private readonly FrameLayout _layout;
    private readonly byte[] _frame;
    private readonly int[] _presets = new int[5];
    private JpegFrameHeader? _header;

    private JpegLsDecoder(FrameLayout layout, int dataLength)
    {
        _layout = layout;
        if (layout.BitsAllocated is not (8 or 16)
            || layout.Pixels * layout.SamplesPerPixel > dataLength * 8L * MostPixelsPerBit)
        {
            throw new DicomCodecException("The JPEG-LS image cannot hold the frame that the data set describes");
        }

        _frame = new byte[layout.Bytes];
    }

    public static byte[] Decode(ReadOnlySpan<byte> data, FrameLayout layout)
    {
        var decoder = new JpegLsDecoder(layout, data.Length);
        decoder.ReadSegments(new JpegMarkers(data));
        return decoder._frame;
    }

    private void ReadSegments(JpegMarkers markers)
    {
        var decoded = 0;
        while (decoded < _layout.SamplesPerPixel)
        {
            var (marker, start, length) = markers.Next();
            var segment = markers.Data.Slice(start, length);
            switch (marker)
            {
                case StartOfFrame when _header is null:
                    _header = JpegFrameHeader.Read(segment, _layout);
                    break;
                case Presets:
                    ReadPresets(segment);
                    break;
                case JpegMarkers.StartOfScan:
                    decoded += ReadScan(segment, ref markers);
                    break;
                case JpegMarkers.DefineRestartInterval:
                    throw new DicomCodecException("JPEG-LS images with restart markers are not supported");
                case ColourTransform when segment.StartsWith("mrfx"u8) && length > 4 && segment[4] != 0:
                    throw new DicomCodecException("JPEG-LS images with a colour transform are not supported");
            }
        }
    }

    private void ReadPresets(ReadOnlySpan<byte> segment)
    {
        if (segment.Length < 11 || segment[0] != 1)
        {
            throw new DicomCodecException("The JPEG-LS image has mapping tables, which are not supported");
        }

        for (var i = 0; i < _presets.Length; i++)
        {
            _presets[i] = BinaryPrimitives.ReadUInt16BigEndian(segment[(1 + (i * 2))..]);
        }
    }

    /// <returns>Number of components that the scan held.</returns>
    private int ReadScan(ReadOnlySpan<byte> scan, ref JpegMarkers markers)
    {
        var count = scan.Length > 0 ? scan[0] : 0;
        if (_header is null || count == 0 || count > _layout.SamplesPerPixel || scan.Length < (count * 2) + 4)
        {
            throw new DicomCodecException("The JPEG-LS image's scan header is damaged");
        }

        var near = scan[1 + (count * 2)];
        var interleave = scan[2 + (count * 2)];
        if (interleave > 2 || (interleave == 0 && count > 1) || scan[3 + (count * 2)] != 0)
        {
            throw new DicomCodecException("The JPEG-LS image's scan header is damaged");
        }

        var samples = new int[count];
        for (var i = 0; i < count; i++)
        {
            samples[i] = _header.IndexOf(scan[1 + (i * 2)]);
        }

        var bits = new JpegLsBits(markers.Data, markers.Position);
        var parameters = JpegLsParameters.Of(_header.Precision, near, _presets);
        new JpegLsScan(parameters, _layout, samples, isBySample: interleave == 2 && count > 1).Decode(ref bits, _frame);
        markers.Position = Math.Max(markers.Position, bits.Position - 1);
        return count;
    }
}
