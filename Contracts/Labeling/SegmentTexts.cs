using System.Text.RegularExpressions;

namespace Voxmark.Contracts.Labeling;

/// <summary>How segments may be called, by people and by the bundles of models alike.</summary>
public static partial class SegmentTexts
{
    public const int MaxNameLength = 64;

    /// <summary>1 to 40 lower-case letters, digits and hyphens.</summary>
    public static bool IsKey(string? key) => key is not null && Key().IsMatch(key);

    /// <summary>1 to 64 characters, none of them a control character, and not only spaces.</summary>
    public static bool IsName(string? name) =>
        !string.IsNullOrWhiteSpace(name) && name.Length <= MaxNameLength && !name.Any(char.IsControl);

    [GeneratedRegex("^[a-z0-9-]{1,40}\\z")]
    private static partial Regex Key();
}
