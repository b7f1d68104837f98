using System.Xml.Linq;

namespace Voxmark.Architecture.Tests;

/// <summary>Services share libraries and never one another: they talk over HTTP and the bus.</summary>
public sealed class ProjectReferencesTests
{
    private static readonly string[] Shared = ["Contracts", "Imaging", "ServiceDefaults"];

    [Theory]
    [InlineData("Gateway")]
    [InlineData("IngestService")]
    [InlineData("InferenceService")]
    [InlineData("LabelingService")]
    [InlineData("QuantService")]
    [InlineData("WebUi")]
    public void Service_References_OnlySharedLibraries(string service) =>
        Assert.Empty(ReferencesOf(service).Except(Shared));

    [Fact]
    public void Contracts_References_Nothing() => Assert.Empty(ReferencesOf("Contracts"));

    [Fact]
    public void Imaging_References_Nothing() => Assert.Empty(ReferencesOf("Imaging"));

    [Fact]
    public void StandIn_References_NothingOfOurs() => Assert.Empty(ReferencesOf("compat/FellowOakDicom"));

    private static string[] ReferencesOf(string folder)
    {
        var project = Path.Combine(Repository.Root, folder, $"{Path.GetFileName(folder)}.csproj");
        return [.. XDocument.Load(project).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value))];
    }
}
