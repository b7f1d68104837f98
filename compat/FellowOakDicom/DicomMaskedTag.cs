#nullable disable
using System.Globalization;

namespace FellowOakDicom;

/// <summary>A tag in which some hexadecimal digits match anything, such as (60xx,3000).</summary>
public sealed class DicomMaskedTag : IFormattable
{
    public const uint FullMask = 0xffffffff;

    public DicomMaskedTag(DicomTag tag)
    {
        Tag = tag;
        Mask = FullMask;
    }

    public DicomTag Tag { get; set; }

    public ushort Group => Tag.Group;

    public ushort Element => Tag.Element;

    /// <summary>The tag's number, masked digits being zero.</summary>
    public uint Card => Tag.Number;

    /// <summary>One bits where the tag must agree.</summary>
    public uint Mask { get; private set; }

    public static DicomMaskedTag Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        var digits = s.Trim('(', ')').Replace(",", "", StringComparison.Ordinal);
        return digits.Length == 8
            ? Parse(digits[..4], digits[4..])
            : throw new DicomDataException($"Error parsing masked DICOM tag ['{s}']");
    }

    public static DicomMaskedTag Parse(string group, string element)
    {
        var digits = (group + element).ToLowerInvariant();
        var mask = string.Concat(digits.Select(digit => digit == 'x' ? '0' : 'f'));
        if (digits.Length != 8
            || !uint.TryParse(digits.Replace('x', '0'), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture,
                out var number))
        {
            throw new DicomDataException($"Error parsing masked DICOM tag [group:'{group}', element:'{element}']");
        }

        return new DicomMaskedTag(new DicomTag((ushort)(number >> 16), (ushort)number))
        {
            Mask = uint.Parse(mask, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
        };
    }

    public bool IsMatch(DicomTag tag) => (tag.Number & Mask) == Card;

    public override string ToString() => ToString("G", null);

    /// <param name="format">"g" the group, "e" the element, anything else "(gggg,eeee)", x for a masked digit.</param>
    public string ToString(string format, IFormatProvider formatProvider)
    {
        var digits = Card.ToString("x8", CultureInfo.InvariantCulture)
            .Select((digit, i) => (Mask >> (28 - (4 * i)) & 0xf) != 0 ? digit : 'x').ToArray();
        var (group, element) = (new string(digits, 0, 4), new string(digits, 4, 4));
        return format switch { "g" => group, "e" => element, _ => $"({group},{element})" };
    }
}
