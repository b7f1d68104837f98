using FellowOakDicom;
using Voxmark.Fixtures.Dicom;

namespace Voxmark.IngestService.Tests.Volumes;

/// <summary>What is called HU is HU, and what images say of their values is said of them. Terms: PS3.3 C.8.9.1 (PET), C.11.1.1.2.</summary>
public sealed class ValueUnitsTests(IngestFactory factory) : IClassFixture<IngestFactory>
{
    private readonly HttpClient _client = factory.ClientOf("annotator");

    [Theory]
    [InlineData("BQML", null, "Bq/mL")]
    [InlineData("CNTS", null, "counts")]
    [InlineData("GML", null, "SUVbw")] // "the SUV type shall be assumed to be body weight"
    [InlineData("GML", "LBM", "SUVlbm")]
    [InlineData("CM2ML", "BSA", "SUVbsa")]
    [InlineData("CM2ML", null, "cm²/mL")]
    [InlineData("HU", null, "")] // no PET is in HU, whatever it says
    [InlineData("SOMETHING", null, "")]
    [InlineData(null, null, "")]
    public async Task Unit_OfPet_IsWhatTheImagesSay(string? units, string? suvType, string expected) =>
        Assert.Equal(expected, await UnitAsync("PT", (DicomTag.Units, units), (DicomTag.SUVType, suvType)));

    [Theory]
    [InlineData("CT", null, "HU")]
    [InlineData("CT", "HU", "HU")]
    [InlineData("CT", "US", "")] // unspecified
    [InlineData("CT", "MGML", "mg/mL")]
    [InlineData("CT", "HU_MOD", "")] // modified: no HU any more
    [InlineData("MR", "HU", "")]
    [InlineData("MR", "US", "")]
    public async Task Unit_OfARescaledImage_IsItsRescaleType(string modality, string? rescaleType, string expected) =>
        Assert.Equal(expected, await UnitAsync(modality, (DicomTag.RescaleType, rescaleType)));

    private async Task<string> UnitAsync(string modality, params (DicomTag Tag, string? Value)[] attributes)
    {
        var file = new CtImage().ToFile();
        file.Dataset.Remove(DicomTag.RescaleType);
        file.Dataset.AddOrUpdate(DicomTag.Modality, modality);
        foreach (var (tag, value) in attributes.Where(attribute => attribute.Value is not null))
            file.Dataset.AddOrUpdate(tag, value!);
        using var stream = new MemoryStream();
        file.Save(stream);
        return (await _client.UploadSeriesAsync([stream.ToArray()])).Voxels!.Unit;
    }
}
