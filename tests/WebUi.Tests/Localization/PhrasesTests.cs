using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Voxmark.WebUi.Localization;

namespace Voxmark.WebUi.Tests.Localization;

/// <summary>Sentences without a code: what users read of them is in Korean, too.</summary>
public sealed partial class PhrasesTests
{
    private static readonly string Repository = Path.GetFullPath(Path.Combine(Here(), "../../.."));

    private static readonly Dictionary<string, string> Korean = JsonSerializer.Deserialize<Dictionary<string, string>>(
        File.ReadAllText(Path.Combine(Repository, "WebUi/Localization/phrases.ko.json")))!;

    [Fact]
    public void Korean_HasTheHolesOfEnglish() =>
        Assert.All(Korean, phrase => Assert.Equal(HolesOf(phrase.Key), HolesOf(phrase.Value)));

    /// <summary>Refusals of files, failures of jobs, and problems that have no code yet; DICOMweb and DIMSE speak to programs.</summary>
    [Fact]
    public void EverySentenceWithoutACode_HasAPhrase()
    {
        var known = Korean.Keys.Select(Bare).ToHashSet();
        var said = (
            from folder in new[] { "Gateway", "IngestService", "LabelingService", "InferenceService", "QuantService" }
            from file in Directory.EnumerateFiles(Path.Combine(Repository, folder), "*.cs", SearchOption.AllDirectories)
            where !ForPrograms().IsMatch(file)
            from Match match in Said().Matches(File.ReadAllText(file))
            select Bare(match.Groups["text"].Value)).Distinct().ToList();

        Assert.NotEmpty(said);
        Assert.Empty(said.Except(known));
    }

    [Fact]
    public void EverySentenceOfATool_HasACode() => Assert.Empty(
        from file in Directory.EnumerateFiles(Path.Combine(Repository, "LabelingService/Assist"), "*.cs", SearchOption.AllDirectories)
        where file.EndsWith("Tool.cs", StringComparison.Ordinal) || Path.GetFileName(file) == "AssistChecks.cs"
        from Match match in SaidByATool().Matches(File.ReadAllText(file))
        select match.Groups["text"].Value);

    [Theory]
    [InlineData("ko", "Slices 3 and 4 are 12.5 mm apart, others 5 mm, so volume cannot be measured. Area can.",
        "슬라이스 3번과 4번의 간격이 12.5 mm인데 다른 곳은 5 mm여서 부피는 잴 수 없습니다. 면적은 잴 수 있습니다.")]
    [InlineData("ko", "It would unpack from 12 KB to 4,096 MB, more than an image does.",
        "12 KB에서 4,096 MB로 풀리는데, 영상으로는 있을 수 없는 크기입니다.")]
    [InlineData("en", "The zip is empty.", "The zip is empty.")]
    [InlineData("ko", "Nobody wrote this.", "Nobody wrote this.")]
    public void Said_IsInTheReadersLanguageWhereItIsKnown(string language, string english, string expected)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = new CultureInfo(language);
        try
        {
            Assert.Equal(expected, Phrases.Said(english));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static string Bare(string text) => Hole().Replace(text, "{}");

    private static string[] HolesOf(string text) => [.. Hole().Matches(text).Select(match => match.Value).Distinct().Order()];

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex(
        """(?<!AuthenticateResult\.)\b(?:Refuse|RejectAsync|QuarantineAsync|Fail|FailAsync|Problem\.(?!Of\b)\w+)\("""
        + """[^";{}]*\$?"(?<text>[A-Z](?:[^"\\]|\\.)*)"(?!\.)""")]
    private static partial Regex Said();

    /// <summary>Without a code before it.</summary>
    [GeneratedRegex("""(?<!"[a-z0-9-]+",\s*\$?)"(?<text>[A-Z][^"\\ ]* [^"\\]*[.}])"(?!\w)""")]
    private static partial Regex SaidByATool();

    [GeneratedRegex("/(?:Wado|Qido|Stow|DicomWeb|Dimse|node_modules)/")]
    private static partial Regex ForPrograms();

    /// <summary>One with a literal of its own within ends the match: it is open.</summary>
    [GeneratedRegex(@"\{[^{}]*(?:\}|\z)")]
    private static partial Regex Hole();
}
