using System.Text;

namespace Voxmark.IngestService.Dicom;

/// <summary>How names are searched: word by word in any order, and on a form without the signs between components beside the
/// stored one, so that 황보사랑 finds 황보^사랑.</summary>
internal static class NameSearch
{
    /// <summary>What stands between the parts of a name; groups are kept apart by <c>=</c>.</summary>
    public const string Separators = " ^,.";

    /// <summary>The words of what somebody typed, composed as the index is (macOS decomposes Hangul).</summary>
    public static string[] Words(string typed) => Composed(typed)
        .Split([' ', '\t', '\u3000', '^', '=', ',', '*'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>A name as the index keeps it; null for one of separators alone.</summary>
    public static string? Stored(string? name) => name?.Trim('^', '=', ' ') is { Length: > 0 } ? Composed(name) : null;

    /// <summary>Text with its characters composed (Unicode NFC); as it is when it is no well-formed Unicode.</summary>
    public static string Composed(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return text;
        }
    }

    /// <summary>SQL for the form without separators of a column.</summary>
    public static string CompactSql(string column) => $"translate({column}, '{Separators}', '')";
}
