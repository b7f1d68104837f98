using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Voxmark.WebUi.Tests.Localization;

/// <summary>Every sentence that a service says: English stands in the sources beside its code, Korean in one file.</summary>
public sealed partial class SentencesTests
{
    private static readonly string Repository = Path.GetFullPath(Path.Combine(Here(), "../../.."));
    private static readonly ILookup<string, string> English = ReadSources();

    private static readonly Dictionary<string, string> Korean = JsonSerializer.Deserialize<Dictionary<string, string>>(
        File.ReadAllText(Path.Combine(Repository, "WebUi/Localization/sentences.ko.json")))!;

    [Fact]
    public void Korean_HasTheCodesOfTheSources() =>
        Assert.Equal(English.Select(sentence => sentence.Key).Order(), Korean.Keys.Order());

    [Fact]
    public void Korean_HasTheParametersOfEnglish() =>
        Assert.All(English, sentence => Assert.Equal(
            ParametersOf(sentence.First(), CSharpHole()), ParametersOf(Korean[sentence.Key], TranslationHole())));

    [Fact]
    public void Code_IsKebabCase() => Assert.All(English, sentence => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", sentence.Key));

    [Fact]
    public void Code_SaysOneThing() => Assert.All(English, sentence => Assert.Single(sentence.Distinct()));

    /// <summary>Anything else has no name that a translation could use.</summary>
    [Fact]
    public void Hole_IsAPathOfNames() =>
        Assert.All(English.SelectMany(sentence => sentence), text => Assert.All(
            CSharpHole().Matches(text), hole => Assert.Matches(@"^\w+(\.\w+)*$", hole.Groups["name"].Value)));

    [Fact]
    public void Sentences_AreSaidWithLiterals() =>
        Assert.Equal(
            Sources().Sum(source => Call().Count(source)),
            English.Sum(sentence => sentence.Count()));

    private static ILookup<string, string> ReadSources() =>
        Sources().SelectMany(source => Said().Matches(source))
            .ToLookup(
                match => match.Groups["code"].Value,
                match => string.Concat(match.Groups["text"].Captures.Select(literal => literal.Value)));

    private static IEnumerable<string> Sources() =>
        from folder in new[]
        {
            "ServiceDefaults", "Gateway", "IngestService", "LabelingService", "InferenceService", "QuantService", "WebUi",
        }
        from file in Directory.EnumerateFiles(Path.Combine(Repository, folder), "*.cs", SearchOption.AllDirectories)
        where !file.Contains("node_modules", StringComparison.Ordinal) && Path.GetFileName(file) is not ("Problem.cs" or "Sentences.cs")
        select File.ReadAllText(file);

    private static string[] ParametersOf(string text, Regex hole) =>
        [.. hole.Matches(text).Select(match => Last(match.Groups["name"].Value)).Distinct().Order()];

    private static string Last(string path)
    {
        var name = path[(path.LastIndexOf('.') + 1)..];
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    private const string Ways = @"(?:\bSentences\.Of|\bProblem\.(?:NotFound|Invalid|NotReady|Unreadable|Busy|Unavailable|Conflict))\(";

    private const string Literal = @"""(?<text>(?:[^""\\]|\\.)*)""";

    /// <summary>Of several lines each is interpolated, or none: a sum of both is a string, which has lost its parameters.</summary>
    private const string Text = $@"(?:{Literal}(?:\s*\+\s*{Literal})*|\${Literal}(?:\s*\+\s*\${Literal})*)";

    [GeneratedRegex(Ways + @"\s*""(?<code>[^""]*)"",\s*" + Text + @"\)")]
    private static partial Regex Said();

    /// <summary>With a code at all: the ways to answer take a ready sentence, too.</summary>
    [GeneratedRegex(Ways + @"\s*""[^""]*"",|\bSentences\.Of\((?!\s*"")")]
    private static partial Regex Call();

    [GeneratedRegex(@"\{(?<name>[^{}:]+)(?::[^{}]*)?\}")]
    private static partial Regex CSharpHole();

    [GeneratedRegex(@"\{(?<name>\w+)\}")]
    private static partial Regex TranslationHole();
}
