using System.Globalization;
using System.Text.RegularExpressions;

namespace FellowOakDicom.Serialization;

/// <summary>Numbers as DICOM text has them, in JSON's own stricter notation, digit for digit.</summary>
internal static partial class JsonNumber
{
    /// <returns>Empty for an empty value; null for what is no number.</returns>
    public static string? Of(string text)
    {
        var trimmed = text.AsSpan().Trim(" \0").ToString();
        if (trimmed.Length == 0)
        {
            return "";
        }

        if (Decimal().Match(trimmed) is not { Success: true } match)
        {
            return null;
        }

        var (whole, fraction) = (match.Groups["whole"].Value, match.Groups["fraction"].Value);
        if (whole.Length + fraction.Length == 0)
        {
            return null;
        }

        var sign = match.Groups["sign"].Value == "-" ? "-" : "";
        whole = whole.TrimStart('0');
        return $"{sign}{(whole.Length == 0 ? "0" : whole)}{(fraction.Length == 0 ? "" : "." + fraction)}{match.Groups["exponent"].Value}";
    }

    /// <inheritdoc cref="Of"/>
    public static string? OfInteger(string text)
    {
        var trimmed = text.AsSpan().Trim(" \0");
        return trimmed.Length == 0 ? ""
            : int.TryParse(trimmed, NumberStyles.Integer | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
                ? value.ToString(CultureInfo.InvariantCulture)
                : null;
    }

    [GeneratedRegex(@"\A(?<sign>[+-]?)(?<whole>[0-9]*)(\.(?<fraction>[0-9]*))?(?<exponent>([eE][+-]?[0-9]{1,4})?)\z")]
    private static partial Regex Decimal();
}
