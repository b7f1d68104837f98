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

    [Fact]
    public void All_WhenAManifestsBytesCannotBeRead_StillOffersTheOthers()
    {
        // Exists, but its first bytes cannot be read by anyone, root included.
        var broken = Directory.CreateDirectory(Path.Combine(_root, "broken")).FullName;
        File.CreateSymbolicLink(Path.Combine(broken, "bundle.json"), "/proc/self/mem");

        Assert.Equal(["hu-threshold"], ShippedBundles.Catalog(_root).All.Select(bundle => bundle.Id));
    }
}
