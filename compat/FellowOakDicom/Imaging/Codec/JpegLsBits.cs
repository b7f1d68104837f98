using System.Numerics;

namespace FellowOakDicom.Imaging.Codec;

/// <summary>The bits of a JPEG-LS scan: a byte behind FF has only seven, and a marker ends them (ITU-T T.87 A.1).</summary>
internal ref struct JpegLsBits(ReadOnlySpan<byte> data, int position)
{
    private readonly ReadOnlySpan<byte> _data = data;
    private ulong _bits;
    private int _count;
    private bool _isBehindFF;

    public int Position { get; private set; } = position;

    public int Read(int count)
    {
        if (count == 0)
        {
            return 0;
        }

        Require(count);
        _count -= count;
        return (int)((_bits >> _count) & ((1UL << count) - 1));
    }

    /// <summary>A value in limited-length Golomb code (A.5.3).</summary>
    /// <param name="longest">Zeros from which the value itself follows.</param>
    public int ReadGolomb(int k, int longest, int valueBits)
    {
        var zeros = 0;
        while (true)
        {
            Require(1);
            var ahead = Math.Min(BitOperations.LeadingZeroCount(_bits << (64 - _count)), _count);
            zeros += ahead;
            _count -= ahead;
            if (zeros > longest)
            {
                throw new DicomCodecException("The JPEG-LS image has a code that is too long");
            }

            if (_count > 0)
            {
                _count--;   // The one that ends the zeros.
                break;
            }
        }

        return zeros < longest ? (zeros << k) | Read(k) : Read(valueBits) + 1;
    }

    private void Require(int count)
    {
        if (_count < count)
        {
            Fill();
            if (_count < count)
            {
                throw new DicomCodecException("The compressed image ends early");
            }
        }
    }

    private void Fill()
    {
        while (_count <= 56 && Position < _data.Length)
        {
            var value = _data[Position];
            if (_isBehindFF && value >= 0x80)
            {
                return;   // A marker; its FF has been taken as bits, which only a damaged image needs.
            }

            var count = _isBehindFF ? 7 : 8;
            _bits = (_bits << count) | value;
            _count += count;
            _isBehindFF = value == 0xff;
            Position++;
        }
    }
}
