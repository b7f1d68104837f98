using System.Xml.Linq;

namespace Voxmark.Architecture.Tests;

/// <summary>
/// fo-dicom is stood in for by <c>compat/</c> (docs/adr/0019): projects name the package, as they will when the feed has it, and
/// one line of the build puts the stand-in in its place.
/// </summary>
public sealed class StandInTests
{
    private static readonly EnumerationOptions s_nearby = new() { RecurseSubdirectories = true, MaxRecursionDepth = 1 };

    [Fact]
    public void FoDicom_InEveryProject_IsAPlainPackageReference()
    {
        var references = BuildFiles().Where(file => file.EndsWith(".csproj", StringComparison.Ordinal))
            .SelectMany(file => XDocument.Load(file).Descendants())
            .Where(element => element.Attributes().Any(attribute => attribute.Value == "fo-dicom"))
            .Select(element => element.ToString()).Distinct();

        Assert.Equal(["<PackageReference Include=\"fo-dicom\" />"], references);
    }

    [Fact]
    public void StandIn_OutsideItsFolder_IsNamedByOneLineOfTheBuild()
    {
        var namings = BuildFiles()
            .SelectMany(
                file => XDocument.Load(file).Descendants().Attributes(),
                (file, attribute) => (File: Path.GetFileName(file), attribute.Value))
            .Where(naming => naming.Value.Contains("compat", StringComparison.Ordinal)
                || naming.Value.Contains("FellowOakDicom", StringComparison.Ordinal));

        Assert.Equal([("Directory.Build.targets", "compat/StandIn.targets")], namings);
    }

    /// <summary>Project files and what they import, but for the stand-in's own.</summary>
    private static IEnumerable<string> BuildFiles() => Directory.EnumerateDirectories(Repository.Root)
        .Where(folder => Path.GetFileName(folder) is not ("artifacts" or "compat" or ".git"))
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*", s_nearby))
        .Concat(Directory.EnumerateFiles(Repository.Root))
        .Where(file => Path.GetExtension(file) is ".csproj" or ".props" or ".targets");
}
