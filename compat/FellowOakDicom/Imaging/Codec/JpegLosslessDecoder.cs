using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace FellowOakDicom.Imaging.Codec;

/// <summary>
/// JPEG lossless, process 14 (ITU-T T.81 annex H): Huffman-coded differences from one of seven predictors, 2 to 16
/// bits, one to four components without subsampling, in one scan or several.
/// </summary>
internal sealed class JpegLosslessDecoder
{
    private readonly FrameLayout _layout;
    private readonly HuffmanTable?[] _tables = new HuffmanTable?[4];
    private JpegFrameHeader? _header;
    private ushort[][] _planes = [];
    private int _restartInterval;

    private JpegLosslessDecoder(FrameLayout layout)
    {
        _layout = layout;
    }

    public static byte[] Decode(ReadOnlySpan<byte> data, FrameLayout layout)
    {
        var decoder = new JpegLosslessDecoder(layout);
        decoder.ReadSegments(new JpegMarkers(data));
        return decoder.Assemble();
    }

    private void ReadSegments(JpegMarkers markers)
    {
        var decoded = 0;
        while (_header is null || decoded < _planes.Length)
        {
            var (marker, start, length) = markers.Next();
            var segment = markers.Data.Slice(start, length);
            switch (marker)
            {
                case 0xc3 when _header is null:
                    ReadFrameHeader(segment, markers.Data.Length);
                    break;
                case JpegMarkers.DefineHuffmanTables:
                    ReadHuffmanTables(segment);
                    break;
                case JpegMarkers.StartOfScan:
                    decoded += ReadScan(segment, ref markers);
                    break;
                case JpegMarkers.DefineRestartInterval when length >= 2:
                    _restartInterval = BinaryPrimitives.ReadUInt16BigEndian(segment);
                    break;
                case >= 0xc0 and <= 0xcf and not 0xc8 and not 0xcc:
                    throw new DicomCodecException($"The JPEG image is of another process (SOF{marker - 0xc0}) than 14");
            }
        }
    }

    private void ReadFrameHeader(ReadOnlySpan<byte> segment, int dataLength)
    {
        _header = JpegFrameHeader.Read(segment, _layout);
        if (Array.Exists(_header.Components, component => component is not { Horizontal: 1, Vertical: 1 }))
        {
            throw new DicomCodecException("The JPEG image is subsampled, which is not supported");
        }

        // Every sample takes at least one bit.
        if (_layout.Pixels * _layout.SamplesPerPixel > dataLength * 8L)
        {
            throw new DicomCodecException("The JPEG image ends early");
        }

        _planes = Array.ConvertAll(_header.Components, _ => new ushort[_layout.Pixels]);
    }

    private void ReadHuffmanTables(ReadOnlySpan<byte> segment)
    {
        while (segment.Length > 0)
        {
            var table = HuffmanTable.Read(ref segment, out var destination);
            _tables[destination & 3] = destination <= 3
                ? table
                : throw new DicomCodecException("The JPEG image's Huffman tables are damaged");
        }
    }

    /// <returns>Number of components that the scan held.</returns>
    private int ReadScan(ReadOnlySpan<byte> scan, ref JpegMarkers markers)
    {
        var count = scan.Length > 0 ? scan[0] : 0;
        if (_header is null || count == 0 || count > _planes.Length || scan.Length < (count * 2) + 4)
        {
            throw new DicomCodecException("The JPEG image's scan header is damaged");
        }

        var planes = new ushort[count][];
        var tables = new HuffmanTable[count];
        for (var i = 0; i < count; i++)
        {
            planes[i] = _planes[_header.IndexOf(scan[1 + (i * 2)])];
            tables[i] = _tables[(scan[2 + (i * 2)] >> 4) & 3]
                ?? throw new DicomCodecException("The JPEG image's scan header is damaged");
        }

        var predictor = scan[1 + (count * 2)];
        var shift = scan[3 + (count * 2)] & 0xf;
        if (predictor is < 1 or > 7 || shift >= _header.Precision)
        {
            throw new DicomCodecException($"The JPEG image has predictor {predictor}, which there is not");
        }

        var reader = new EntropyReader(markers.Data, markers.Position);
        DecodeLines(ref reader, planes, tables, predictor, 1 << (_header.Precision - shift - 1));
        markers.Position = reader.Position;
        Scale(planes, shift);
        return count;
    }

