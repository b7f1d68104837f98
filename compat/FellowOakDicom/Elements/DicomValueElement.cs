#nullable disable
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FellowOakDicom.IO.Buffer;

namespace FellowOakDicom;

/// <summary>Numbers in binary form.</summary>
public abstract class DicomValueElement<Tv> : DicomElement
    where Tv : struct
{
    protected DicomValueElement(DicomTag tag, params Tv[] values)
        : base(tag, values is byte[] bytes ? new MemoryByteBuffer(bytes)
            : new MemoryByteBuffer(MemoryMarshal.AsBytes(values.AsSpan()).ToArray()))
    {
    }

    protected DicomValueElement(DicomTag tag, IByteBuffer data)
        : base(tag, data)
    {
    }

    public override int Count => (int)(Buffer.Size / Unsafe.SizeOf<Tv>());

    public override T Get<T>(int item = -1)
    {
        if (typeof(T).IsArray)
        {
            return GetAll<T>();
        }

        var index = Math.Max(item, 0);
        CheckIndex(index);
        var value = Number(index);
        if (typeof(T) == typeof(Tv))
        {
            return Unsafe.As<Tv, T>(ref value);
        }

        if (typeof(T) == typeof(string))
        {
            return (T)(object)Convert.ToString(value, CultureInfo.InvariantCulture);
        }

        if (typeof(T) == typeof(object))
        {
            return (T)(object)value;
        }

        if (!typeof(T).IsValueType)
        {
            throw CannotConvertTo<T>();
        }

        var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        return type.IsEnum
            ? (T)Enum.ToObject(type, Convert.ToInt64(value, CultureInfo.InvariantCulture))
            : (T)Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
    }

    public override bool Equals(DicomElement other) =>
        other is DicomValueElement<Tv> element && Buffer.Data.AsSpan().SequenceEqual(element.Buffer.Data);

    /// <summary>The bytes as numbers; what is left over at the end is not one.</summary>
    private protected ReadOnlySpan<TNumber> Numbers<TNumber>()
        where TNumber : struct
    {
        var bytes = Buffer.Data.AsSpan();
        return MemoryMarshal.Cast<byte, TNumber>(bytes[..(bytes.Length - (bytes.Length % Unsafe.SizeOf<TNumber>()))]);
    }

    private Tv Number(int index)
    {
        if (Buffer.IsMemory)
        {
            return Numbers<Tv>()[index];
        }

        var size = Unsafe.SizeOf<Tv>();
        return MemoryMarshal.Read<Tv>(Buffer.GetByteRange((long)index * size, size));
    }

    private T GetAll<T>()
    {
        if (typeof(T) == typeof(Tv[]))
        {
            return (T)(object)(typeof(Tv) == typeof(byte) ? Buffer.Data : Numbers<Tv>().ToArray());
        }

        var wanted = typeof(T).GetElementType();
        var type = Nullable.GetUnderlyingType(wanted) ?? wanted;
        var values = Numbers<Tv>();
        var converted = Array.CreateInstance(wanted, values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            object value = values[i];
            converted.SetValue(
                type == typeof(object) ? value : Convert.ChangeType(value, type, CultureInfo.InvariantCulture), i);
        }

        return (T)(object)converted;
    }
}
