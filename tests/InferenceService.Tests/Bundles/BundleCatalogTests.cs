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
}
