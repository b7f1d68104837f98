using System.Globalization;
using System.Text.RegularExpressions;

namespace Voxmark.QuantService.Reports;

/// <summary>DICOM AS as a number and its unit: <c>038Y</c> is 38 years (PS3.5 table 6.2-1; shorter forms are met, too).</summary>
internal static partial class PatientAge
{
    /// <returns>Null when it cannot be read as one.</returns>
    public static (int Value, string Unit)? Read(string? text)
    {
        if (text is null || Age().Match(text) is not { Success: true } age)
            return null;
        var unit = age.Groups[2].Value.ToUpperInvariant() switch { "D" => "days", "W" => "weeks", "M" => "months", _ => "years" };
        return (int.Parse(age.Groups[1].ValueSpan, CultureInfo.InvariantCulture), unit);
    }

    [GeneratedRegex(@"\A\s*([0-9]{1,3})\s*([DWMY]?)\s*\z", RegexOptions.IgnoreCase)]
    private static partial Regex Age();
}
