using FellowOakDicom;
using Voxmark.Fixtures.Dicom;
using Voxmark.IngestService.Tests.DicomWeb;

namespace Voxmark.IngestService.Tests.Storage;

/// <summary>Files that are set aside leave no empty studies and series behind.</summary>
public sealed class InstanceStoreTests(IngestFactory factory) : IClassFixture<IngestFactory>
{
    private readonly HttpClient _client = factory.ClientOf("annotator");

    [Fact]
    public async Task Store_WhenTheSeriesIsThereUnderAnotherStudy_MakesNoStudy()
    {
        var image = new CtImage();
        await _client.StoreAsync(image.ToBytes());
        var other = image with { StudyInstanceUid = DicomUID.Generate().UID, SopInstanceUid = DicomUID.Generate().UID };

        await _client.PostAsync("/dicom-web/studies", DicomWebClient.Multipart(other.ToBytes()));

        Assert.Empty(await _client.SearchAsync($"studies?StudyInstanceUID={other.StudyInstanceUid}"));
        Assert.Single(await _client.SearchAsync($"studies?StudyInstanceUID={image.StudyInstanceUid}"));
    }

    [Fact]
    public async Task Store_WhenTheInstanceIsThereWithOtherContent_MakesNoStudyAndNoSeries()
    {
        var image = new CtImage();
        await _client.StoreAsync(image.ToBytes());
        var other = image with
        {
            StudyInstanceUid = DicomUID.Generate().UID, SeriesInstanceUid = DicomUID.Generate().UID, PatientId = "OTHER",
        };

        await _client.PostAsync("/dicom-web/studies", DicomWebClient.Multipart(other.ToBytes()));

        Assert.Empty(await _client.SearchAsync($"studies?StudyInstanceUID={other.StudyInstanceUid}"));
        Assert.Empty(await _client.SearchAsync($"series?SeriesInstanceUID={other.SeriesInstanceUid}"));
    }
}
