#nullable disable
namespace FellowOakDicom.IO;

/// <summary>Byte order.</summary>
public struct Endian
{
    public static readonly Endian Little = new(false);

    public static readonly Endian Big = new(true);

    public static readonly Endian LocalMachine = BitConverter.IsLittleEndian ? Little : Big;

    public static readonly Endian Network = Big;

    private readonly bool _isBigEndian;

    private Endian(bool isBigEndian)
    {
        _isBigEndian = isBigEndian;
    }

    public static bool operator ==(Endian e1, Endian e2) => e1._isBigEndian == e2._isBigEndian;

    public static bool operator !=(Endian e1, Endian e2) => !(e1 == e2);

    /// <summary>Reverses each run of <paramref name="bytesToSwap"/> bytes in place; an incomplete last run stays.</summary>
    public static void SwapBytes(int bytesToSwap, byte[] bytes) => SwapBytes(bytesToSwap, bytes, bytes.Length);

    /// <inheritdoc cref="SwapBytes(int, byte[])"/>
    public static void SwapBytes(int bytesToSwap, byte[] bytes, int count)
    {
        if (bytesToSwap <= 1)
        {
            return;
        }

        for (var start = 0; start + bytesToSwap <= count; start += bytesToSwap)
        {
            bytes.AsSpan(start, bytesToSwap).Reverse();
        }
    }

    public override bool Equals(object obj) => obj is Endian other && this == other;

    public override int GetHashCode() => _isBigEndian.GetHashCode();

    public override string ToString() => _isBigEndian ? "Big Endian" : "Little Endian";
}
