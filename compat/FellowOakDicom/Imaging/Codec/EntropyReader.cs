using System.Buffers.Binary;

namespace FellowOakDicom.Imaging.Codec;

/// <summary>The bits of a JPEG scan: stuffed zero bytes are taken out, and a marker ends them (ITU-T T.81 B.1.1.5).</summary>
internal ref struct EntropyReader(ReadOnlySpan<byte> data, int position)
{
    private readonly ReadOnlySpan<byte> _data = data;
    private ulong _bits;
    private int _count;

    /// <summary>Of the next byte that has not been taken as bits: at a scan's end, of the marker.</summary>
    public int Position { get; private set; } = position;

    /// <summary>The next bits; zeros where the scan has ended.</summary>
    /// <param name="count">At most 32.</param>
    public int Peek(int count)
    {
        if (_count < count)
        {
            Fill();
            if (_count < count)
            {
                return (int)((_bits << (count - _count)) & ((1UL << count) - 1));
            }
        }

        return (int)((_bits >> (_count - count)) & ((1UL << count) - 1));
    }

    public void Skip(int count)
    {
        if (count > _count)
        {
            throw new DicomCodecException("The compressed image ends early");
        }

        _count -= count;
    }

    /// <summary>A difference in the notation of ITU-T T.81 F.2.2.1: its size, then its bits.</summary>
    public int ReadDifference(HuffmanTable table)
    {
        if (_count < HuffmanTable.DifferenceBits)
        {
            Fill();
        }

        if (_count >= HuffmanTable.DifferenceBits)
        {
            var quick = table.QuickDifference(
                (int)(_bits >> (_count - HuffmanTable.DifferenceBits)) & ((1 << HuffmanTable.DifferenceBits) - 1));
            if (quick.Length != 0)
            {
                _count -= quick.Length;
                return quick.Value;
            }
        }

        return ReadSymbol(table) switch
        {
            0 => 0,
            16 => 32768,   // Without further bits (H.1.2.2).
            <= 15 and var size => ReadValue(size),
            _ => throw new DicomCodecException("The compressed image has a difference of more than 16 bits"),
        };
    }

    public int ReadSymbol(HuffmanTable table)
    {
        var (length, value) = table.Find(Peek(HuffmanTable.LongestCode));
        Skip(length);
        return value;
    }

    /// <summary>A value of so many bits (F.2.2.1, EXTEND).</summary>
    public int ReadValue(int size)
    {
        var bits = Peek(size);
        Skip(size);
        return bits >= 1 << (size - 1) ? bits : bits - (1 << size) + 1;
    }

    /// <summary>Passes the restart marker that must follow now.</summary>
    public void Restart()
    {
        (_bits, _count) = (0, 0);
        while (Position + 1 < _data.Length && _data[Position] == 0xff && _data[Position + 1] == 0xff)
        {
            Position++;
        }

        if (Position + 1 >= _data.Length || _data[Position] != 0xff || _data[Position + 1] is < 0xd0 or > 0xd7)
        {
            throw new DicomCodecException("The compressed image lacks a restart marker");
        }

        Position += 2;
    }

    private void Fill()
    {
        while (_count <= 32)
        {
            if (Position + 4 <= _data.Length)
            {
                var next = BinaryPrimitives.ReadUInt32BigEndian(_data[Position..]);
                // No byte of it is FF.
                if (((next & 0x7f7f7f7f) + 0x01010101 & next & 0x80808080) == 0)
                {
                    _bits = (_bits << 32) | next;
                    _count += 32;
                    Position += 4;
                    continue;
                }
            }

            if (!FillByte())
            {
                return;
            }
        }
    }

    private bool FillByte()
    {
        if (Position >= _data.Length)
        {
            return false;
        }

        var value = _data[Position];
        if (value == 0xff)
        {
            if (Position + 1 >= _data.Length || _data[Position + 1] != 0)
            {
                return false;
            }

            Position++;
        }

        Position++;
        _bits = (_bits << 8) | value;
        _count += 8;
        return true;
    }
}
