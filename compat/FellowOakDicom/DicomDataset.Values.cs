#nullable disable
using FellowOakDicom.IO.Buffer;

namespace FellowOakDicom;

public partial class DicomDataset
{
    /// <summary>The item, or null where there is none or it is of another class.</summary>
    public T GetDicomItem<T>(DicomTag tag)
        where T : DicomItem => Find(tag) as T;

    /// <exception cref="DicomDataException">The tag is absent, or no sequence.</exception>
    public DicomSequence GetSequence(DicomTag tag) => Existing(tag) as DicomSequence
        ?? throw new DicomDataException($"DicomTag {tag} isn't a sequence.");

    public bool TryGetSequence(DicomTag tag, out DicomSequence sequence)
    {
        sequence = Find(tag) as DicomSequence;
        return sequence is not null;
    }

    /// <exception cref="DicomDataException">The tag is absent.</exception>
    public int GetValueCount(DicomTag tag) => Existing(tag) switch
    {
        DicomElement element => element.Count,
        DicomSequence sequence => sequence.Items.Count,
        _ => throw NoValues(),
    };

    /// <exception cref="DicomDataException">The tag is absent, or has not so many values.</exception>
    public T GetValue<T>(DicomTag tag, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var element = ExistingElement<T>(tag);
        if (element.Buffer is T buffer and IByteBuffer)
        {
            return buffer;
        }

        return index < element.Count ? element.Get<T>(index) : throw new DicomDataException(
            $"Index out of range: index {index} for Tag {tag} must be less than value count {element.Count}");
    }

    public bool TryGetValue<T>(DicomTag tag, int index, out T elementValue)
    {
        if (index >= 0 && !typeof(T).IsArray && Find(tag) is DicomElement element && index < element.Count)
        {
            return TryGet(element, index, out elementValue);
        }

        elementValue = default;
        return false;
    }

    public T GetValueOrDefault<T>(DicomTag tag, int index, T defaultValue) =>
        TryGetValue(tag, index, out T value) ? value : defaultValue;

    /// <exception cref="DicomDataException">The tag is absent.</exception>
    public T[] GetValues<T>(DicomTag tag)
    {
        var element = ExistingElement<T>(tag);
        return typeof(T) == typeof(byte) ? (T[])(object)element.Buffer.Data : element.Get<T[]>(-1);
    }

    public bool TryGetValues<T>(DicomTag tag, out T[] values)
    {
        if (!typeof(T).IsArray && Find(tag) is DicomElement element)
        {
            return TryGet(element, -1, out values);
        }

        values = null;
        return false;
    }

    /// <exception cref="DicomDataException">The tag is absent, empty, or has several values.</exception>
    public T GetSingleValue<T>(DicomTag tag)
    {
        var element = ExistingElement<T>(tag);
        if (element.Buffer is T buffer and IByteBuffer)
        {
            return buffer;
        }

        return element.Count == 1 ? element.Get<T>(0) : throw new DicomDataException(
            $"DICOM element {tag} must contain a single value, but contains {element.Count}");
    }

    public bool TryGetSingleValue<T>(DicomTag tag, out T value)
    {
        if (!typeof(T).IsArray && Find(tag) is DicomElement { Count: 1 } element)
        {
            return TryGet(element, 0, out value);
        }

        value = default;
        return false;
    }

    public T GetSingleValueOrDefault<T>(DicomTag tag, T defaultValue) =>
        TryGetSingleValue(tag, out T value) ? value : defaultValue;

    /// <summary>All values, joined by backslashes where they are text; the first one where they are numbers.</summary>
    /// <exception cref="DicomDataException">The tag is absent.</exception>
    public string GetString(DicomTag tag) => ExistingElement<string>(tag).Get<string>(-1);

    public bool TryGetString(DicomTag tag, out string stringValue)
    {
        if (Find(tag) is not DicomElement element)
        {
            stringValue = null;
            return false;
        }

        if (element.Count == 0)
        {
            stringValue = "";
            return true;
        }

        return TryGet(element, -1, out stringValue);
    }

    private static DicomDataException NoValues() => new("DicomTag doesn't support values.");

    private static bool TryGet<T>(DicomElement element, int index, out T value)
    {
        try
        {
            value = element.Get<T>(index);
            return true;
        }
        catch (Exception exception) when (exception is InvalidCastException or FormatException or OverflowException
            or ArgumentException or DicomException)
        {
            value = default;
            return false;
        }
    }

    private DicomItem Existing(DicomTag tag) =>
        Find(tag) ?? throw new DicomDataException($"Tag: {tag} not found in dataset");

    private DicomElement ExistingElement<T>(DicomTag tag)
    {
        if (typeof(T).IsArray)
        {
            throw new DicomDataException("T can't be an Array type. Use GetValues instead");
        }

        return Existing(tag) as DicomElement ?? throw NoValues();
    }
}
