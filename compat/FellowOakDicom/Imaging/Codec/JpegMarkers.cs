using System.Buffers.Binary;

namespace FellowOakDicom.Imaging.Codec;

/// <summary>Walks through the marker segments of a JPEG or JPEG-LS image (ITU-T T.81 annex B).</summary>
internal ref struct JpegMarkers
{
    public const byte DefineHuffmanTables = 0xc4;
    public const byte EndOfImage = 0xd9;
    public const byte StartOfScan = 0xda;
    public const byte DefineQuantizationTables = 0xdb;
    public const byte DefineRestartInterval = 0xdd;

    public JpegMarkers(ReadOnlySpan<byte> data)
    {
        if (!data.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8]))
        {
            throw new DicomCodecException("The frame is no JPEG image");
        }

        Data = data;
        Position = 2;
    }

    public ReadOnlySpan<byte> Data { get; }

    /// <summary>Of what follows the last segment: behind a scan's header, of its bits.</summary>
    public int Position { get; set; }

    /// <summary>The next marker's second byte, and its segment without the length.</summary>
    public (byte Marker, int Start, int Length) Next()
    {
        // What is left of a scan, and fill bytes, may stand before the marker.
        while (Position + 1 < Data.Length && (Data[Position] != 0xff || Data[Position + 1] is 0 or 0xff))
        {
            Position++;
        }

        if (Position + 1 >= Data.Length)
        {
            throw new DicomCodecException("The JPEG image ends early");
        }

        var marker = Data[Position + 1];
        Position += 2;
        if (marker == EndOfImage)
        {
            throw new DicomCodecException("The JPEG image ends without all its components");
        }

        if (marker is 0x01 or (>= 0xd0 and <= 0xd8))
        {
            return (marker, Position, 0);   // These stand alone.
        }

        var length = Position + 2 <= Data.Length ? BinaryPrimitives.ReadUInt16BigEndian(Data[Position..]) : 0;
        if (length < 2 || length > Data.Length - Position)
        {
            throw new DicomCodecException("The JPEG image ends within a marker segment");
        }

        var start = Position + 2;
        Position += length;
        return (marker, start, length - 2);
    }
}
