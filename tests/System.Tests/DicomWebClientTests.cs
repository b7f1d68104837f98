using System.Text.Json;
using FellowOakDicom;
using Voxmark.Fixtures.Dicom;
using Voxmark.Imaging.Phantoms;

namespace Voxmark.SystemTests;

/// <summary>Somebody else's DICOMweb client in a browser (npm dicomweb-client, which OHIF is built on): what it stores it finds
/// and retrieves again.</summary>
[Collection(RunningSystemGroup.Name)]
public sealed class DicomWebClientTests(RunningSystem system)
{
    private const string Script =
        """
        async ({ token, files, study, series, instance }) => {
          const bytes = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0)).buffer;
          const base64 = buffer => btoa(Array.from(new Uint8Array(buffer), byte => String.fromCharCode(byte)).join(''));
          const client = new DICOMwebClient.api.DICOMwebClient({
            url: `${location.origin}/dicom-web`, headers: { Authorization: `Bearer ${token}` } });
          const uids = { studyInstanceUID: study, seriesInstanceUID: series, sopInstanceUID: instance };
          await client.storeInstances({ datasets: files.map(bytes) });
          return {
            studies: await client.searchForStudies({ queryParams: { StudyInstanceUID: study } }),
            series: await client.searchForSeries(uids),
            instances: await client.searchForInstances(uids),
            metadata: await client.retrieveSeriesMetadata(uids),
            instanceMetadata: await client.retrieveInstanceMetadata(uids),
            whole: base64(await client.retrieveInstance(uids)),
            all: (await client.retrieveSeries(uids)).map(base64),
            frames: (await client.retrieveInstanceFrames({ ...uids, frameNumbers: [1] })).map(base64),
            rendered: base64([await client.retrieveInstanceRendered(uids)].flat()[0]), // it wraps what is no multipart answer
          };
        }
        """;

    [Fact]
    public async Task StoreSearchAndRetrieve_OfASeries_GivesWhatWasStored()
    {
        var phantom = new PhantomSeries(new AbdomenPhantom(Columns: 32, Rows: 32, Slices: 3));
        var images = phantom.Images().OrderBy(image => image.InstanceNumber).ToList();
        var files = images.ConvertAll(image => image.ToBytes());
        await using var browser = await Browser.StartAsync(system.Address);
        await browser.Page.GotoAsync("/health/live");
        await browser.Page.EvaluateAsync(await File.ReadAllTextAsync(
            Path.Combine(RunningSystem.Repository, "tests/System.Tests/node_modules/dicomweb-client/build/dicomweb-client.js")));

        var answer = await browser.Page.EvaluateAsync<JsonElement>(Script, new
        {
            token = system.AdminToken,
            files = files.ConvertAll(Convert.ToBase64String),
            study = phantom.StudyInstanceUid,
            series = phantom.SeriesInstanceUid,
            instance = images[0].SopInstanceUid,
        });

        Assert.Equal(
            [1, 1, 3, 3],
            ((string[])["studies", "series", "instances", "metadata"]).Select(name => answer.GetProperty(name).GetArrayLength()));
        Assert.Equal(
            images[0].SopInstanceUid,
            answer.GetProperty("instanceMetadata")[0].GetProperty("00080018").GetProperty("Value")[0].GetString());
        Assert.Equal(files[0], answer.GetProperty("whole").GetBytesFromBase64());
        Assert.Equal(files, answer.GetProperty("all").EnumerateArray().Select(file => file.GetBytesFromBase64()));
        var pixels = DicomFile.Open(new MemoryStream(files[0])).Dataset.GetValues<byte>(DicomTag.PixelData);
        Assert.Equal(pixels, answer.GetProperty("frames")[0].GetBytesFromBase64());
        Assert.Equal([0xff, 0xd8], answer.GetProperty("rendered").GetBytesFromBase64().Take(2)); // a JPEG
        Assert.Empty(browser.Complaints);
    }
}
