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
    private const int MaxNumberBytes = 1024;

    public static string? Text(this DicomDataset dataset, DicomTag tag)
    {
        if (!Try(() => dataset.TryGetString(tag, out var value) ? value : null, out var text) || text is null)
            return null;
        var kept = string.Concat(text.Where(c => !char.IsControl(c) && c != '\uFFFD')).Trim();
        if (kept.Length > MaxTextLength)
            kept = kept[..(char.IsHighSurrogate(kept[MaxTextLength - 1]) ? MaxTextLength - 1 : MaxTextLength)];
        return kept.Length > 0 ? kept : null;
    }

    /// <summary>Also of decimals that are whole, as some write them: <c>1.0</c>.</summary>
    public static int? Integer(this DicomDataset dataset, DicomTag tag) =>
        dataset.Number(tag) is { } number && double.IsInteger(number) && number is >= int.MinValue and <= int.MaxValue ? (int)number : null;

    public static double? Number(this DicomDataset dataset, DicomTag tag) => dataset.Numbers(tag) is [var first, ..] ? first : null;

    /// <summary>
    /// Read from the text, whatever VR it claims, as people and devices write numbers: a comma for the point, blanks and
    /// zeros around them, backslashes at the end, more digits than allowed. Empty when any of the values is no finite number.
    /// </summary>
    public static double[] Numbers(this DicomDataset dataset, DicomTag tag)
    {
        var element = dataset.Contains(tag) ? dataset.GetDicomItem<DicomItem>(tag) as DicomElement : null;
        if (element is null or { Count: 0 })
            return [];
        if (NumberText(element) is not { } text)
            return Try(() => dataset.TryGetValues<double>(tag, out var values) ? values : [], out var numbers)
                && numbers is not null && numbers.All(double.IsFinite) ? numbers : [];

        var parts = text.TrimEnd(' ', '\0', '\\').Split('\\');
        var parsed = new double[parts.Length];
        for (var i = 0; i < parts.Length; i++)
            if (!TryParse(parts[i].Trim(' ', '\0'), out parsed[i]))
                return [];
        return parsed;
    }

    /// <summary>Whether the attribute is there and not empty, but holds no numbers.</summary>
    public static bool HasUnreadableNumbers(this DicomDataset dataset, DicomTag tag) =>
        dataset.Text(tag) is not null && dataset.Numbers(tag).Length == 0;

    /// <summary>A value of VR US, or what another VR says in its place.</summary>
    public static int? Unsigned(this DicomDataset dataset, DicomTag tag) =>
        Try(() => dataset.TryGetSingleValue<ushort>(tag, out var value) ? value : (int?)null, out var number) && number is not null
            ? number
            : dataset.Integer(tag) is >= 0 and <= ushort.MaxValue and var other ? other : null;

    /// <summary>16-bit values, signed ones as their bit patterns; empty when they are absent or of another kind.</summary>
    public static ushort[] Words(this DicomDataset dataset, DicomTag tag)
    {
        if (Try(() => dataset.TryGetValues<ushort>(tag, out var words) ? words : [], out var unsigned) && unsigned is { Length: > 0 })
            return unsigned;
        return Try(() => dataset.TryGetValues<short>(tag, out var words) ? words : [], out var signed) && signed is not null
            ? [.. signed.Select(word => (ushort)word)]
            : [];
    }

    /// <summary>A value of VR AT.</summary>
    public static DicomTag? Pointer(this DicomDataset dataset, DicomTag tag) =>
        Try(() => dataset.TryGetSingleValue(tag, out DicomTag value) ? value : null, out var pointer) ? pointer : null;

    public static DateOnly? Date(this DicomDataset dataset, DicomTag tag) =>
        DateOnly.TryParseExact(
            dataset.Text(tag), ["yyyyMMdd", "yyyy.MM.dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
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

    /// <summary>Null for binary numbers.</summary>
    private static string? NumberText(DicomElement element) => element switch
    {
        DicomStringElement text => Try(() => text.Get<string>(), out var value) ? value ?? "" : "",
        _ when element.ValueRepresentation == DicomVR.UN && element.Buffer.Size <= MaxNumberBytes =>
            System.Text.Encoding.ASCII.GetString(element.Buffer.Data),
        _ => null,
    };

    private static bool TryParse(string text, out double number)
    {
        var hasDecimalComma = text.Count(c => c == ',') == 1 && !text.Contains('.', StringComparison.Ordinal);
        return double.TryParse(
            hasDecimalComma ? text.Replace(',', '.') : text, NumberStyles.Float, CultureInfo.InvariantCulture, out number)
            && double.IsFinite(number);
    }

    private static bool Try<T>(Func<T> read, out T? value)
    {
        try
        {
            value = read();
            return true;
        }
        catch (Exception e) when (e is DicomDataException or FormatException or OverflowException
            or InvalidCastException or ArgumentException or NotSupportedException or InvalidOperationException)
        {
            value = default;
            return false;
        }
    }
}
