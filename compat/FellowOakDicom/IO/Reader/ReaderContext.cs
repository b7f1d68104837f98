using System.Text;

namespace FellowOakDicom.IO.Reader;

/// <summary>What earlier elements of a data set, or of the ones around it, say about the ones that follow.</summary>
internal sealed class ReaderContext(
    Encoding[] encodings, bool isExplicit, bool isBigEndian, int depth, bool isSigned = false)
{
    private Dictionary<uint, DicomPrivateCreator>? _creators;

    /// <summary>Of the text from here on.</summary>
    public Encoding[] Encodings { get; private set; } = encodings;

    /// <summary>Pixel Representation (0028,0103) says so.</summary>
    public bool IsSigned { get; private set; } = isSigned;

    public bool IsExplicit => isExplicit;

    public bool IsBigEndian => isBigEndian;

    /// <summary>0 for the data set itself.</summary>
    public int Depth => depth;

    /// <summary>For the items of a sequence: they inherit the character set, but not the private blocks.</summary>
    public ReaderContext Nested() => new(Encodings, isExplicit, isBigEndian, depth + 1, IsSigned);

    /// <summary>For the items of a sequence that was written as UN: implicit VR little endian.</summary>
    public ReaderContext AsUnknown() => new(Encodings, isExplicit: false, isBigEndian: false, depth, IsSigned);

    public DicomTag Tag(ElementHeader header, out DicomDictionaryEntry entry)
    {
        var dictionary = DicomDictionary.Default;
        if (!header.IsPrivate && dictionary.TryFindStandard(header.Number, out entry))
        {
            return entry.Tag;
        }

        DicomPrivateCreator? creator = null;
        if (header.IsPrivate && header.Element > 0xff)
        {
            _creators?.TryGetValue(Block(header.Group, header.Element >> 8), out creator);
        }

        var tag = new DicomTag(header.Group, header.Element, creator);
        entry = dictionary[tag];
        return tag;
    }

    public void Note(DicomItem item)
    {
        if (item.Tag == DicomTag.SpecificCharacterSet)
        {
            var charsets = item is DicomElement element ? element.Get<string[]>() : [];
            Encodings = charsets.Length == 0 ? Encodings : DicomEncoding.GetEncodings(charsets);
        }
        else if (item.Tag == DicomTag.PixelRepresentation)
        {
            IsSigned = item is DicomUnsignedShort { Count: > 0 } sign && sign.Get<ushort>() == 1;
        }
        else if (item.Tag is { IsPrivate: true, Element: >= 0x10 and <= 0xff } && item is DicomLongString creator)
        {
            _creators ??= [];
            _creators[Block(item.Tag.Group, item.Tag.Element)] =
                DicomDictionary.Default.GetPrivateCreator(creator.Get<string>());
        }
    }

    private static uint Block(int group, int block) => ((uint)group << 16) | (uint)block;
}
