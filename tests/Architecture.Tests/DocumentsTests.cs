using System.Text.RegularExpressions;

namespace Voxmark.Architecture.Tests;

/// <summary>What documents say of the sources is true as far as a machine can tell: files that they name exist.</summary>
public sealed partial class DocumentsTests
{
    [Theory]
    [InlineData("docs/architecture.md")]
    [InlineData("README.md")]
    [InlineData("CONTRIBUTING.md")]
    public void Document_NamesFilesThatExist(string document)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, document));

        Assert.Empty(
            from Match named in NamedPath().Matches(text)
            let path = named.Groups["path"].Value
            where !File.Exists(Path.Combine(Repository.Root, path)) && !Directory.Exists(Path.Combine(Repository.Root, path))
            select path);
    }

    [Fact]
    public void Architecture_NamesTheFilesOfBothWalks()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md"));

        Assert.True(NamedPath().Count(text) > 40, "The walks name no files any more.");
    }

    /// <summary>In backticks, from the repository's top: with a slash and either a file's ending or a slash at the end.</summary>
    [GeneratedRegex(
        @"`(?<path>(?!/)[A-Za-z0-9_.-]+/(?:[A-Za-z0-9_.-]+/)*"
        + @"(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*\.(?:cs|ts|md|json|sh|mjs|csproj|props|targets))?)`")]
    private static partial Regex NamedPath();
}
