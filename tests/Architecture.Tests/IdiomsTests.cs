using System.Text.RegularExpressions;

namespace Voxmark.Architecture.Tests;

/// <summary>One form for each concern (docs/idioms.md), as far as the sources show it.</summary>
public sealed partial class IdiomsTests
{
    private static readonly string[] Services =
        ["Gateway", "InferenceService", "IngestService", "LabelingService", "QuantService", "WebUi"];

    private static readonly IReadOnlyList<(string Path, string Text)> Sources =
    [
        .. from project in Services.Append("ServiceDefaults")
           from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, project), "*.cs", SearchOption.AllDirectories)
           where !file.Contains("node_modules", StringComparison.Ordinal)
           select (Path.GetRelativePath(Repository.Root, file), File.ReadAllText(file)),
    ];

    [Fact]
    public void WhatAddsToABuilder_StandsInARegistrationOfThatName() => Assert.Empty(
        from source in Sources
        where Adds().IsMatch(source.Text)
        let name = Path.GetFileNameWithoutExtension(source.Path)
        where !name.EndsWith("Registration", StringComparison.Ordinal)
            || !source.Text.Contains($"static class {name}\n", StringComparison.Ordinal)
        select source.Path);

    [Fact]
    public void Consumers_AreAddedInARegistration() => Assert.Empty(
        from source in Sources
        where source.Text.Contains(".AddConsumer<", StringComparison.Ordinal)
            && !source.Path.EndsWith("Registration.cs", StringComparison.Ordinal)
        select source.Path);

    [Fact]
    public void WhatMaps_TakesRoutesAndReturnsWhatItMapped() => Assert.Empty(
        from source in Sources
        where !source.Path.StartsWith("ServiceDefaults", StringComparison.Ordinal)
        from Match map in Maps().Matches(source.Text)
        where map.Groups["on"].Value is not ("IEndpointRouteBuilder" or "RouteGroupBuilder")
            || map.Groups["returns"].Value is "void" or "IEndpointRouteBuilder"
        select $"{source.Path}: {map.Value}");

    [Fact]
    public void Program_IsATableOfContents() => Assert.Empty(
        from source in Sources
        where Path.GetFileName(source.Path) == "Program.cs" && Details().IsMatch(source.Text)
        select source.Path);

    [Fact]
    public void Clients_AreMadeInOnePlace() => Assert.Equal(
        [Path.Combine("ServiceDefaults", "Clients", "ClientRegistration.cs")],
        from source in Sources
        where HttpClients().IsMatch(source.Text)
        select source.Path);

    [GeneratedRegex(
        @"static \w+ Add\w+(?:<\w+>)?\(\s*"
        + "this (?:IServiceCollection|IHostApplicationBuilder|WebApplicationBuilder|TBuilder|IBusRegistrationConfigurator) ")]
    private static partial Regex Adds();

    [GeneratedRegex(@"static (?<returns>\w+) Map\w+(?:<\w+>)?\(\s*this (?<on>\w+) ")]
    private static partial Regex Maps();

    [GeneratedRegex(@"AddHttpClient\b|new HttpClient\b")]
    private static partial Regex HttpClients();

    [GeneratedRegex(@"builder\.Services|\.Map(?:Get|Post|Put|Delete)\(|--migrate")]
    private static partial Regex Details();
}
