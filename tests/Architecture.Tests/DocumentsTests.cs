using System.Text.RegularExpressions;

namespace Voxmark.Architecture.Tests;

/// <summary>What documents say of the sources is true as far as a machine can tell: files that they name exist.</summary>
public sealed partial class DocumentsTests
{
    [Theory]
    [InlineData("docs/architecture.md")]
    [InlineData("docs/idioms.md")]
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

    /// <summary>Types and members, in prose and in the sample, which may name what it is about.</summary>
    [Fact]
    public void Idioms_NamesWhatTheSourcesHave()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "idioms.md"));
        var sample = Quoted().Replace(text.Split("```")[1]["csharp".Length..], "");
        var named = InBackticks().Matches(text).Select(match => match.Groups["name"].Value)
            .Concat(Name().Matches(sample).Select(match => match.Value))
            .Where(name => !name.Contains("Review", StringComparison.Ordinal)).Distinct().ToList();
        var known = Directory.EnumerateFiles(Repository.Root, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/artifacts/", StringComparison.Ordinal) && !file.Contains("/docs/", StringComparison.Ordinal))
            .SelectMany(file => Name().Matches(File.ReadAllText(file)).Select(match => match.Value)).ToHashSet();

        Assert.True(named.Count > 50, "It names nothing any more.");
        Assert.Empty(named.Except(known).Except(["AskAsync", "AskedById", "MaxNoteLength", "Note"]));
    }

    /// <summary>In backticks, from the repository's top: with a slash and either a file's ending or a slash at the end.</summary>
    [GeneratedRegex(
        @"`(?<path>(?!/)[A-Za-z0-9_.-]+/(?:[A-Za-z0-9_.-]+/)*"
        + @"(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*\.(?:cs|ts|md|json|sh|mjs|csproj|props|targets))?)`")]
    private static partial Regex NamedPath();

    [GeneratedRegex(@"`(?<name>[A-Z][A-Za-z0-9]+)\??`")]
    private static partial Regex InBackticks();

    [GeneratedRegex(@"\b[A-Z]\w+")]
    private static partial Regex Name();

    /// <summary>Comments and texts of the sample.</summary>
    [GeneratedRegex(@"//[^\n]*|""[^""\n]*""")]
    private static partial Regex Quoted();
}
