using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Voxmark.WebUi.Tests.Localization;

public sealed partial class TextsTests
{
    private static readonly string WebUi = Path.GetFullPath(Path.Combine(Here(), "../../../WebUi"));
    private static readonly Dictionary<string, string> English = Read("Texts.resx");
    private static readonly Dictionary<string, string> Korean = Read("Texts.ko.resx");

    [Fact]
    public void Korean_HasTheKeysOfEnglish() => Assert.Equal(English.Keys.Order(), Korean.Keys.Order());

    [Fact]
    public void Texts_AreNotEmpty() =>
        Assert.DoesNotContain(English.Concat(Korean), text => string.IsNullOrWhiteSpace(text.Value));

    [Fact]
    public void Korean_UsesThePlaceholdersOfEnglish() =>
        Assert.All(English, text => Assert.Equal(Placeholders(text.Value), Placeholders(Korean[text.Key])));

    [Fact]
    public void Pages_UseOnlyKeysThatExist()
    {
        var used = Directory.EnumerateFiles(WebUi, "*.cs*", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(WebUi, file).StartsWith("app/", StringComparison.Ordinal))
            .SelectMany(file => KeyInPage().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value).ToHashSet();

        Assert.NotEmpty(used);
        Assert.Empty(used.Except(English.Keys));
    }

    [Fact]
    public void UploadPanel_UsesOnlyKeysThatExist()
    {
        var used = Directory.EnumerateFiles(Path.Combine(WebUi, "app/src/pages/studies"), "upload*.ts")
            .Where(file => !file.EndsWith(".spec.ts", StringComparison.Ordinal))
            .SelectMany(file => KeyInScript().Matches(File.ReadAllText(file)))
            .Select(match => $"Upload.{match.Groups[1].Value}").ToHashSet();

        Assert.NotEmpty(used);
        Assert.Empty(used.Except(English.Keys));
    }

    /// <summary>The audit trail is read by people: each action that an endpoint declares has words, or is shown as a read or a
    /// change of its service.</summary>
    [Fact]
    public void EveryAuditedAction_HasWords()
    {
        string[] folders = ["Gateway", "IngestService", "LabelingService", "InferenceService", "QuantService", "WebUi/Pages"];
        string[] ofServices = ["Action.labeling.read", "Action.labeling.change", "Action.inference.read"];
        var actions = folders
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(WebUi, "..", folder), "*.cs", SearchOption.AllDirectories))
            .SelectMany(file => AuditedAction().Matches(File.ReadAllText(file)))
            .Select(match => $"Action.{match.Groups[1].Value}").ToHashSet();

        Assert.Contains("Action.label.change", actions);
        Assert.Contains("Action.token.revoke", actions);
        Assert.Contains("Action.page.label", actions);
        Assert.Empty(actions.Except(English.Keys).Except(ofServices));
    }

    [Fact]
    public void AccessPages_UseOnlyKeysThatExist()
    {
        var used = new[] { "users.ts", "account.ts", "audit.ts", "shelf.ts", "models.ts", "access/page.ts" }
            .SelectMany(file => KeyInAccessScript().Matches(File.ReadAllText(Path.Combine(WebUi, "app/src/pages", file))))
            .Select(match => match.Groups[1].Value).ToHashSet();

        Assert.NotEmpty(used);
        Assert.Empty(used.Except(English.Keys));
    }

    private static string[] Placeholders(string text) =>
        [.. Placeholder().Matches(text).Select(match => match.Value).Distinct().Order()];

    private static Dictionary<string, string> Read(string file) =>
        XDocument.Load(Path.Combine(WebUi, "Localization", file)).Root!.Elements("data")
            .ToDictionary(data => (string)data.Attribute("name")!, data => (string)data.Element("value")!);

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex("""(?:\bT|texts)\["([A-Za-z.]+)["]""")]
    private static partial Regex KeyInPage();

    [GeneratedRegex(@"\btext\('([A-Za-z]+)'")]
    private static partial Regex KeyInScript();

    [GeneratedRegex(@"'((?:Access|Outcome|Action)\.[A-Za-z]+)'")]
    private static partial Regex KeyInAccessScript();

    [GeneratedRegex("""\bAudit(?:Read|Change)\("([a-z.-]+)""")]
    private static partial Regex AuditedAction();

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Placeholder();
}
