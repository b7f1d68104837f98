#nullable disable
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;

namespace FellowOakDicom;

/// <summary>
/// The data dictionary: the standard's attributes (PS3.6, PS3.7) and, by private creator, those of known vendors.
/// Thread-safe.
/// </summary>
public class DicomDictionary : IEnumerable<DicomDictionaryEntry>
{
    public static readonly DicomDictionaryEntry UnknownTag = new(
        DicomMaskedTag.Parse("xxxx", "xxxx"), "Unknown", "Unknown", DicomVM.VM_1_n, false,
        DicomVR.UN, DicomVR.AE, DicomVR.AS, DicomVR.AT, DicomVR.CS, DicomVR.DA, DicomVR.DS, DicomVR.DT, DicomVR.FD,
        DicomVR.FL, DicomVR.IS, DicomVR.LO, DicomVR.LT, DicomVR.OB, DicomVR.OD, DicomVR.OF, DicomVR.OL, DicomVR.OV,
        DicomVR.OW, DicomVR.PN, DicomVR.SH, DicomVR.SL, DicomVR.SQ, DicomVR.SS, DicomVR.ST, DicomVR.SV, DicomVR.TM,
        DicomVR.UC, DicomVR.UI, DicomVR.UL, DicomVR.UR, DicomVR.US, DicomVR.UT, DicomVR.UV);

    public static readonly DicomDictionaryEntry PrivateCreatorTag = new(
        DicomMaskedTag.Parse("xxxx", "00xx"), "Private Creator", "PrivateCreator", DicomVM.VM_1, false, DicomVR.LO);

    private static readonly Lazy<DicomDictionary> LazyDefault = new(LoadDefault);

    private readonly ConcurrentDictionary<string, DicomPrivateCreator> _creators = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<uint, DicomDictionaryEntry> _entries = new();
    private readonly ConcurrentDictionary<string, DicomTag> _keywords = new(StringComparer.Ordinal);
    private readonly bool[] _hasMask = new bool[256];
    private readonly Lazy<ConcurrentDictionary<string, DicomDictionary>> _private;
    private ImmutableArray<DicomDictionaryEntry> _masked = [];

    public DicomDictionary()
        : this(privateCreator: null, vendors: static () => new(StringComparer.Ordinal))
    {
    }

    private DicomDictionary(
        DicomPrivateCreator privateCreator, Func<ConcurrentDictionary<string, DicomDictionary>> vendors)
    {
        PrivateCreator = privateCreator;
        _private = new(vendors);
    }

    public static DicomDictionary Default => LazyDefault.Value;

    /// <summary>Whose attributes this dictionary holds; null for the standard's.</summary>
    public DicomPrivateCreator PrivateCreator { get; internal set; }

    /// <summary>The entry of a tag, or <see cref="UnknownTag"/>.</summary>
    public DicomDictionaryEntry this[DicomTag tag]
    {
        get
        {
            if (tag.IsPrivate)
            {
                return FindPrivate(tag);
            }

            return _entries.TryGetValue(tag.Number, out var entry) ? entry : FindMasked(tag);
        }
    }

    /// <summary>The dictionary of a private creator, empty where the vendor is not known.</summary>
    public DicomDictionary this[DicomPrivateCreator creator] =>
        _private.Value.GetOrAdd(creator.Creator, _ => Vendor(creator));

    /// <summary>The tag with a keyword such as "PatientName", or null.</summary>
    public DicomTag this[string keyword] => _keywords.TryGetValue(keyword, out var tag) ? tag : null;

    public void Add(DicomDictionaryEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (PrivateCreator is not null)
        {
            entry.Tag = new DicomTag(entry.Tag.Group, entry.Tag.Element, PrivateCreator);
        }

        _keywords[entry.Keyword] = entry.Tag;
        if (entry.MaskTag is null)
        {
            _entries[Key(entry.Tag)] = entry;
        }
        else
        {
            // The later entry wins. A mask names its group's first two digits, but for group lengths.
            ImmutableInterlocked.Update(ref _masked, static (masked, added) => masked.Insert(0, added), entry);
            _hasMask[entry.Tag.Group >> 8] = true;
        }
    }

