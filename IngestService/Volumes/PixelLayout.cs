using FellowOakDicom;
using Voxmark.IngestService.Dicom;

namespace Voxmark.IngestService.Volumes;

/// <summary>How stored values lie in the words of a decoded frame (PS3.5 §8.1).</summary>
/// <param name="BitsAllocated">8, 16 or 32.</param>
internal sealed record PixelLayout(int BitsAllocated, int BitsStored, int HighBit, bool IsSigned)
{
    /// <summary>Of what is left of a colour image.</summary>
    public static PixelLayout Luminance { get; } = new(8, 8, 7, IsSigned: false);

    public long LowestStored => IsSigned ? -(1L << (BitsStored - 1)) : 0;

    public long HighestStored => IsSigned ? (1L << (BitsStored - 1)) - 1 : (1L << BitsStored) - 1;

    /// <summary>The stored value in a word; bits outside BitsStored may hold overlays.</summary>
    public long StoredValue(long word)
    {
        var value = (word >> (HighBit + 1 - BitsStored)) & ((1L << BitsStored) - 1);
        return IsSigned && value >> (BitsStored - 1) != 0 ? value - (1L << BitsStored) : value;
    }

    /// <summary>Null when the words are of a size that cannot be shown.</summary>
    public static PixelLayout? Of(DicomDataset dataset)
    {
        var allocated = dataset.Unsigned(DicomTag.BitsAllocated) ?? 16;
        var stored = dataset.Unsigned(DicomTag.BitsStored) ?? allocated;
        if (allocated is not (8 or 16 or 32) || stored is 0 || stored > allocated)
            return null;
        var high = dataset.Unsigned(DicomTag.HighBit) is { } bit && bit < allocated && bit + 1 >= stored ? bit : stored - 1;
        return new(allocated, stored, high, dataset.Unsigned(DicomTag.PixelRepresentation) == 1);
    }
}
