#nullable disable
using FellowOakDicom.IO.Buffer;

namespace FellowOakDicom;

/// <summary>An attribute with values of its own. Immutable but for values that are decoded on first use.</summary>
public abstract class DicomElement : DicomItem
{
    private IByteBuffer _buffer;

    protected DicomElement(DicomTag tag, IByteBuffer data)
        : base(tag)
    {
        _buffer = data;
    }

    /// <summary>Number of values.</summary>
    public abstract int Count { get; }

    /// <summary>The value's bytes, little endian.</summary>
    public IByteBuffer Buffer
    {
        get => _buffer ??= Encode();
        protected set => _buffer = value;
    }

    /// <summary>Bytes of the value.</summary>
    public uint Length => (uint)Buffer.Size;

    /// <summary>One value, or all of them where T is an array.</summary>
    /// <param name="item">Index of the value; -1 for the first, and for strings all values joined by backslashes.</param>
    public abstract T Get<T>(int item = -1);

    public override void Validate()
    {
        ValidateString();
        ValidateVM();
    }

    public abstract bool Equals(DicomElement other);

    /// <summary>Makes the bytes of an element that was created from values.</summary>
    private protected virtual IByteBuffer Encode() => EmptyBuffer.Value;

    protected virtual void ValidateVM()
    {
        if (Tag.IsPrivate || Count == 0)
        {
            return;
        }

        var allowed = Tag.DictionaryEntry.ValueMultiplicity;
        if (Count < allowed.Minimum || Count > allowed.Maximum)
        {
            throw new DicomValidationException(
                ToString(), ValueRepresentation, $"Number of items {Count} does not match ValueMultiplicity {allowed}");
        }
    }

    protected virtual void ValidateString()
    {
    }

    private protected void CheckIndex(int item)
    {
        if ((uint)item >= (uint)Count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(item), $"Index {item} is outside the {Count} values of {Tag}");
        }
    }

    private protected InvalidCastException CannotConvertTo<T>() =>
        new($"Unable to convert DICOM {ValueRepresentation.Code} value to '{typeof(T).Name}'");
}
