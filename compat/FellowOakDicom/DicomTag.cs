#nullable disable
using System.Globalization;

namespace FellowOakDicom;

/// <summary>
/// Group and element number of an attribute, with the private creator where there is one. Two private tags with a
/// creator are equal when group, creator and the element's last byte are: the block is reserved anew in each data set.
/// </summary>
public sealed partial class DicomTag : IFormattable, IEquatable<DicomTag>, IComparable<DicomTag>, IComparable
{
    public static readonly DicomTag Unknown = new DicomTag(0xffff, 0xffff);

    public DicomTag(ushort group, ushort element)
    {
        Group = group;
        Element = element;
    }

    public DicomTag(ushort group, ushort element, string privateCreator)
        : this(group, element, DicomDictionary.Default.GetPrivateCreator(privateCreator))
    {
    }

    public DicomTag(ushort group, ushort element, DicomPrivateCreator privateCreator)
        : this(group, element)
    {
        PrivateCreator = privateCreator;
    }

    public ushort Group { get; private set; }

    public ushort Element { get; private set; }

    public bool IsPrivate => (Group & 1) != 0;

    public DicomPrivateCreator PrivateCreator { get; set; }

    public DicomDictionaryEntry DictionaryEntry => DicomDictionary.Default[this];

    internal uint Number => ((uint)Group << 16) | Element;

    public static implicit operator DicomTag(uint tag) => new DicomTag((ushort)(tag >> 16), (ushort)tag);

    public static explicit operator uint(DicomTag tag) => tag.Number;

    public static bool operator ==(DicomTag a, DicomTag b) => a is null ? b is null : a.Equals(b);

    public static bool operator !=(DicomTag a, DicomTag b) => !(a == b);

    /// <summary>Reads "ggggeeee", "gggg,eeee" and "(gggg,eeee)", each with an optional ":creator".</summary>
    public static DicomTag Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        var rest = s.AsSpan();
        if (rest.StartsWith('('))
        {
            rest = rest.EndsWith(')') ? rest[1..^1] : rest[1..];
        }

        if (rest.Length > 4 && rest[4] == ',')
        {
            rest = string.Concat(rest[..4], rest[5..]);
        }

        if (rest.Length < 8
            || !uint.TryParse(rest[..8], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            || (rest.Length > 8 && rest[8] != ':'))
        {
            throw new DicomDataException($"Error parsing DICOM tag ['{s}']");
        }

        var creator = rest.Length > 8 ? DicomDictionary.Default.GetPrivateCreator(rest[9..].ToString()) : null;
        return new DicomTag((ushort)(number >> 16), (ushort)number, creator);
    }

    public override string ToString() => ToString("G", null);

    /// <param name="format">"G" (gggg,eeee:creator), "g" the same without brackets, "X" with the private block masked,
    /// "J" GGGGEEEE as in the DICOM JSON model.</param>
    public string ToString(string format, IFormatProvider formatProvider)
    {
        var creator = PrivateCreator is null ? "" : ":" + PrivateCreator.Creator;
        return format switch
        {
            "X" when PrivateCreator is not null => $"({Group:x4},xx{Element & 0xff:x2}{creator})",
            "g" => $"{Group:x4},{Element:x4}{creator}",
            "J" => $"{Group:X4}{Element:X4}",
            _ => $"({Group:x4},{Element:x4}{creator})",
        };
    }

    public int CompareTo(DicomTag other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var order = Number.CompareTo(other.Number);
        return order != 0 ? order
            : string.CompareOrdinal(PrivateCreator?.Creator, other.PrivateCreator?.Creator);
    }

    public int CompareTo(object obj)
    {
        ArgumentNullException.ThrowIfNull(obj);
        return CompareTo(obj as DicomTag ?? throw new ArgumentException("Passed non-DicomTag to comparer", nameof(obj)));
    }

    public bool Equals(DicomTag other)
    {
        if (other is null || Group != other.Group)
        {
            return false;
        }

        return PrivateCreator is null && other.PrivateCreator is null
            ? Element == other.Element
            : PrivateCreator?.Creator == other.PrivateCreator?.Creator && (byte)Element == (byte)other.Element;
    }

    public override bool Equals(object obj) => Equals(obj as DicomTag);

    public override int GetHashCode() => PrivateCreator is null
        ? Number.GetHashCode()
        : HashCode.Combine(Group, (byte)Element, PrivateCreator.Creator);
}