    /// <param name="initial">The prediction where there is no neighbour at all: the middle of the range.</param>
    private void DecodeLines(
        ref EntropyReader reader, ushort[][] planes, HuffmanTable[] tables, int predictor, int initial)
    {
        var columns = _layout.Columns;
        if (_restartInterval % columns != 0)
        {
            throw new DicomCodecException("The JPEG image restarts within a line, which is not allowed");
        }

        var linesToRestart = _restartInterval == 0 ? int.MaxValue : _restartInterval / columns;
        for (var row = 0; row < _layout.Rows; row++)
        {
            var isFirst = row % linesToRestart == 0;
            if (isFirst && row > 0)
            {
                reader.Restart();
            }

            if (planes.Length > 1)
            {
                DecodeInterleavedLine(ref reader, planes, tables, row, isFirst ? 0 : predictor, initial);
                continue;
            }

            var line = planes[0].AsSpan(row * columns, columns);
            var above = isFirst ? [] : planes[0].AsSpan((row - 1) * columns, columns);
            DecodeLine(ref reader, line, above, tables[0], predictor, initial);
        }
    }

    /// <param name="above">The line above; empty on the first line, and behind a restart.</param>
    private static void DecodeLine(
        ref EntropyReader reader, Span<ushort> line, ReadOnlySpan<ushort> above, HuffmanTable table, int predictor,
        int initial)
    {
        var value = (above.IsEmpty ? initial : above[0]) + reader.ReadDifference(table);
        line[0] = (ushort)value;
        if (above.IsEmpty || predictor == 1)
        {
            for (var i = 1; i < line.Length; i++)
            {
                value += reader.ReadDifference(table);
                line[i] = (ushort)value;
            }

            return;
        }

        for (var i = 1; i < line.Length; i++)
        {
            var prediction = Predict(predictor, line[i - 1], above[i], above[i - 1]);
            line[i] = (ushort)(prediction + reader.ReadDifference(table));
        }
    }

    /// <summary>One line of several components, sample by sample in turn.</summary>
    /// <param name="predictor">0 on a first line, where only the left neighbour is known.</param>
    private void DecodeInterleavedLine(
        ref EntropyReader reader, ushort[][] planes, HuffmanTable[] tables, int row, int predictor, int initial)
    {
        var start = row * _layout.Columns;
        for (var i = start; i < start + _layout.Columns; i++)
        {
            for (var component = 0; component < planes.Length; component++)
            {
                var plane = planes[component];
                var prediction = i > start
                    ? predictor is 0 or 1
                        ? plane[i - 1]
                        : Predict(predictor, plane[i - 1], plane[i - _layout.Columns], plane[i - _layout.Columns - 1])
                    : predictor == 0 ? initial : plane[i - _layout.Columns];
                plane[i] = (ushort)(prediction + reader.ReadDifference(tables[component]));
            }
        }
    }

    /// <summary>Undoes the point transform, which leaves out the lowest bits.</summary>
    private static void Scale(ushort[][] planes, int shift)
    {
        foreach (var plane in planes)
        {
            for (var i = 0; shift > 0 && i < plane.Length; i++)
            {
                plane[i] <<= shift;
            }
        }
    }

    /// <summary>Table H.1.</summary>
    private static int Predict(int predictor, int left, int above, int aboveLeft) => predictor switch
    {
        1 => left,
        2 => above,
        3 => aboveLeft,
        4 => left + above - aboveLeft,
        5 => left + ((above - aboveLeft) >> 1),
        6 => above + ((left - aboveLeft) >> 1),
        _ => (left + above) >> 1,
    };

    private byte[] Assemble()
    {
        var frame = new byte[_layout.Bytes];
        for (var sample = 0; sample < _planes.Length; sample++)
        {
            var plane = _planes[sample];
            if (_layout is { BitsAllocated: 16, SamplesPerPixel: 1 } && BitConverter.IsLittleEndian)
            {
                MemoryMarshal.AsBytes(plane.AsSpan()).CopyTo(frame);
                break;
            }

            var position = _layout.Offset(0, sample);
            foreach (var value in plane)
            {
                frame[position] = (byte)value;
                if (_layout.BytesPerSample > 1)
                {
                    frame[position + 1] = (byte)(value >> 8);
                }

                position += _layout.PixelStride;
            }
        }

        return frame;
    }
}
