#nullable disable
using System.Globalization;

namespace FellowOakDicom;

/// <summary>A range as a query asks for it; DateTime.MinValue and MaxValue stand for an open end.</summary>
public class DicomDateRange : DicomRange<DateTime>
{
    public DicomDateRange()
        : base(DateTime.MinValue, DateTime.MaxValue)
    {
    }

    public DicomDateRange(DateTime min, DateTime max)
        : base(min, max)
    {
    }

    public override string ToString() => ToString("yyyyMMddHHmmss");

    /// <summary>"from-to", either of which may be empty; empty where both are.</summary>
    public string ToString(string format)
    {
        var from = Minimum == DateTime.MinValue ? "" : Minimum.ToString(format, CultureInfo.InvariantCulture);
        var to = Maximum == DateTime.MaxValue ? "" : Maximum.ToString(format, CultureInfo.InvariantCulture);
        return from.Length + to.Length == 0 ? "" : $"{from}-{to}";
    }
}
