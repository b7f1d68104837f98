using FellowOakDicom;
using Voxmark.IngestService.Dicom;

namespace Voxmark.IngestService.Volumes;

/// <summary>8-bit colour frames as the grey that people see (ITU-R BT.601 luma, as DICOM's own YBR, PS3.3 C.7.6.3.1.2).</summary>
internal sealed class ColourToLuminance
{
    private readonly string _photometric;
    private readonly bool _planar;
    private readonly byte[]? _palette;
    private readonly int _bytesPerIndex;

    private ColourToLuminance(string photometric, bool planar, byte[]? palette, int bytesPerIndex) =>
        (_photometric, _planar, _palette, _bytesPerIndex) = (photometric, planar, palette, bytesPerIndex);

    /// <summary>Null for colours that we do not know.</summary>
    public static ColourToLuminance? Of(DicomDataset dataset)
    {
        var photometric = dataset.Text(DicomTag.PhotometricInterpretation) ?? "";
        var planar = dataset.Unsigned(DicomTag.PlanarConfiguration) == 1;
        var bits = dataset.Unsigned(DicomTag.BitsAllocated);
        return photometric switch
        {
            "PALETTE COLOR" => Palette(dataset) is { } palette ? new(photometric, planar, palette, bits == 16 ? 2 : 1) : null,
            "RGB" or "YBR_FULL" or "YBR_FULL_422" when bits == 8 => new(photometric, planar, null, 1),
            _ => null,
        };
    }

    public void Convert(ReadOnlySpan<byte> frame, Span<ushort> luminance)
    {
        var pixels = luminance.Length;
        var needed = _palette is not null ? pixels * _bytesPerIndex : _photometric == "YBR_FULL_422" ? pixels * 2 : pixels * 3;
        if (frame.Length < needed)
            throw new UnreadablePixelsException("The pixel data ends early.");

        for (var p = 0; p < pixels; p++)
        {
            luminance[p] = _photometric switch
            {
                "PALETTE COLOR" => _palette![_bytesPerIndex == 1 ? frame[p] : frame[2 * p] | frame[2 * p + 1] << 8],
                "YBR_FULL" => _planar ? frame[p] : frame[3 * p],
                "YBR_FULL_422" => frame[4 * (p / 2) + p % 2], // Y Y Cb Cr for each two pixels
                _ when _planar => Luma(frame[p], frame[pixels + p], frame[2 * pixels + p]),
                _ => Luma(frame[3 * p], frame[3 * p + 1], frame[3 * p + 2]),
            };
        }
    }

    private static byte Luma(int red, int green, int blue) => (byte)((299 * red + 587 * green + 114 * blue + 500) / 1000);

    /// <summary>The grey of every index, 65,536 of them; null without plain lookup tables.</summary>
    private static byte[]? Palette(DicomDataset dataset)
    {
        var red = Table(dataset, DicomTag.RedPaletteColorLookupTableDescriptor, DicomTag.RedPaletteColorLookupTableData);
        var green = Table(dataset, DicomTag.GreenPaletteColorLookupTableDescriptor, DicomTag.GreenPaletteColorLookupTableData);
        var blue = Table(dataset, DicomTag.BluePaletteColorLookupTableDescriptor, DicomTag.BluePaletteColorLookupTableData);
        if (red is null || green is null || blue is null)
            return null;
        var grey = new byte[ushort.MaxValue + 1];
        for (var i = 0; i < grey.Length; i++)
            grey[i] = Luma(red(i), green(i), blue(i));
        return grey;
    }

    /// <summary>One primary's table as a function of the index, 0–255 (PS3.3 C.7.6.3.1.5).</summary>
    private static Func<int, byte>? Table(DicomDataset dataset, DicomTag descriptorTag, DicomTag dataTag)
    {
        if (dataset.Words(descriptorTag) is not [var count, var first, var bits] || dataset.Words(dataTag) is not { Length: > 0 } words)
            return null;
        var entries = count == 0 ? 65536 : count;

        // 8-bit entries may be packed two to a word; 16-bit ones may hold 8 significant bits in either half.
        var packed = bits == 8 && words.Length < entries;
        var shift = bits == 16 || words.Any(word => word > byte.MaxValue) ? 8 : 0;
        return index =>
        {
            var at = Math.Clamp(index - first, 0, entries - 1);
            return packed
                ? (byte)(words[Math.Min(at / 2, words.Length - 1)] >> 8 * (at % 2))
                : (byte)(words[Math.Min(at, words.Length - 1)] >> shift);
        };
    }
}
