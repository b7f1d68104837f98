using System.Text.Json;
using FellowOakDicom;
using Voxmark.Fixtures.Dicom;
using Voxmark.Imaging.Phantoms;
using Voxmark.Tests;

namespace Voxmark.SystemTests;

/// <summary>What a modality sends to the running system's DICOM port, found and retrieved by DICOMweb through its gateway.</summary>
[Collection(RunningSystemGroup.Name)]
public sealed class DimseTests(RunningSystem system) : IDisposable
{
    private readonly HttpClient _client = system.Client;
    private readonly string _folder = Directory.CreateTempSubdirectory("voxmark-dimse-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Echo_IsAnswered() => Assert.Equal(
        0, (await Dcmtk.RunAsync("echoscu", "-aet", "MODALITY", "-aec", "VOXMARK", "127.0.0.1", $"{system.DimsePort}")).ExitCode);

    [Fact]
    public Task Store_OfAPhantom_IsFoundAndRetrievedByteForByte()
    {
        new PhantomSeries(new AbdomenPhantom(Columns: 64, Rows: 64, Slices: 12)).WriteTo(_folder);
        return StoreAndRetrieveAsync(12);
    }

    [SharedDataFact]
    public Task Store_OfARealSeries_IsFoundAndRetrievedByteForByte()
    {
        foreach (var file in Directory.GetFiles(SharedData.PathOf("mr_tcga_bc_4073", "dicom")))
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        return StoreAndRetrieveAsync(30);
    }

    private async Task StoreAndRetrieveAsync(int count)
    {
        var files = Directory.GetFiles(_folder);
        foreach (var file in files) // rewritten by DCMTK, so that storescu sends the bytes that are in the file
            Assert.Equal(0, (await Dcmtk.RunAsync("dcmconv", "+te", file, file)).ExitCode);

        var output = await Dcmtk.StoreAsync(system.DimsePort, [_folder]);

        Assert.Equal(count, Dcmtk.CountOf(output, "Received Store Response (Success)"));
        var dataset = DicomFile.Open(files[0]).Dataset;
        var address = $"/dicom-web/studies/{dataset.GetString(DicomTag.StudyInstanceUID)}"
            + $"/series/{dataset.GetString(DicomTag.SeriesInstanceUID)}/instances";
        using (var found = JsonDocument.Parse(await _client.GetByteArrayAsync(address)))
            Assert.Equal(count, found.RootElement.GetArrayLength());
        foreach (var file in files)
        {
            var instance = DicomFile.Open(file).Dataset.GetString(DicomTag.SOPInstanceUID);
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{address}/{instance}");
            request.Headers.Add("Accept", "application/dicom; transfer-syntax=*");
            using var response = await _client.SendAsync(request);
            var (sent, kept) = (await File.ReadAllBytesAsync(file), await response.Content.ReadAsByteArrayAsync());
            Assert.True(sent.AsSpan(DatasetStart(sent)).SequenceEqual(kept.AsSpan(DatasetStart(kept))), "The data set has changed.");
        }
    }

    /// <summary>After preamble and meta information, whose length is its first value.</summary>
    private static int DatasetStart(byte[] file) => 132 + 12 + BitConverter.ToInt32(file, 140);
}
