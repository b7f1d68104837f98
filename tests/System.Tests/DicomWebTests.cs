using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using FellowOakDicom;
using Voxmark.Tests;

namespace Voxmark.SystemTests;

/// <summary>A real CT, stored, found and retrieved by DICOMweb through the gateway.</summary>
[Collection(RunningSystemGroup.Name)]
public sealed class DicomWebTests(RunningSystem system)
{
    private readonly HttpClient _client = system.Client;

    [SharedDataFact]
    public async Task Store_Search_Retrieve_OfARealCt_IsThereByteForByte()
    {
        var files = Directory.EnumerateFiles(SharedData.PathOf("ct_crlm1004", "dicom"), "*.dcm").Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes).ToList();
        var first = DicomFile.Open(new MemoryStream(files[0])).Dataset;
        var (study, series) = (first.GetString(DicomTag.StudyInstanceUID), first.GetString(DicomTag.SeriesInstanceUID));

        using var body = new MultipartContent("related");
        body.Headers.ContentType!.Parameters.Add(new NameValueHeaderValue("type", "\"application/dicom\""));
        foreach (var file in files)
            body.Add(new ByteArrayContent(file) { Headers = { ContentType = new("application/dicom") } });
        using var stored = await _client.PostAsync("/dicom-web/studies", body);
        Assert.Equal(HttpStatusCode.OK, stored.StatusCode);

        var found = Assert.Single(await SearchAsync($"studies?StudyInstanceUID={study}&limit=101&offset=0&fuzzymatching=false"));
        Assert.Equal(41, found.GetProperty("00201208").GetProperty("Value")[0].GetInt32());
        Assert.Equal(41, (await SearchAsync($"studies/{study}/series/{series}/instances")).Length);
        Assert.Equal(41, (await SearchAsync($"studies/{study}/series/{series}/metadata")).Length);

        foreach (var file in files)
        {
            var instance = DicomFile.Open(new MemoryStream(file)).Dataset.GetString(DicomTag.SOPInstanceUID);
            using var request = new HttpRequestMessage(
                HttpMethod.Get, $"/dicom-web/studies/{study}/series/{series}/instances/{instance}");
            request.Headers.Add("Accept", "application/dicom");
            Assert.Equal(file, await (await _client.SendAsync(request)).Content.ReadAsByteArrayAsync());
        }
    }

    private async Task<JsonElement[]> SearchAsync(string path)
    {
        using var json = JsonDocument.Parse(await _client.GetByteArrayAsync($"/dicom-web/{path}"));
        return [.. json.RootElement.EnumerateArray().Select(element => element.Clone())];
    }
}
