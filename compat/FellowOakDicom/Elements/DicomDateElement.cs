#nullable disable
using System.Globalization;
using FellowOakDicom.IO.Buffer;

namespace FellowOakDicom;

/// <summary>Dates and times as text.</summary>
public abstract class DicomDateElement : DicomMultiStringElement
{
    private DateTime[] _dates;

    protected DicomDateElement(DicomTag tag, string[] dateFormats, params DateTime[] values)
        : base(tag, Array.ConvertAll(values, date => date.ToString(dateFormats[0], CultureInfo.InvariantCulture)))
    {
        DateFormats = dateFormats;
    }

    protected DicomDateElement(DicomTag tag, string[] dateFormats, DicomDateRange range)
        : base(tag, range.ToString(dateFormats[0]))
    {
        DateFormats = dateFormats;
    }

    protected DicomDateElement(DicomTag tag, string[] dateFormats, params string[] values)
        : base(tag, values)
    {
        DateFormats = dateFormats;
    }

    protected DicomDateElement(DicomTag tag, string[] dateFormats, IByteBuffer buffer)
        : base(tag, null, buffer)
    {
        DateFormats = dateFormats;
    }

    /// <summary>Notations that are understood; the first is the one that is written.</summary>
    protected string[] DateFormats { get; }

    public override T Get<T>(int item = -1)
    {
        if (typeof(T) == typeof(string) || typeof(T) == typeof(string[]))
        {
            return base.Get<T>(item);
        }

        if (typeof(T) == typeof(DicomDateRange))
        {
            return (T)(object)ParseRange(base.Get<string>(item));
        }

        if (typeof(T) == typeof(DateTime[]))
        {
            return (T)(object)Dates;
        }

        if (typeof(T) == typeof(DateTime) || typeof(T) == typeof(DateTime?) || typeof(T) == typeof(object))
        {
            var index = Math.Max(item, 0);
            CheckIndex(index);
            return (T)(object)Dates[index];
        }

        return base.Get<T>(item);
    }

    private DateTime[] Dates => _dates ??= Array.ConvertAll(Values, Parse);

    private DateTime Parse(string text) => DateTime.ParseExact(
        text.Trim(), DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault);

    private DicomDateRange ParseRange(string text)
    {
        var ends = text.Split('-', 2);
        if (ends.Length == 1)
        {
            var day = Parse(text);
            return new DicomDateRange(day, day.AddDays(1).AddMilliseconds(-1));
        }

        return new DicomDateRange(
            ends[0].Length == 0 ? DateTime.MinValue : Parse(ends[0]),
            ends[1].Length == 0 ? DateTime.MaxValue : Parse(ends[1]));
    }
}
