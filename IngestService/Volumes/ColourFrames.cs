using FellowOakDicom;
using Voxmark.IngestService.Dicom;

namespace Voxmark.IngestService.Volumes;

/// <summary>8-bit colour frames as red, green and blue, or as the grey that people see: ITU-R BT.601 luma, as DICOM's own
/// YBR (PS3.3 C.7.6.3.1.2).</summary>
internal sealed class ColourFrames
{
    private readonly string _photometric;
    private readonly bool _planar;
    private readonly (byte Red, byte Green, byte Blue)[]? _palette;
    private readonly int _bytesPerIndex;

    private ColourFrames(string photometric, bool planar, (byte Red, byte Green, byte Blue)[]? palette, int bytesPerIndex) =>
        (_photometric, _planar, _palette, _bytesPerIndex) = (photometric, planar, palette, bytesPerIndex);

    /// <summary>Null for colours that we do not know.</summary>
    public static ColourFrames? Of(DicomDataset dataset)
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

    /// <exception cref="UnreadablePixelsException">The frame ends early.</exception>
    public void ToLuminance(ReadOnlySpan<byte> frame, Span<ushort> luminance)
    {
        var pixels = luminance.Length;
        CheckLength(frame, pixels);
        for (var p = 0; p < pixels; p++)
            luminance[p] = _photometric switch
            {
                "YBR_FULL" => _planar ? frame[p] : frame[3 * p],
                "YBR_FULL_422" => frame[4 * (p / 2) + p % 2], // Y Y Cb Cr for each two pixels
                _ => Luma(Colour(frame, p, pixels)),
            };
    }

    /// <param name="rgb">Receives red, green and blue of each pixel.</param>
    /// <exception cref="UnreadablePixelsException">The frame ends early.</exception>
    public void ToRgb(ReadOnlySpan<byte> frame, Span<byte> rgb)
    {
        var pixels = rgb.Length / 3;
        CheckLength(frame, pixels);
        for (var p = 0; p < pixels; p++)
            (rgb[3 * p], rgb[3 * p + 1], rgb[3 * p + 2]) = Colour(frame, p, pixels);
    }

    private void CheckLength(ReadOnlySpan<byte> frame, int pixels)
    {
        var needed = _palette is not null ? pixels * _bytesPerIndex
            : _photometric == "YBR_FULL_422" ? (pixels + 1) / 2 * 4 : pixels * 3;
        if (frame.Length < needed)
            throw new UnreadablePixelsException("The pixel data ends early.");
    }

    private (byte Red, byte Green, byte Blue) Colour(ReadOnlySpan<byte> frame, int p, int pixels)
    {
        if (_palette is not null)
            return _palette[_bytesPerIndex == 1 ? frame[p] : frame[2 * p] | frame[2 * p + 1] << 8];
        if (_photometric == "YBR_FULL_422")
            return FromYbr(frame[4 * (p / 2) + p % 2], frame[4 * (p / 2) + 2], frame[4 * (p / 2) + 3]);
        var (a, b, c) = _planar
            ? (frame[p], frame[pixels + p], frame[2 * pixels + p])
            : (frame[3 * p], frame[3 * p + 1], frame[3 * p + 2]);
        return _photometric == "RGB" ? (a, b, c) : FromYbr(a, b, c);
    }

    /// <summary>PS3.3 C.7.6.3.1.2 the other way round.</summary>
    private static (byte Red, byte Green, byte Blue) FromYbr(int y, int cb, int cr)
    {
        return (
            Rounded(y + 1.402f * (cr - 128)),
            Rounded(y - 0.344136f * (cb - 128) - 0.714136f * (cr - 128)),
            Rounded(y + 1.772f * (cb - 128)));

        static byte Rounded(float value) => (byte)Math.Clamp(MathF.Round(value), 0, 255);
    }

    private static byte Luma((byte Red, byte Green, byte Blue) colour) =>
        (byte)((299 * colour.Red + 587 * colour.Green + 114 * colour.Blue + 500) / 1000);

    /// <summary>The colour of every index, 65,536 of them; null without plain lookup tables.</summary>
    private static (byte Red, byte Green, byte Blue)[]? Palette(DicomDataset dataset)
    {
        var red = Table(dataset, DicomTag.RedPaletteColorLookupTableDescriptor, DicomTag.RedPaletteColorLookupTableData);
        var green = Table(dataset, DicomTag.GreenPaletteColorLookupTableDescriptor, DicomTag.GreenPaletteColorLookupTableData);
        var blue = Table(dataset, DicomTag.BluePaletteColorLookupTableDescriptor, DicomTag.BluePaletteColorLookupTableData);
        if (red is null || green is null || blue is null)
            return null;
        var colours = new (byte, byte, byte)[ushort.MaxValue + 1];
        for (var i = 0; i < colours.Length; i++)
            colours[i] = (red(i), green(i), blue(i));
        return colours;
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
