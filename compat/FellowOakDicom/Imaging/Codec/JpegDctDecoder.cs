using System.Buffers.Binary;

namespace FellowOakDicom.Imaging.Codec;

/// <summary>
/// JPEG baseline and extended sequential, processes 1, 2 and 4 (ITU-T T.81 annexes F and A): 8 or 12 bits, components
/// in one scan or several, subsampled ones too. Pixels may differ by one from another decoder's, as T.83 allows.
/// </summary>
internal sealed class JpegDctDecoder
{
    /// <summary>Position in a block, row by row, of each coefficient as it is coded (figure A.6).</summary>
    private static readonly byte[] ZigZag =
    [
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
        35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55,
        62, 63,
    ];

    private readonly FrameLayout _layout;
    private readonly HuffmanTable?[] _directTables = new HuffmanTable?[4];
    private readonly HuffmanTable?[] _alternatingTables = new HuffmanTable?[4];
    private readonly float[]?[] _quantization = new float[]?[4];
    private JpegFrameHeader? _header;
    private JpegPlane[] _planes = [];
    private int _restartInterval;

    private JpegDctDecoder(FrameLayout layout)
    {
        _layout = layout;
    }

    public static byte[] Decode(ReadOnlySpan<byte> data, FrameLayout layout)
    {
        var decoder = new JpegDctDecoder(layout);
        decoder.ReadSegments(new JpegMarkers(data));
        return JpegPlane.Assemble(decoder._planes, decoder._header!.Precision, layout);
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
                case 0xc0 or 0xc1 when _header is null:
                    ReadFrameHeader(segment, markers.Data.Length);
                    break;
                case JpegMarkers.DefineHuffmanTables:
                    ReadHuffmanTables(segment);
                    break;
                case JpegMarkers.DefineQuantizationTables:
                    ReadQuantizationTables(segment);
                    break;
                case JpegMarkers.DefineRestartInterval when length >= 2:
                    _restartInterval = BinaryPrimitives.ReadUInt16BigEndian(segment);
                    break;
                case JpegMarkers.StartOfScan:
                    decoded += ReadScan(segment, ref markers);
                    break;
                case >= 0xc0 and <= 0xcf and not 0xc8 and not 0xcc:
                    throw new DicomCodecException(
                        $"The JPEG image is of a process (SOF{marker - 0xc0}) that is not supported");
            }
        }
    }

    private void ReadFrameHeader(ReadOnlySpan<byte> segment, int dataLength)
    {
        _header = JpegFrameHeader.Read(segment, _layout);
        if (_header.Precision is not (8 or 12)
            || Array.Exists(_header.Components, component =>
                component.Horizontal is < 1 or > 4 || component.Vertical is < 1 or > 4 || component.Table > 3))
        {
            throw new DicomCodecException("The JPEG image's frame header is damaged");
        }

        // Every block of 64 pixels takes at least two bits.
        if (_layout.Pixels / InverseDct.BlockLength * 2 > dataLength * 8L)
        {
            throw new DicomCodecException("The JPEG image ends early");
        }

        _planes = JpegPlane.Of(_header);
    }

    private void ReadHuffmanTables(ReadOnlySpan<byte> segment)
    {
        while (segment.Length > 0)
        {
            var table = HuffmanTable.Read(ref segment, out var destination);
            if ((destination & 0xf) > 3 || destination >> 4 > 1)
            {
                throw new DicomCodecException("The JPEG image's Huffman tables are damaged");
            }

            (destination >> 4 == 0 ? _directTables : _alternatingTables)[destination & 3] = table;
        }
    }

    private void ReadQuantizationTables(ReadOnlySpan<byte> segment)
    {
        while (segment.Length > 0)
        {
            var bytes = segment[0] >> 4 == 0 ? 1 : 2;
            if ((segment[0] & 0xf) > 3 || segment.Length < 1 + (InverseDct.BlockLength * bytes))
            {
                throw new DicomCodecException("The JPEG image's quantization tables are damaged");
            }

            var table = new float[InverseDct.BlockLength];
            for (var i = 0; i < table.Length; i++)
            {
                table[i] = bytes == 1
                    ? segment[1 + i]
                    : BinaryPrimitives.ReadUInt16BigEndian(segment[(1 + (i * 2))..]);
            }

            _quantization[segment[0] & 3] = table;
            segment = segment[(1 + (InverseDct.BlockLength * bytes))..];
        }
    }

    /// <returns>Number of components that the scan held.</returns>
    private int ReadScan(ReadOnlySpan<byte> scan, ref JpegMarkers markers)
    {
        var count = scan.Length > 0 ? scan[0] : 0;
        if (_header is null || count == 0 || count > _planes.Length || scan.Length < (count * 2) + 4)
        {
            throw DamagedScan();
        }

        var components = new ScanComponent[count];
        for (var i = 0; i < count; i++)
        {
            var index = _header.IndexOf(scan[1 + (i * 2)]);
            var tables = scan[2 + (i * 2)];
            components[i] = new ScanComponent(
                _planes[index], _directTables[(tables >> 4) & 3] ?? throw DamagedScan(),
                _alternatingTables[tables & 3] ?? throw DamagedScan(),
                _quantization[_header.Components[index].Table] ?? throw DamagedScan());
        }

        var reader = new EntropyReader(markers.Data, markers.Position);
        DecodeBlocks(ref reader, components);
        markers.Position = reader.Position;
        return count;

        static DicomCodecException DamagedScan() => new("The JPEG image's scan header is damaged");
    }

    private void DecodeBlocks(ref EntropyReader reader, ScanComponent[] components)
    {
        // The blocks of a component alone follow each other; those of several come in units of a few of each (A.2).
        var isAlone = components.Length == 1;
        var (unitsPerRow, unitRows) = isAlone ? components[0].Plane.Blocks : JpegPlane.Units(_header!);
        Span<float> coefficients = stackalloc float[InverseDct.BlockLength];
        Span<float> samples = stackalloc float[InverseDct.BlockLength];
        for (var unit = 0; unit < unitsPerRow * unitRows; unit++)
        {
            if (_restartInterval > 0 && unit > 0 && unit % _restartInterval == 0)
            {
                reader.Restart();
                Array.ForEach(components, component => component.Previous = 0);
            }

            var (row, column) = Math.DivRem(unit, unitsPerRow);
            foreach (var component in components)
            {
                var (horizontal, vertical) = isAlone ? (1, 1) : component.Plane.Sampling;
                for (var block = 0; block < horizontal * vertical; block++)
                {
                    var (y, x) = Math.DivRem(block, horizontal);
                    coefficients.Clear();
                    DecodeBlock(ref reader, component, coefficients);
                    InverseDct.Transform(coefficients, samples);
                    component.Plane.Store(samples, (column * horizontal) + x, (row * vertical) + y, _header!.Precision);
                }
            }
        }
    }

    private static void DecodeBlock(ref EntropyReader reader, ScanComponent component, scoped Span<float> coefficients)
    {
        component.Previous += reader.ReadDifference(component.Direct);
        coefficients[0] = component.Previous * component.Quantization[0];
        for (var i = 1; i < InverseDct.BlockLength; i++)
        {
            var symbol = reader.ReadSymbol(component.Alternating);
            var (zeros, size) = (symbol >> 4, symbol & 0xf);
            if (size == 0)
            {
                if (zeros != 15)
                {
                    return;   // End of block.
                }

                i += 15;
                continue;
            }

            i += zeros;
            if (i >= InverseDct.BlockLength)
            {
                throw new DicomCodecException("The JPEG image has a block of more than 64 coefficients");
            }

            coefficients[ZigZag[i]] = reader.ReadValue(size) * component.Quantization[i];
        }
    }

    private sealed class ScanComponent(
        JpegPlane plane, HuffmanTable direct, HuffmanTable alternating, float[] quantization)
    {
        public JpegPlane Plane => plane;

        public HuffmanTable Direct => direct;

        public HuffmanTable Alternating => alternating;

        /// <summary>In the order in which coefficients are coded.</summary>
        public float[] Quantization => quantization;

        /// <summary>The last block's mean, from which the next one's is coded.</summary>
        public int Previous { get; set; }
    }
}
