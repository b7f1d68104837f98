namespace OpenCvSharp;

/// <remarks>With a mask, bits 8 to 15 are the value that it is filled with.</remarks>
[Flags]
public enum FloodFillFlags
{
    Link4 = 4,
    Link8 = 8,
    FixedRange = 1 << 16,
    MaskOnly = 1 << 17,
}
