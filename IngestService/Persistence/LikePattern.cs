namespace Voxmark.IngestService.Persistence;

/// <summary>Patterns of SQL's LIKE made of what people type: the only place that makes any. Its own signs lose their meaning by
/// a backslash, which LIKE has to be told of (<see cref="Escape"/>).</summary>
internal static class LikePattern
{
    public const string Escape = @"\";

    /// <summary>Texts that contain this one.</summary>
    public static string Containing(string text) => $"%{Literal(text)}%";

    /// <summary>DICOM's wildcards, <c>*</c> and <c>?</c> (PS3.4 §C.2.2.2.4), as SQL's.</summary>
    public static string OfWildcards(string text) => Literal(text).Replace('*', '%').Replace('?', '_');

    private static string Literal(string text) => text
        .Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("%", @"\%", StringComparison.Ordinal)
        .Replace("_", @"\_", StringComparison.Ordinal);
}
