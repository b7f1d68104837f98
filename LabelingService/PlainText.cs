namespace Voxmark.LabelingService;

/// <summary>Names and the like that users type and PostgreSQL keeps.</summary>
internal static class PlainText
{
    /// <summary>Absent, or short enough and without control characters (PostgreSQL stores no NUL).</summary>
    public static bool Fits(string? text, int maxLength) => text is null || (text.Length <= maxLength && !text.Any(char.IsControl));
}
