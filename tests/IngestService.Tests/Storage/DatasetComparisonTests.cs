using FellowOakDicom;
using FellowOakDicom.Imaging.Codec;
using Voxmark.Fixtures.Dicom;
using Voxmark.IngestService.Storage;

namespace Voxmark.IngestService.Tests.Storage;

public sealed class DatasetComparisonTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("voxmark-compare-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("1.2.840.10008.1.2")]
    [InlineData("1.2.840.10008.1.2.2")]
    [InlineData("1.2.840.10008.1.2.1.99")]
    public void AreEqual_WhenOnlyTheEncodingDiffers_IsTrue(string syntax)
    {
        var file = new CtImage { Rows = 200, Columns = 200 }.ToFile(); // pixel data that stays in the file

        Assert.True(DatasetComparison.AreEqual(Saved(file), Saved(file.Clone(DicomTransferSyntax.Parse(syntax)))));
    }

    [Fact]
    public void AreEqual_WhenOnePixelDiffers_IsFalse()
    {
        var image = new CtImage { Voxels = [1, 2, 3] };

        Assert.False(DatasetComparison.AreEqual(Saved(image.ToFile()), Saved((image with { Voxels = [1, 2, 4] }).ToFile())));
    }

    [Fact]
    public void AreEqual_WhenOnlyThePaddingOfATextDiffers_IsTrue()
    {
        var file = new CtImage().ToFile();
        file.Dataset.AddOrUpdate(DicomTag.ReferringPhysicianName, "  ");
        var padded = Saved(file);
        file.Dataset.AddOrUpdate(DicomTag.ReferringPhysicianName, "");

        Assert.True(DatasetComparison.AreEqual(padded, Saved(file)));
    }

    [Fact]
    public void AreEqual_WhenAnElementIsMissing_IsFalse()
    {
        var file = new CtImage().ToFile();
        var whole = Saved(file);
        file.Dataset.Remove(DicomTag.WindowCenter);

        Assert.False(DatasetComparison.AreEqual(whole, Saved(file)));
    }

    private string Saved(DicomFile file)
    {
        var path = Path.Combine(_folder, Guid.NewGuid().ToString());
        file.Save(path);
        return path;
    }
}
