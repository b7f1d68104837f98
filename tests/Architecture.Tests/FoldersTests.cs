using System.Text.RegularExpressions;

namespace Voxmark.Architecture.Tests;

/// <summary>
/// Folders of one project use each other in one direction: who reads a feature need not read another that reads it. What
/// another folder has is reached by its namespace, so the sources say who uses whom. Persistence is apart: the one context
/// of a service knows every feature's rows, and every feature knows the context.
/// </summary>
public sealed partial class FoldersTests
{
    public static TheoryData<string> Projects { get; } = new()
    {
        "AppHost", "Contracts", "Gateway", "Imaging", "InferenceService", "IngestService", "LabelingService", "QuantService",
        "ServiceDefaults", "WebUi",
    };

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_OfAProject_DoNotUseEachOtherInACircle(string project)
    {
        var uses = UsesOf(Path.Combine(Repository.Root, project), $"Voxmark.{project}");

        Assert.NotEmpty(uses);
        Assert.Null(CircleIn(uses));
    }

    [Fact]
    public void CircleIn_WhenTheWayLeadsBack_NamesIt()
    {
        var uses = new Dictionary<string, HashSet<string>> { ["A"] = ["B"], ["B"] = ["C", "D"], ["C"] = [], ["D"] = ["B"] };

        Assert.Equal("B → D → B", CircleIn(uses));
    }

    /// <summary>Which first-level folders the files of each first-level folder name.</summary>
    private static Dictionary<string, HashSet<string>> UsesOf(string folder, string name)
    {
        var uses = new Dictionary<string, HashSet<string>>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar);
            if (path.Length == 1 || path[0] == "Persistence" || path.Contains("node_modules"))
                continue;
            if (!uses.TryGetValue(path[0], out var used))
                uses.Add(path[0], used = []);
            foreach (Match match in FolderOf().Matches(File.ReadAllText(file)))
            {
                if (match.Groups["project"].Value == name
                    && match.Groups["folder"].Value is var other && other != path[0] && other != "Persistence")
                {
                    used.Add(other);
                }
            }
        }

        return uses;
    }

    private static string? CircleIn(Dictionary<string, HashSet<string>> uses)
    {
        var done = new HashSet<string>();
        return uses.Keys.Select(start => Follow(start, [])).FirstOrDefault(circle => circle is not null);

        string? Follow(string folder, List<string> way)
        {
            if (way.IndexOf(folder) is >= 0 and var from)
                return string.Join(" → ", [.. way[from..], folder]);
            if (!uses.TryGetValue(folder, out var next) || !done.Add(folder))
                return null;
            return next.Order(StringComparer.Ordinal).Select(other => Follow(other, [.. way, folder]))
                .FirstOrDefault(circle => circle is not null);
        }
    }

    [GeneratedRegex(@"(?<project>Voxmark\.[A-Z]\w+)\.(?<folder>[A-Z]\w+)")]
    private static partial Regex FolderOf();
}