    /// <summary>One shared instance for each creator.</summary>
    public DicomPrivateCreator GetPrivateCreator(string creator) =>
        // Foreign files must not make this table grow for ever.
        _creators.TryGetValue(creator, out var known) ? known
            : _creators.Count < 4096 ? _creators.GetOrAdd(creator, static name => new DicomPrivateCreator(name))
            : new DicomPrivateCreator(creator);

    public IEnumerator<DicomDictionaryEntry> GetEnumerator() => _entries.Values.Concat(_masked).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The dictionary's own instance of a public tag, so that the reader need not make one.</summary>
    internal bool TryFindStandard(uint number, out DicomDictionaryEntry entry) =>
        _entries.TryGetValue(number, out entry);

    private static DicomDictionary Vendor(DicomPrivateCreator creator) =>
        new(creator, static () => new(StringComparer.Ordinal));

    /// <summary>A vendor's elements are known by their last byte only.</summary>
    private uint Key(DicomTag tag) => PrivateCreator is null ? tag.Number : tag.Number & 0xffff00ff;

    private DicomDictionaryEntry FindPrivate(DicomTag tag)
    {
        if (PrivateCreator is not null)
        {
            return _entries.TryGetValue(Key(tag), out var entry) ? entry : UnknownTag;
        }

        if (tag.Element is >= 0x0010 and <= 0x00ff && tag.PrivateCreator is null)
        {
            return PrivateCreatorTag;
        }

        if (tag.Element == 0)
        {
            return FindMasked(tag);
        }

        return tag.PrivateCreator is not null
            && _private.Value.TryGetValue(tag.PrivateCreator.Creator, out var vendor) ? vendor[tag] : UnknownTag;
    }

    private DicomDictionaryEntry FindMasked(DicomTag tag)
    {
        // Most unknown tags are in groups that no mask is about.
        if (tag.Element != 0 && !_hasMask[tag.Group >> 8])
        {
            return UnknownTag;
        }

        foreach (var entry in _masked)
        {
            if (entry.MaskTag.IsMatch(tag))
            {
                return entry;
            }
        }

        return UnknownTag;
    }

    private static DicomDictionary LoadDefault()
    {
        var dictionary = new DicomDictionary(privateCreator: null, LoadVendors);
        dictionary.Add(new DicomDictionaryEntry(
            DicomMaskedTag.Parse("xxxx", "0000"), "Group Length", "GroupLength", DicomVM.VM_1, false, DicomVR.UL));
        foreach (var row in Rows("standard.tsv"))
        {
            var (digits, vrs, vm, retired) = (row[0], row[1].Split('/'), DicomVM.Parse(row[2]), row[3] == "R");
            var representations = Array.ConvertAll(vrs, DicomVR.Parse);
            dictionary.Add(digits.Contains('x', StringComparison.Ordinal)
                ? new DicomDictionaryEntry(DicomMaskedTag.Parse(digits), row[5], row[4], vm, retired, representations)
                : new DicomDictionaryEntry(DicomTag.Parse(digits), row[5], row[4], vm, retired, representations));
        }

        return dictionary;
    }

    private static ConcurrentDictionary<string, DicomDictionary> LoadVendors()
    {
        var vendors = new ConcurrentDictionary<string, DicomDictionary>(StringComparer.Ordinal);
        foreach (var row in Rows("private.tsv"))
        {
            var vendor = vendors.GetOrAdd(row[0], static name => Vendor(new DicomPrivateCreator(name)));
            var tag = new DicomTag(
                ushort.Parse(row[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                ushort.Parse(row[2], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
            vendor.Add(new DicomDictionaryEntry(
                tag, row[5], row[5], DicomVM.Parse(row[4]), false, DicomVR.Parse(row[3])));
        }

        return vendors;
    }

    private static IEnumerable<string[]> Rows(string resource)
    {
        using var stream = typeof(DicomDictionary).Assembly.GetManifestResourceStream(resource);
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            yield return line.Split('\t');
        }
    }
}
