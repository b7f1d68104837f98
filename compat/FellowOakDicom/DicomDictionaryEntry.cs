#nullable disable
namespace FellowOakDicom;

/// <summary>What PS3.6 says of one attribute, or of a group of attributes with one masked tag.</summary>
public sealed class DicomDictionaryEntry
{
    public DicomDictionaryEntry(
        DicomTag tag, string name, string keyword, DicomVM vm, bool retired, params DicomVR[] vrs)
    {
        Tag = tag;
        Name = string.IsNullOrWhiteSpace(name) ? tag.ToString() : name;
        Keyword = string.IsNullOrWhiteSpace(keyword) ? Name : keyword;
        ValueMultiplicity = vm;
        IsRetired = retired;
        ValueRepresentations = vrs;
    }

    public DicomDictionaryEntry(
        DicomMaskedTag tag, string name, string keyword, DicomVM vm, bool retired, params DicomVR[] vrs)
        : this(tag.Tag, name, keyword, vm, retired, vrs)
    {
        MaskTag = tag;
    }

    public DicomTag Tag { get; set; }

    /// <summary>Null where the entry is for one tag only.</summary>
    public DicomMaskedTag MaskTag { get; private set; }

    public string Name { get; private set; }

    public string Keyword { get; private set; }

    /// <summary>One or more, in the standard's order.</summary>
    public DicomVR[] ValueRepresentations { get; private set; }

    public DicomVM ValueMultiplicity { get; private set; }

    public bool IsRetired { get; private set; }
}
