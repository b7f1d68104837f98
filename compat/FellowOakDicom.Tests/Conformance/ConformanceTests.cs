using FellowOakDicom;
using FellowOakDicom.Imaging.Codec;
using Voxmark.Tests;

namespace Voxmark.FellowOakDicom.Tests.Conformance;

/// <summary>
/// Our reading and writing beside pydicom's and DCMTK's: the same tags in the same order, the same VRs, values and pixels.
/// What differs with a reason is in known-differences.tsv.
/// </summary>
public sealed class ConformanceTests : IDisposable
{
    private static readonly DicomTransferSyntax[] Uncompressed =
    [
        DicomTransferSyntax.ImplicitVRLittleEndian, DicomTransferSyntax.ExplicitVRLittleEndian,
        DicomTransferSyntax.ExplicitVRBigEndian, DicomTransferSyntax.DeflatedExplicitVRLittleEndian,
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("conformance").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SharedDataFact]
    public void Open_OfRealFiles_ReadsWhatPydicomAndDcmtkRead()
    {
        var known = new KnownDifferences("known-differences.tsv");

        var differences = Differences(RealFiles(), SharedData.Root!).Where(difference => !known.Contains(difference)).ToArray();

        Assert.Empty(differences);
        Assert.Empty(known.Unseen);
    }

    [Fact]
    public void Open_OfPhantoms_ReadsWhatPydicomAndDcmtkRead() => Assert.Empty(Differences(WritePhantoms(), _folder));

    [Fact]
    public void Save_OfPhantomsInEverySyntax_IsReadByPydicomAndDcmtk()
    {
        var known = new KnownDifferences("known-differences-of-written.tsv");

        Assert.DoesNotContain(WrittenDifferences(WritePhantoms(), _folder), difference => !known.Contains(difference));
    }

    [SharedDataFact]
    public void Save_OfRealFilesInEverySyntax_IsReadByPydicomAndDcmtk()
    {
        const int largest = 100_000;
        var known = new KnownDifferences("known-differences-of-written.tsv");
        var small = RealFiles().Where(path => new FileInfo(path).Length <= largest).ToArray();

        var differences = WrittenDifferences(small, SharedData.Root!).Where(difference => !known.Contains(difference)).ToArray();

        Assert.Empty(differences);
        Assert.Empty(known.Unseen);
    }

    private string[] WritePhantoms() =>
    [
        .. Phantoms.All().Select((bytes, index) =>
        {
            var path = Path.Combine(_folder, $"phantom-{index}.dcm");
            System.IO.File.WriteAllBytes(path, bytes);
            return path;
        }),
    ];

    /// <summary>What the others read in the files that we write, beside what we read in the ones that they are made of.</summary>
    private IEnumerable<string> WrittenDifferences(string[] files, string root)
    {
        var written = files.SelectMany(Rewritten).ToArray();
        using var references = new ReferenceReaders([.. written.Select(file => file.Path)]);
        for (var index = 0; index < written.Length; index++)
        {
            var (source, syntax, path) = written[index];
            var ours = DatasetListing.Of(DicomFile.Open(source)).Where(IsData).ToArray();
            foreach (var (tool, readings) in references.Readings)
            {
                var theirs = readings[index] with { Elements = [.. readings[index].Elements.Where(IsData)] };
                foreach (var difference in Comparison.Compare(ours, theirs))
                    yield return $"{tool} {syntax.UID.UID} {Path.GetRelativePath(root, source)} {difference}";
            }
        }

        // group lengths are written for the meta information only
        static bool IsData(ListedElement element) =>
            !element.Where.StartsWith("0002,", StringComparison.Ordinal) && !element.Where.EndsWith(",0000", StringComparison.Ordinal);
    }

    private IEnumerable<(string Source, DicomTransferSyntax Syntax, string Path)> Rewritten(string source, int index)
    {
        DicomFile file;
        try
        {
            file = DicomFile.Open(source);
        }
        catch (DicomFileException)
        {
            yield break;
        }

        foreach (var syntax in Uncompressed.Where(_ => !file.Dataset.InternalTransferSyntax.IsEncapsulated))
        {
            var path = Path.Combine(_folder, $"written-{index}-{syntax.UID.UID}.dcm");
            file.FileMetaInfo.TransferSyntax = file.Dataset.InternalTransferSyntax;
            file.Clone(syntax).Save(path);
            yield return (source, syntax, path);
        }
    }

    private static IEnumerable<string> Differences(string[] files, string root)
    {
        using var references = new ReferenceReaders(files);
        for (var index = 0; index < files.Length; index++)
        {
            var name = Path.GetRelativePath(root, files[index]);
            foreach (var (tool, what) in Differences(files[index], index, references))
                yield return $"{tool} {name} {what}";
        }
    }

    private static IEnumerable<(string Tool, string What)> Differences(string path, int index, ReferenceReaders references)
    {
        DicomFile file;
        try
        {
            file = DicomFile.Open(path);
        }
        catch (DicomFileException)
        {
            return [("ours", "refused")];
        }

        var ours = DatasetListing.Of(file);
        return
        [
            .. references.Readings.SelectMany(tool => Comparison.Compare(ours, tool.Value[index]).Select(what => (tool.Key, what))),
            .. file.Dataset.Contains(DicomTag.PixelData)
                ? Comparison.ComparePixels(file.Dataset, references.Pixels(index)).Select(what => ("pixels", what))
                : [],
        ];
    }

    /// <summary>All of the zoo, and one file of each series beside it.</summary>
    private static string[] RealFiles() =>
    [
        .. Directory.EnumerateFiles(SharedData.PathOf("zoo"), "*", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith(".txt", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
        .. Directory.EnumerateDirectories(SharedData.Root!, "*", SearchOption.AllDirectories)
            .Where(folder => !folder.StartsWith(SharedData.PathOf("zoo"), StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(folder => Directory.EnumerateFiles(folder, "*.dcm").Order(StringComparer.Ordinal).FirstOrDefault())
            .OfType<string>(),
    ];
}
