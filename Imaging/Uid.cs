using System.Text.RegularExpressions;

namespace Voxmark.Imaging;

/// <summary>DICOM unique identifiers (PS3.5 §9). They are part of object keys, so nothing else may pass for one.</summary>
public static partial class Uid
{
    public const int MaxLength = 64;

    /// <summary>Digits and single dots. Components with leading zeros break the standard, are common, and do no harm.</summary>
    public static bool IsValid(string? uid) => uid is { Length: <= MaxLength } && Pattern().IsMatch(uid);

    [GeneratedRegex(@"\A[0-9]+(\.[0-9]+)*\z")]
    private static partial Regex Pattern();
}
