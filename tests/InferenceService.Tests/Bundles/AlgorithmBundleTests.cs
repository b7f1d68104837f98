using System.Text.Json.Nodes;
using Voxmark.InferenceService.Bundles;

namespace Voxmark.InferenceService.Tests.Bundles;

/// <summary>A bundle whose model is code of this release.</summary>
public sealed class AlgorithmBundleTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("voxmark-bundles-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Found_AsItShips_IsOfferedForMeasurement()
    {
        var catalog = CatalogWith(_ => { });

        Assert.Null(Assert.Single(catalog.Found).Problem);
        Assert.True(catalog.Find("body-composition")!.ForMeasurement);
    }

    [Theory]
    [InlineData("model", "\"model.onnx\"")]
    [InlineData("sha256", "\"00\"")]
    [InlineData("output", """{ "name": "labels" }""")]
    public void Found_WhenAnAlgorithmNamesAFile_SaysThatItHasNone(string field, string value) =>
        Assert.Equal("bundle-files", WhyLeftOut(manifest => manifest[field] = JsonNode.Parse(value)));

    [Fact]
    public void Found_WhenAModelNamesNone_SaysSo() =>
        Assert.Equal("bundle-files", WhyLeftOut(manifest => manifest["kind"] = "slice-2d"));

    private string? WhyLeftOut(Action<JsonNode> change) => Assert.Single(CatalogWith(change).Found).Problem?.Code;

    private BundleCatalog CatalogWith(Action<JsonNode> change)
    {
        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(ShippedBundles.Root, "body-composition", "bundle.json")))!;
        change(manifest);
        var folder = Directory.CreateDirectory(Path.Combine(_root, "body-composition")).FullName;
        File.WriteAllText(Path.Combine(folder, "bundle.json"), manifest.ToJsonString());
        return ShippedBundles.Catalog(_root);
    }
}
