#nullable disable
namespace FellowOakDicom.Imaging;

/// <summary>Which bits of a word are the pixel.</summary>
public class BitDepth
{
    public BitDepth(int allocated, int stored, int highBit, bool signed)
    {
        BitsAllocated = allocated;
        BitsStored = stored;
        HighBit = highBit;
        IsSigned = signed;
    }

    public int BitsAllocated { get; private set; }

    public int BitsStored { get; private set; }

    public int HighBit { get; private set; }

    public bool IsSigned { get; private set; }

    public int MaximumValue => GetMaximumValue(BitsStored, IsSigned);

    public int MinimumValue => GetMinimumValue(BitsStored, IsSigned);

    public static int GetMaximumValue(int bitsStored, bool isSigned) => (1 << (isSigned ? bitsStored - 1 : bitsStored)) - 1;

    public static int GetMinimumValue(int bitsStored, bool isSigned) => isSigned ? -(1 << (bitsStored - 1)) : 0;
}
