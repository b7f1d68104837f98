namespace Voxmark.Architecture.Tests;

/// <summary>
/// Sources are read beside each other and in parts: a line is seen whole in half a screen, and a file is about one thing. What
/// tools write (migrations, the generated dictionaries of <c>compat/</c>) is apart.
/// </summary>
public sealed class LinesTests
{
    private const int MostCharacters = 140, MostLines = 300;

    [Fact]
    public void Lines_OfSources_AreNoLongerThan140Characters()
    {
        var found =
            from file in Sources()
            from line in File.ReadLines(file).Index()
            where line.Item.Length > MostCharacters
            select $"{NameOf(file)}:{line.Index + 1}";

        AssertNone(found);
    }

    [Fact]
    public void Files_OfSources_HaveNoMoreThan300Lines()
    {
        var found =
            from file in Sources()
            let lines = File.ReadLines(file).Count()
            where lines > MostLines
            select $"{NameOf(file)}:{lines}";

        AssertNone(found);
    }

    /// <summary>All C#, and the browser's TypeScript.</summary>
    private static IEnumerable<string> Sources()
    {
        var app = Path.Combine(Repository.Root, "WebUi", "app", "src");
        var scripts = FilesBelow(app, ".ts").ToList();
        Assert.NotEmpty(scripts);
        return FilesBelow(Repository.Root, ".cs").Concat(scripts);
    }

    private static IEnumerable<string> FilesBelow(string folder, string extension) =>
        Directory.EnumerateFiles(folder, $"*{extension}").Concat(
            from inner in Directory.EnumerateDirectories(folder)
            let name = Path.GetFileName(inner)
            where !name.StartsWith('.') && name is not ("artifacts" or "bin" or "obj" or "node_modules" or "Migrations" or "Generated")
            from file in FilesBelow(inner, extension)
            select file);

    private static string NameOf(string file) =>
        Path.GetRelativePath(Repository.Root, file).Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>Says all of them, where <c>Assert.Empty</c> would say the first few.</summary>
    private static void AssertNone(IEnumerable<string> found)
    {
        var all = found.Order(StringComparer.Ordinal).ToList();
        Assert.True(all.Count == 0, string.Join(Environment.NewLine, all));
    }
}
