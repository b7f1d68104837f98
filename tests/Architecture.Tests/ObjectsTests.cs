using System.Text.RegularExpressions;

namespace Voxmark.Architecture.Tests;

/// <summary>
/// Where objects lie, and what their keys look like, is known in ServiceDefaults/Objects alone (docs/adr/0020): everybody
/// else has keys from ObjectKeys, and files only on loan.
/// </summary>
public sealed partial class ObjectsTests
{
    private const string Home = "ServiceDefaults/Objects/";

    private static readonly string[] Folders =
    [
        "ServiceDefaults", "Imaging", "Gateway", "IngestService", "LabelingService", "InferenceService", "QuantService", "WebUi",
        "DemoStudies",
    ];

    [Fact]
    public void Sources_KnowNoPathsInTheStoreAndNoKeys() =>
        Assert.Empty(
            from folder in Folders
            from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
            let name = Path.GetRelativePath(Repository.Root, file).Replace(Path.DirectorySeparatorChar, '/')
            where !name.StartsWith(Home, StringComparison.Ordinal) && !name.Contains("node_modules", StringComparison.Ordinal)
            from Match match in Inside().Matches(File.ReadAllText(file))
            select $"{name}: {match.Value}");

    [Theory]
    [InlineData("objects.PathOf(key)", true)]
    [InlineData("store.TemporaryPath()", true)]
    [InlineData("Path.Combine(options.Value.Root, key)", false)] // models have a folder of their own
    [InlineData("IOptions<ObjectStoreOptions> options", true)]
    [InlineData("configuration[\"ObjectStore:Root\"]", true)]
    [InlineData("new FolderObjects(options)", true)]
    [InlineData("$\"dicom/{study}/{series}\"", true)]
    [InlineData("\"volumes/\" + series", true)]
    [InlineData("$\"model-masks/{job:N}.vxm\"", true)]
    [InlineData("\"/dicom-web/studies\"", false)]
    [InlineData("\"dicom\"", false)]
    [InlineData("ObjectKeys.Volume(series, id)", false)]
    [InlineData("staged.Path", false)]
    public void Inside_IsRecognised(string source, bool isInside) => Assert.Equal(isInside, Inside().IsMatch(source));

    /// <summary>The store's root and what turns keys into paths, or a text that begins as keys do.</summary>
    [GeneratedRegex("""
        \b(?:PathOf|TemporaryPath)\(|\bObjectStore(?:Options\b|:|__)|\bFolderObjects\b
        |"(?:dicom|volumes|metadata|quarantine|deleted|model-masks|access|incoming)/
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Inside();
}
