#nullable disable
using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace FellowOakDicom;

/// <summary>
/// The rules of PS3.5 section 6.2 for values that are text. Each method takes one value (not several joined by
/// backslashes) and throws <see cref="DicomValidationException"/> where it is not allowed.
/// </summary>
public static partial class DicomValidation
{
    private static readonly SearchValues<char> CodeCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_ ");

    public static void ValidateAE(string content)
    {
        AtMost(16, content, DicomVR.AE);
        NoControl(content, DicomVR.AE);
        Check(!content.Contains('\\', StringComparison.Ordinal), content, DicomVR.AE, "value contains a backslash");
        Check(content.Length == 0 || !string.IsNullOrWhiteSpace(content), content, DicomVR.AE, "value is only spaces");
    }

    public static void ValidateAS(string content) => Check(
        string.IsNullOrEmpty(content) || AgePattern().IsMatch(content), content, DicomVR.AS,
        "value does not have pattern 000[DWMY]");

    public static void ValidateCS(string content)
    {
        AtMost(16, content, DicomVR.CS);
        Check(!content.AsSpan().ContainsAnyExcept(CodeCharacters), content, DicomVR.CS,
            "value contains other characters than capital letters, digits, space and underscore");
    }

    public static void ValidateDA(string content)
    {
        var dates = content.Split('-');
        Check(dates.Length <= 2, content, DicomVR.DA, "value contains too many range separators '-'");
        foreach (var date in dates.Select(date => date.TrimEnd(' ')).Where(date => date.Length > 0))
        {
            Check(DatePattern().IsMatch(date), content, DicomVR.DA, "a date does not match the pattern YYYYMMDD");
        }
    }

    public static void ValidateDS(string content)
    {
        AtMost(16, content, DicomVR.DS);
        Check(content.Length == 0 || DecimalPattern().IsMatch(content.Trim()), content, DicomVR.DS,
            "value is no decimal string");
    }

    public static void ValidateDT(string content)
    {
        Check(content.Trim().Length == 0 || DateTimePattern().IsMatch(content.TrimEnd(' ')), content, DicomVR.DT,
            "value does not match the pattern YYYY[MM[DD[HH[MM[SS[.F{1-6}]]]]]][&ZZXX], nor is it a range of such");
    }

    public static void ValidateIS(string content)
    {
        var digits = content.Trim();
        AtMost(12, digits, DicomVR.IS);
        Check(digits.Length == 0
            || int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            content, DicomVR.IS, "value is no 32-bit integer string");
    }

    public static void ValidateLO(string content)
    {
        AtMost(64, content, DicomVR.LO);
        NoControl(content, DicomVR.LO);
    }

    public static void ValidateLT(string content) => AtMost(10240, content, DicomVR.LT);

    public static void ValidatePN(string content)
    {
        var groups = content.Split('=');
        Check(groups.Length <= 3, content, DicomVR.PN, "value contains too many groups");
        foreach (var group in groups)
        {
            AtMost(64, group, DicomVR.PN);
            NoControl(group, DicomVR.PN);
            Check(group.AsSpan().Count('^') <= 4, content, DicomVR.PN, "value contains too many components");
        }
    }

    public static void ValidateSH(string content)
    {
        AtMost(16, content, DicomVR.SH);
        NoControl(content, DicomVR.SH);
    }

    public static void ValidateST(string content) => AtMost(1024, content, DicomVR.ST);

    public static void ValidateTM(string content)
    {
        var times = content.Split('-');
        Check(times.Length <= 2, content, DicomVR.TM, "value contains too many range separators '-'");
        foreach (var time in times.Select(time => time.TrimEnd(' ')).Where(time => time.Length > 0))
        {
            Check(TimePattern().IsMatch(time), content, DicomVR.TM,
                "a time does not match the pattern HH[MM[SS[.F{1-6}]]]");
        }
    }

    public static void ValidateUI(string content) => Check(
        string.IsNullOrEmpty(content) || IsUid(content), content, DicomVR.UI,
        "value is not at most 64 characters of numbers, without leading zeros, joined by dots");

    internal static bool IsUid(string uid) => uid is { Length: > 0 and <= 64 } && UidPattern().IsMatch(uid);

    private static void AtMost(int length, string content, DicomVR vr) => Check(
        content.Length <= length, content, vr, $"value exceeds maximum length of {length} characters");

    /// <summary>ESC alone is allowed: it introduces a character set.</summary>
    private static void NoControl(string content, DicomVR vr) => Check(
        !content.Any(character => char.IsControl(character) && character != '\x1b'), content, vr,
        "value contains invalid control character");

    private static void Check(bool isValid, string content, DicomVR vr, string message)
    {
        if (!isValid)
        {
            throw new DicomValidationException(content, vr, message);
        }
    }

    [GeneratedRegex(@"^\d{3}[DWMY]\z")]
    private static partial Regex AgePattern();

    [GeneratedRegex(@"^\d{4}(0\d|1[0-2])([0-2]\d|3[01])\z")]
    private static partial Regex DatePattern();

    [GeneratedRegex(@"^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\z")]
    private static partial Regex DecimalPattern();

    [GeneratedRegex(
        @"^(?:(?<one>\d{4}(?:(?:0[1-9]|1[0-2])(?:(?:0[1-9]|[12]\d|3[01])"
        + @"(?:(?:[01]\d|2[0-3])(?:[0-5]\d(?:(?:[0-5]\d|60)(?:\.\d{1,6})?)?)?)?)?)?(?:[+-]\d{4})?)?"
        + @"(?:-(?<two>\d{4}[\d.]*(?:[+-]\d{4})?)?)?)\z")]
    private static partial Regex DateTimePattern();

    [GeneratedRegex(@"^([01]\d|2[0-3])([0-5]\d(([0-5]\d|60)(\.\d{1,6})?)?)?\z")]
    private static partial Regex TimePattern();

    [GeneratedRegex(@"^(0|[1-9]\d*)(\.(0|[1-9]\d*))+\z")]
    private static partial Regex UidPattern();
}
