#nullable disable
using System.Globalization;
using FellowOakDicom.IO.Buffer;

namespace FellowOakDicom;

/// <summary>Decimal String (DS): numbers as text.</summary>
public class DicomDecimalString : DicomMultiStringElement
{
    private decimal[] _numbers;

    public DicomDecimalString(DicomTag tag, params decimal[] values)
        : base(tag, Array.ConvertAll(values, ToDecimalString))
    {
    }

    public DicomDecimalString(DicomTag tag, params string[] values)
        : base(tag, values)
    {
    }

    public DicomDecimalString(DicomTag tag, IByteBuffer data)
        : base(tag, null, data)
    {
    }

    public override DicomVR ValueRepresentation => DicomVR.DS;

    /// <summary>The number in at most 16 characters, rounded to ten digits where it needs more.</summary>
    public static string ToDecimalString(decimal value)
    {
        var text = value.ToString(CultureInfo.InvariantCulture);
        return text.Length <= 16 ? text : value.ToString("G10", CultureInfo.InvariantCulture);
    }

    public override T Get<T>(int item = -1)
    {
        if (typeof(T) == typeof(string) || typeof(T) == typeof(string[]))
        {
            return base.Get<T>(item);
        }

        // Straight from the text: by way of decimal a number may be one bit off, or out of range.
        if (typeof(T) == typeof(double) || typeof(T) == typeof(double[]))
        {
            var numbers = Array.ConvertAll(Values, static text =>
                double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));
            return NumberConversion.TryGet(numbers, item, this, out T number) ? number : base.Get<T>(item);
        }

        return NumberConversion.TryGet(Numbers, item, this, out T result) ? result : base.Get<T>(item);
    }

    private decimal[] Numbers => _numbers ??= Array.ConvertAll(Values, static text =>
        decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));
}

/// <summary>Integer String (IS): 32-bit integers as text.</summary>
public class DicomIntegerString : DicomMultiStringElement
{
    private int[] _numbers;

    public DicomIntegerString(DicomTag tag, params int[] values)
        : base(tag, Array.ConvertAll(values, value => value.ToString(CultureInfo.InvariantCulture)))
    {
    }

    public DicomIntegerString(DicomTag tag, params string[] values)
        : base(tag, values)
    {
    }

    public DicomIntegerString(DicomTag tag, IByteBuffer data)
        : base(tag, null, data)
    {
    }

    public override DicomVR ValueRepresentation => DicomVR.IS;

    public override T Get<T>(int item = -1)
    {
        if (typeof(T) == typeof(string) || typeof(T) == typeof(string[]))
        {
            return base.Get<T>(item);
        }

        return NumberConversion.TryGet(Numbers, item, this, out T result) ? result : base.Get<T>(item);
    }

    // "5.0" is read too: some writers know no integers.
    private int[] Numbers => _numbers ??= Array.ConvertAll(Values, static text =>
        int.Parse(text, NumberStyles.Integer | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture));
}

/// <summary>From the type a number has to the type that is asked for.</summary>
internal static class NumberConversion
{
    public static bool TryGet<TNumber, T>(TNumber[] numbers, int item, DicomElement element, out T result)
        where TNumber : struct
    {
        if (typeof(T) == typeof(TNumber[]))
        {
            result = (T)(object)numbers;
            return true;
        }

        if (typeof(T).IsArray)
        {
            var wanted = typeof(T).GetElementType();
            var all = Array.CreateInstance(wanted, numbers.Length);
            for (var i = 0; i < numbers.Length; i++)
            {
                all.SetValue(Convert(numbers[i], wanted), i);
            }

            result = (T)(object)all;
            return true;
        }

        result = default;
        if (!typeof(T).IsValueType && typeof(T) != typeof(object))
        {
            return false;
        }

        var index = Math.Max(item, 0);
        if (index >= numbers.Length)
        {
            throw new ArgumentOutOfRangeException(
                nameof(item), $"Index {index} is outside the {numbers.Length} values of {element.Tag}");
        }

        result = (T)Convert(numbers[index], typeof(T));
        return true;
    }

    private static object Convert(object number, Type wanted)
    {
        var type = Nullable.GetUnderlyingType(wanted) ?? wanted;
        return type == typeof(object) ? number
            : type.IsEnum ? Enum.ToObject(type, System.Convert.ToInt64(number, CultureInfo.InvariantCulture))
            : System.Convert.ChangeType(number, type, CultureInfo.InvariantCulture);
    }
}
