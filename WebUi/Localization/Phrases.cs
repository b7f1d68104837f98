using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Voxmark.WebUi.Localization;

/// <summary>
/// Sentences that services keep as English text (why a series is no volume), in the reader's language: known by their
/// English, with <c>{holes}</c> for what was filled in. The viewer does the same (<c>i18n/sentences.ts</c>).
/// </summary>
internal static partial class Phrases
{
    private static readonly Lazy<(Regex English, string Korean)[]> Korean = new(Read);

    public static string? Said(string? english) =>
        english is null || CultureInfo.CurrentUICulture.TwoLetterISOLanguageName != "ko" ? english : InKorean(english);

    private static string InKorean(string english)
    {
        foreach (var (pattern, korean) in Korean.Value)
        {
            if (pattern.Match(english) is { Success: true } found)
                return Hole().Replace(korean, hole => InKorean(found.Groups[hole.Groups[1].Value].Value));
        }

        return english;
    }

    private static (Regex, string)[] Read()
    {
        using var file = typeof(Phrases).Assembly.GetManifestResourceStream("phrases.ko.json")!;
        return [.. JsonSerializer.Deserialize<Dictionary<string, string>>(file)!.Select(phrase => (PatternOf(phrase.Key), phrase.Value))];
    }

    private static Regex PatternOf(string english) => new(
        $"\\A{EscapedHole().Replace(Regex.Escape(english), "(?<$1>.+?)")}\\z", RegexOptions.Singleline | RegexOptions.CultureInvariant);

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Hole();

    /// <summary>Regex.Escape escapes the opening brace only.</summary>
    [GeneratedRegex(@"\\\{(\w+)\}")]
    private static partial Regex EscapedHole();
}
