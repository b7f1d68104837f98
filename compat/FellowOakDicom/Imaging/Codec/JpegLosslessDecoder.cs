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
    private byte[] _componentIds = [];
    private ushort[][] _planes = [];
    private int _precision;
    private int _restartInterval;

    private JpegLosslessDecoder(FrameLayout layout)
    {
        _layout = layout;
    }

    public static byte[] Decode(ReadOnlySpan<byte> data, FrameLayout layout)
    {
        var decoder = new JpegLosslessDecoder(layout);
        decoder.ReadSegments(data);
        return decoder.Assemble();
    }

    private void ReadSegments(ReadOnlySpan<byte> data)
    {
        var position = 2;
        var decoded = 0;
        if (!data.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8]))
        {
            throw new DicomCodecException("The frame is no JPEG image");
        }

        while (_planes.Length == 0 || decoded < _planes.Length)
        {
            var marker = NextMarker(data, ref position);
            if (marker == 0xd9)
            {
                throw new DicomCodecException("The JPEG image ends without all its components");
            }

            var segment = Segment(data, ref position);
            switch (marker)
            {
                case 0xc3:
                    ReadFrameHeader(segment, data.Length);
                    break;
                case 0xc4:
                    ReadHuffmanTables(segment);
                    break;
                case 0xda:
                    decoded += ReadScan(segment, data, ref position);
                    break;
                case 0xdd when segment.Length >= 2:
                    _restartInterval = BinaryPrimitives.ReadUInt16BigEndian(segment);
                    break;
                case >= 0xc0 and <= 0xcf and not 0xc8 and not 0xcc:
                    throw new DicomCodecException($"The JPEG image is of another process (SOF{marker - 0xc0}) than 14");
            }
        }
    }

    private static int NextMarker(ReadOnlySpan<byte> data, ref int position)
    {
        // What is left of a scan, and fill bytes, may stand before the marker.
        while (position + 1 < data.Length && (data[position] != 0xff || data[position + 1] is 0 or 0xff))
        {
            position++;
        }

        if (position + 1 >= data.Length)
        {
            throw new DicomCodecException("The JPEG image ends early");
        }

        position += 2;
        return data[position - 1];
    }

    /// <summary>A marker segment's content, without its length.</summary>
    private static ReadOnlySpan<byte> Segment(ReadOnlySpan<byte> data, ref int position)
    {
        var length = position + 2 <= data.Length ? BinaryPrimitives.ReadUInt16BigEndian(data[position..]) : 0;
        if (length < 2 || length > data.Length - position)
        {
            throw new DicomCodecException("The JPEG image ends within a marker segment");
        }

        var segment = data.Slice(position + 2, length - 2);
        position += length;
        return segment;
    }

    private void ReadFrameHeader(ReadOnlySpan<byte> segment, int dataLength)
    {
        if (_planes.Length > 0 || segment.Length < 6 || segment.Length < 6 + (segment[5] * 3))
        {
            throw new DicomCodecException("The JPEG image's frame header is damaged");
        }

        _precision = segment[0];
        var rows = BinaryPrimitives.ReadUInt16BigEndian(segment[1..]);
        var columns = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);
        if (rows != _layout.Rows || columns != _layout.Columns || segment[5] != _layout.SamplesPerPixel
            || _precision < 2 || _precision > Math.Min(16, _layout.BitsAllocated))
        {
            throw new DicomCodecException(
                $"The JPEG image has {columns} x {rows} pixels of {segment[5]} samples of {_precision} bits, "
                + $"the data set says {_layout.Columns} x {_layout.Rows} of {_layout.SamplesPerPixel}");
        }

        // Every sample takes at least one bit.
        if (_layout.Pixels * _layout.SamplesPerPixel > dataLength * 8L)
        {
            throw new DicomCodecException("The JPEG image ends early");
        }

        _componentIds = new byte[segment[5]];
        _planes = new ushort[segment[5]][];
        for (var i = 0; i < _componentIds.Length; i++)
        {
            _componentIds[i] = segment[6 + (i * 3)];
            _planes[i] = new ushort[_layout.Pixels];
            if (segment[7 + (i * 3)] != 0x11)
            {
                throw new DicomCodecException("The JPEG image is subsampled, which is not supported");
            }
        }
    }

    private void ReadHuffmanTables(ReadOnlySpan<byte> segment)
    {
        while (segment.Length > 0)
        {
            var counts = segment.Length > HuffmanTable.LongestCode ? segment[1..17] : throw BadTable();
            var codes = 0;
            foreach (var count in counts)
            {
                codes += count;
            }

            if (segment[0] > 3 || codes > segment.Length - 17)
            {
                throw BadTable();
            }

            _tables[segment[0]] = new HuffmanTable(counts, segment.Slice(17, codes));
            segment = segment[(17 + codes)..];
        }

        static DicomCodecException BadTable() => new("The JPEG image's Huffman tables are damaged");
    }

    /// <returns>Number of components that the scan held.</returns>
    private int ReadScan(ReadOnlySpan<byte> header, ReadOnlySpan<byte> data, ref int position)
    {
        var count = header.Length > 0 ? header[0] : 0;
        if (_planes.Length == 0 || count == 0 || count > _planes.Length || header.Length < (count * 2) + 4)
        {
            throw new DicomCodecException("The JPEG image's scan header is damaged");
        }

        var planes = new ushort[count][];
        var tables = new HuffmanTable[count];
        for (var i = 0; i < count; i++)
        {
            var component = Array.IndexOf(_componentIds, header[1 + (i * 2)]);
            var table = header[2 + (i * 2)] >> 4;
            if (component < 0 || table > 3 || _tables[table] is null)
            {
                throw new DicomCodecException("The JPEG image's scan header is damaged");
            }

            (planes[i], tables[i]) = (_planes[component], _tables[table]!);
        }

        var predictor = header[1 + (count * 2)];
        var shift = header[3 + (count * 2)] & 0xf;
        if (predictor is < 1 or > 7 || shift >= _precision)
        {
            throw new DicomCodecException($"The JPEG image has predictor {predictor}, which there is not");
        }

        var reader = new EntropyReader(data, position);
        DecodeLines(ref reader, planes, tables, predictor, 1 << (_precision - shift - 1));
        position = reader.Position;
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
