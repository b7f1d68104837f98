using System.Globalization;
using FellowOakDicom;

namespace Voxmark.IngestService.Dicom;

/// <summary>
/// Attribute values as files in the wild carry them: what is absent, empty or nonsense reads as null, never as an
/// exception, and texts hold no control characters.
/// </summary>
internal static class DicomValues
{
    private const int MaxTextLength = 1024;

    public static string? Text(this DicomDataset dataset, DicomTag tag)
    {
        if (!Try(() => dataset.TryGetString(tag, out var value) ? value : null, out var text) || text is null)
            return null;
        var kept = string.Concat(text.Where(c => !char.IsControl(c) && c != '\uFFFD')).Trim();
        if (kept.Length > MaxTextLength)
            kept = kept[..(char.IsHighSurrogate(kept[MaxTextLength - 1]) ? MaxTextLength - 1 : MaxTextLength)];
        return kept.Length > 0 ? kept : null;
    }

    public static int? Integer(this DicomDataset dataset, DicomTag tag) =>
        int.TryParse(dataset.Text(tag)?.Split('\\')[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    public static double? Number(this DicomDataset dataset, DicomTag tag) => dataset.Numbers(tag) is [var first, ..] ? first : null;

    /// <summary>Empty when any of the values is no finite number.</summary>
    public static double[] Numbers(this DicomDataset dataset, DicomTag tag) =>
        Try(() => dataset.TryGetValues<double>(tag, out var values) ? values : [], out var numbers)
            && numbers is not null && numbers.All(double.IsFinite) ? numbers : [];

    /// <summary>A value of VR US.</summary>
    public static int? Unsigned(this DicomDataset dataset, DicomTag tag) =>
        Try(() => dataset.TryGetSingleValue<ushort>(tag, out var value) ? value : (int?)null, out var number) ? number : null;

    /// <summary>16-bit values, signed ones as their bit patterns; empty when they are absent or of another kind.</summary>
    public static ushort[] Words(this DicomDataset dataset, DicomTag tag)
    {
        if (Try(() => dataset.TryGetValues<ushort>(tag, out var words) ? words : [], out var unsigned) && unsigned is { Length: > 0 })
            return unsigned;
        return Try(() => dataset.TryGetValues<short>(tag, out var words) ? words : [], out var signed) && signed is not null
            ? [.. signed.Select(word => (ushort)word)]
            : [];
    }

    public static DateOnly? Date(this DicomDataset dataset, DicomTag tag) =>
        DateOnly.TryParseExact(dataset.Text(tag), ["yyyyMMdd", "yyyy.MM.dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;

    /// <summary>A time as <c>HHMMSS.FFFFFF</c>, or as much of it as there is, so that texts sort as times do.</summary>
    public static string? Time(this DicomDataset dataset, DicomTag tag)
    {
        var digits = dataset.Text(tag)?.Replace(":", "", StringComparison.Ordinal);
        return digits is { Length: >= 2 and <= 13 } && digits.All(c => char.IsAsciiDigit(c) || c == '.') ? digits : null;
    }

    /// <summary>Items of a sequence, none when it is absent.</summary>
    public static IReadOnlyList<DicomDataset> Items(this DicomDataset dataset, DicomTag tag) =>
        dataset.TryGetSequence(tag, out var sequence) ? [.. sequence.Items] : [];

    public static DicomDataset? FirstItem(this DicomDataset dataset, DicomTag tag) => dataset.Items(tag) is [var first, ..] ? first : null;

    private static bool Try<T>(Func<T> read, out T? value)
    {
        try
        {
            value = read();
            return true;
        }
        catch (Exception e) when (e is DicomDataException or FormatException or OverflowException
            or InvalidCastException or ArgumentException or NotSupportedException)
        {
            value = default;
            return false;
        }
    }
}
