namespace Voxmark.Architecture.Tests;

/// <summary>What the browser decides by itself is proved beside it, by specs at least half as long as what they are about.</summary>
public sealed class SpecsTests
{
    [Theory]
    [InlineData("geometry")]
    [InlineData("masks")]
    [InlineData("state")]
    [InlineData("tools")]
    public void Specs_OfAFolder_AreHalfAsLongAsItsSources(string folder)
    {
        var lines = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "WebUi", "app", "src", folder), "*.ts", SearchOption.AllDirectories)
            .Where(file => !Path.GetFileName(file).StartsWith("test", StringComparison.Ordinal)) // what specs share
            .ToLookup(file => file.EndsWith(".spec.ts", StringComparison.Ordinal), file => File.ReadLines(file).Count());

        Assert.InRange(lines[true].Sum() / (double)lines[false].Sum(), 0.5, double.PositiveInfinity);
    }
}
