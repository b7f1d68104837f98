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

    [Theory] // the rest of the manifest is as it should be
    [InlineData("id", "\"\"", "bundle-id")]
    [InlineData("id", "\"a\\nb\"", "bundle-id")]
    [InlineData("version", "\" \"", "bundle-version")]
    [InlineData("version", "\"1.0.0-0123456789-0123456789-01234567\"", "bundle-version")]
    [InlineData("name", """{ "en": null }""", "bundle-not-described")]
    [InlineData("description", """{ "ko": "설명" }""", "bundle-not-described")]
    [InlineData("input", """{ "name": "hu", "unit": "SUVbw" }""", "bundle-unit")]
    [InlineData("input", """{ "name": "hu" }""", "bundle-manifest-unreadable")]
    [InlineData("output", "{}", "bundle-manifest-unreadable")]
    [InlineData("labels", """[{ "number": 1, "key": "muscle" }]""", "bundle-manifest-unreadable")]
    [InlineData("forMeasurement", "\"yes\"", "bundle-manifest-unreadable")]
    [InlineData("model", "\"\"", "bundle-model-elsewhere")]
    [InlineData("model", "\"../model.onnx\"", "bundle-model-elsewhere")]
    [InlineData("model", "\"a\\u0000b\"", "bundle-model-elsewhere")]
    [InlineData("model", "\"other.onnx\"", "bundle-model-missing")]
    [InlineData("sha256", "\"00\"", "bundle-model-changed")]
    [InlineData("labels", "[]", "bundle-no-labels")]
    [InlineData("labels", "[null]", "bundle-label-numbers")]
    [InlineData("labels", """[{ "number": 1, "key": "Muscle", "name": "Muscle" }]""", "bundle-label-texts")]
    [InlineData("labels", """[{ "number": 1, "key": "muscle", "name": " " }]""", "bundle-label-texts")]
    [InlineData("labels",
        """[{ "number": 1, "key": "muscle", "name": "L" }, { "number": 2, "key": "muscle", "name": "R" }]""", "bundle-label-keys")]
    [InlineData("input", """{ "name": "nope", "unit": "HU" }""", "model-no-input")]
    [InlineData("output", """{ "name": "nope" }""", "model-no-output")]
    public void Found_WhenABundleCannotRun_SaysWhyAndItIsNotOffered(string field, string value, string code)
    {
        var file = Path.Combine(_root, "hu-threshold", "bundle.json");
        var manifest = JsonNode.Parse(File.ReadAllText(file))!;
        manifest[field] = JsonNode.Parse(value);
        File.WriteAllText(file, manifest.ToJsonString());

        var catalog = ShippedBundles.Catalog(_root);

        Assert.Empty(catalog.All);
        var found = Assert.Single(catalog.Found);
        Assert.Equal(("hu-threshold", code), (found.Folder, found.Problem?.Code));
    }

    [Fact]
    public void Found_WhenTwoBundlesHaveOneId_OffersTheFirstAndSaysSo()
    {
        var copy = Directory.CreateDirectory(Path.Combine(_root, "later")).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(_root, "hu-threshold")))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));

        Assert.Equal(
            [("hu-threshold", null), ("later", "bundle-id-twice")],
            ShippedBundles.Catalog(_root).Found.Select(found => (found.Folder, found.Problem?.Code)));
    }

    [Fact]
    public void Found_WhenAFolderHasNoManifest_SaysSo()
    {
        Directory.CreateDirectory(Path.Combine(_root, "empty"));

        Assert.Equal("bundle-manifest-missing", ShippedBundles.Catalog(_root).Found.Single(found => found.Folder == "empty").Problem?.Code);
    }

    [Fact]
    public void Found_WhenABundleIsOffered_SaysWhatItIs()
    {
        var found = Assert.Single(ShippedBundles.Catalog(_root).Found);

        Assert.Null(found.Problem);
        Assert.Equal(("hu-threshold", "1.0.0", false), (found.Model!.Id, found.Model.Version, found.Model.ForMeasurement));
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(_root, "hu-threshold", "model.onnx")))), found.Sha256);
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

    [Fact] // 2 × 2 in, 1 × 1 out
    public void All_WhenAModelAnswersAnotherSizeThanItTakes_LeavesItOut()
    {
        WriteModel(SmallModels.Shrinking);

        Assert.Equal("model-other-size", Assert.Single(ShippedBundles.Catalog(_root).Found).Problem?.Code);
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
