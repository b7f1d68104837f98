#nullable disable
using System.Text;
using FellowOakDicom.IO.Buffer;

namespace FellowOakDicom;

/// <summary>An element whose value is text. Decoded when it is first asked for.</summary>
public abstract class DicomStringElement : DicomElement
{
    private readonly Encoding[] _encodings;
    private readonly bool _isRead;
    private string _value;

    protected DicomStringElement(DicomTag tag, string value)
        : base(tag, null)
    {
        _value = value ?? "";
        _encodings = DicomEncoding.DefaultArray;
    }

    protected DicomStringElement(DicomTag tag, Encoding[] encodings, IByteBuffer buffer)
        : base(tag, buffer)
    {
        _encodings = encodings ?? DicomEncoding.DefaultArray;
        _isRead = true;
    }

    public override int Count => 1;

    /// <summary>All values, joined by backslashes, without padding.</summary>
    protected string StringValue => _value ??= Decode();

    public override T Get<T>(int item = -1)
    {
        if (typeof(T) == typeof(string) || typeof(T) == typeof(object))
        {
            return (T)(object)StringValue;
        }

        if (typeof(T) == typeof(string[]) || typeof(T) == typeof(object[]))
        {
            return (T)(object)new[] { StringValue };
        }

        return typeof(T).IsEnum
            ? (T)Enum.Parse(typeof(T), StringValue, ignoreCase: true)
            : throw CannotConvertTo<T>();
    }

    public override bool Equals(DicomElement other) =>
        other is DicomStringElement text && text.StringValue == StringValue;

    /// <summary>The bytes to write in a data set of these encodings: the ones that were read, where they still fit.</summary>
    internal IByteBuffer BufferIn(Encoding[] encodings)
    {
        var target = ValueRepresentation.IsStringEncoded ? encodings : DicomEncoding.DefaultArray;
        return _isRead && (!ValueRepresentation.IsStringEncoded || target.AsSpan().SequenceEqual(_encodings))
            ? Buffer
            : Encode(target);
    }

    private protected override IByteBuffer Encode() => Encode(_encodings);

    protected override void ValidateString() => ValueRepresentation.ValidateString(StringValue);

    private MemoryByteBuffer Encode(Encoding[] encodings)
    {
        var bytes = DicomEncoding.Encode(StringValue, encodings, ValueRepresentation == DicomVR.PN);
        if ((bytes.Length & 1) != 0)
        {
            Array.Resize(ref bytes, bytes.Length + 1);
            bytes[^1] = ValueRepresentation.PaddingValue;
        }

        return new MemoryByteBuffer(bytes);
    }

    private string Decode()
    {
        var bytes = Buffer.Data.AsSpan();
        // Both kinds of padding are found with every VR.
        var end = bytes.LastIndexOfAnyExcept((byte)' ', (byte)0) + 1;
        return DicomEncoding.Decode(bytes[..end], _encodings, ValueRepresentation == DicomVR.PN);
    }
}

/// <summary>Text that may hold several values, separated by backslashes.</summary>
public abstract class DicomMultiStringElement : DicomStringElement
{
    private string[] _values;

    protected DicomMultiStringElement(DicomTag tag, params string[] values)
        : base(tag, values is null ? "" : string.Join('\\', values))
    {
    }

    protected DicomMultiStringElement(DicomTag tag, Encoding[] encodings, IByteBuffer buffer)
        : base(tag, encodings, buffer)
    {
    }

    public override int Count => Values.Length;

    private protected string[] Values => _values ??= StringValue.Length == 0 ? [] : StringValue.Split('\\');

    public override T Get<T>(int item = -1)
    {
        if (typeof(T) == typeof(string) || typeof(T) == typeof(object))
        {
            if (item == -1)
            {
                return (T)(object)StringValue;
            }

            CheckIndex(item);
            return (T)(object)Values[item];
        }

        if (typeof(T) == typeof(string[]) || typeof(T) == typeof(object[]))
        {
            return (T)(object)Values;
        }

        var index = Math.Max(item, 0);
        CheckIndex(index);
        var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        return type.IsEnum ? (T)Enum.Parse(type, Values[index], ignoreCase: true) : throw CannotConvertTo<T>();
    }

    protected override void ValidateString()
    {
        foreach (var value in Values)
        {
            ValueRepresentation.ValidateString(value);
        }
    }
}
