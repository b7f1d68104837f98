#nullable disable
namespace FellowOakDicom;

/// <summary>One attribute in a data set: an element, a sequence or compressed pixel data. Ordered by tag.</summary>
public abstract class DicomItem : IComparable<DicomItem>, IComparable
{
    protected DicomItem(DicomTag tag)
    {
        Tag = tag;
    }

    public DicomTag Tag { get; internal set; }

    public abstract DicomVR ValueRepresentation { get; }

    public int CompareTo(DicomItem other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Tag.CompareTo(other.Tag);
    }

    public int CompareTo(object obj)
    {
        ArgumentNullException.ThrowIfNull(obj);
        return CompareTo(obj as DicomItem
            ?? throw new ArgumentException("Only comparison with DICOM items is supported.", nameof(obj)));
    }

    public override string ToString() => $"{Tag} {ValueRepresentation} {Tag.DictionaryEntry.Name}";

    /// <exception cref="DicomValidationException">A value is not allowed.</exception>
    public virtual void Validate()
    {
    }
}
