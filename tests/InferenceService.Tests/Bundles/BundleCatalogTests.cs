using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Voxmark.InferenceService.Tests.Bundles;

public sealed class BundleCatalogTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("voxmark-bundles-").FullName;

    public BundleCatalogTests()
    {
        var copy = Directory.CreateDirectory(Path.Combine(_root, "hu-threshold")).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(ShippedBundles.Root, "hu-threshold")))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Find_WhenTheBundleIsWhole_OffersIt() =>
        Assert.Equal("1.0.0", ShippedBundles.Catalog(_root).Find("hu-threshold")!.Version);

    [Fact]
    public void Find_WhenTheModelWasChanged_LeavesItOut()
    {
        File.AppendAllText(Path.Combine(_root, "hu-threshold", "model.onnx"), "x");

        Assert.Null(ShippedBundles.Catalog(_root).Find("hu-threshold"));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("""{ "id": "half" }""")]
    public void All_WhenOneManifestCannotBeRead_StillOffersTheOthers(string manifest)
    {
        var broken = Directory.CreateDirectory(Path.Combine(_root, "broken")).FullName;
        File.WriteAllText(Path.Combine(broken, "bundle.json"), manifest);

        Assert.Equal(["hu-threshold"], ShippedBundles.Catalog(_root).All.Select(bundle => bundle.Id));
    }

    [Fact]
    public void Find_WhenTheModelLiesElsewhere_LeavesItOut()
    {
        var manifest = Path.Combine(_root, "hu-threshold", "bundle.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("\"model.onnx\"", "\"../model.onnx\"", StringComparison.Ordinal));

        Assert.Null(ShippedBundles.Catalog(_root).Find("hu-threshold"));
    }

    [Theory]
    [InlineData("\"number\": 2", "\"number\": 1")] // twice the same
    [InlineData("\"number\": 2", "\"number\": 0")] // 0 is the background
    [InlineData("\"number\": 2", "\"number\": 256")] // the map is uint8
    public void Find_WhenALabelsNumberCannotBe_LeavesItOut(string written, string instead)
    {
        var manifest = Path.Combine(_root, "hu-threshold", "bundle.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace(written, instead, StringComparison.Ordinal));

        Assert.Null(ShippedBundles.Catalog(_root).Find("hu-threshold"));
    }

    [Theory]
    [InlineData("\"output\": { \"name\": \"labels\" }", "\"output\": { \"name\": \"nope\" }")]
    [InlineData("\"input\": { \"name\": \"hu\"", "\"input\": { \"name\": \"nope\"")]
    [InlineData("\"id\": \"hu-threshold\"", "\"id\": \"\"")]
    public void All_WhenTheManifestSaysWhatTheModelIsNot_LeavesItOut(string written, string instead)
    {
        var manifest = Path.Combine(_root, "hu-threshold", "bundle.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace(written, instead, StringComparison.Ordinal));

        Assert.Empty(ShippedBundles.Catalog(_root).All);
    }

    [Fact]
    public void All_WhenAFileIsNoModel_LeavesItOut()
    {
        WriteModel("no model"u8.ToArray());

        Assert.Empty(ShippedBundles.Catalog(_root).All);
    }

    [Fact]
    public void All_WhenAModelAnswersFloats_LeavesItOut()
    {
        WriteModel(SmallModels.Floats);

        Assert.Empty(ShippedBundles.Catalog(_root).All);
    }

    [Fact]
    public void All_WhenAModelAnswersALabelMap_OffersIt()
    {
        WriteModel(SmallModels.Rounded);

        Assert.Single(ShippedBundles.Catalog(_root).All);
    }

    /// <summary>With its hash in the manifest.</summary>
    private void WriteModel(byte[] model)
    {
        File.WriteAllBytes(Path.Combine(_root, "hu-threshold", "model.onnx"), model);
        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(_root, "hu-threshold", "bundle.json")))!;
        manifest["sha256"] = Convert.ToHexStringLower(SHA256.HashData(model));
        File.WriteAllText(Path.Combine(_root, "hu-threshold", "bundle.json"), manifest.ToJsonString());
    }

    [Fact]
    public void All_WhenAManifestsBytesCannotBeRead_StillOffersTheOthers()
    {
        // Exists, but its first bytes cannot be read by anyone, root included.
        var broken = Directory.CreateDirectory(Path.Combine(_root, "broken")).FullName;
        File.CreateSymbolicLink(Path.Combine(broken, "bundle.json"), "/proc/self/mem");

        Assert.Equal(["hu-threshold"], ShippedBundles.Catalog(_root).All.Select(bundle => bundle.Id));
    }
}
