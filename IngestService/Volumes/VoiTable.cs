using FellowOakDicom;
using Voxmark.Imaging.Volumes;
using Voxmark.IngestService.Dicom;

namespace Voxmark.IngestService.Volumes;

/// <summary>An item of the VOI LUT Sequence (PS3.3 C.11.2.1.1) as a window whose greys a table gives.</summary>
internal static class VoiTable
{
    private const int MostEntries = 65_536; // the descriptor writes it as 0

    /// <returns>Null when the table is not as long as its descriptor says.</returns>
    public static VolumeWindow? Of(DicomDataset item, int number)
    {
        // the first value mapped is signed or unsigned as the pixels are; those that need it fit 16 bits either way
        if (item.Words(DicomTag.LUTDescriptor) is not [var entries, var first, var bits] || bits is 0 or > 16)
            return null;
        var count = entries == 0 ? MostEntries : entries;
        var values = Values(item.Words(DicomTag.LUTData), count, bits);
        if (values is null)
            return null;

        var white = (1 << bits) - 1;
        var name = item.Text(DicomTag.LUTExplanation) is { Length: > 0 } explanation ? explanation : $"Table {number}";
        return new(
            name, (short)first + count / 2.0, count, Greys:
            [.. values.Select(value => (byte)Math.Min(255, (value * 255 + white / 2) / white))]);
    }

    /// <summary>Tables of 8 bits may hold two values in a word, the lower byte first.</summary>
    private static IEnumerable<int>? Values(ushort[] words, int count, int bits)
    {
        if (words.Length == count)
            return words.Select(word => (int)word);
        return bits <= 8 && words.Length == (count + 1) / 2
            ? words.SelectMany(word => new[] { word & 0xff, word >> 8 }).Take(count)
            : null;
    }
}
