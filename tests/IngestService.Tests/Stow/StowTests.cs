using System.Net;
using System.Text;
using Voxmark.Contracts.Ingest;
using Voxmark.Fixtures.Dicom;
using Voxmark.IngestService.Tests.DicomWeb;

namespace Voxmark.IngestService.Tests.Stow;

public sealed class StowTests(IngestFactory factory) : IClassFixture<IngestFactory>
{
    private const string Failed = "00081198";
    private const string Referenced = "00081199";
    private const string OtherFailures = "0008119A";
    private const string FailureReason = "00081197";

    private readonly HttpClient _client = factory.ClientOf("annotator");

    [Fact]
    public async Task Store_OfSeveralFiles_NamesEachAsStored()
    {
        var first = new CtImage();
        var second = first with { SopInstanceUid = $"{first.SopInstanceUid}.2" };

        var answer = await _client.StoreAsync(first.ToBytes(), second.ToBytes());

        Assert.Equal([first.SopInstanceUid, second.SopInstanceUid], answer.Items(Referenced).Select(i => i.Value("00081155")));
        Assert.EndsWith($"/dicom-web/studies/{first.StudyInstanceUid}", answer.Value("00081190"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Store_OfOneFileAsTheBody_IsStored()
    {
        var image = new CtImage();

        var response = await _client.PostAsync("/dicom-web/studies", DicomWebClient.Content(image.ToBytes(), "application/dicom"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Single(await _client.SearchAsync($"instances?SOPInstanceUID={image.SopInstanceUid}"));
    }

    [Fact]
    public async Task Store_OfTheSameFileAgain_IsASuccess()
    {
        var bytes = new CtImage().ToBytes();
        await _client.StoreAsync(bytes);

        Assert.Single((await _client.StoreAsync(bytes)).Items(Referenced));
    }

    [Fact]
    public async Task Store_OfASeries_BuildsItsVolumeWithoutBeingAsked()
    {
        var image = new CtImage();
        await _client.StoreAsync(image.ToBytes());

        Assert.Equal(SeriesState.Ready, (await _client.WaitForSeriesAsync(image.SeriesInstanceUid)).Series.State);
    }

    [Fact]
    public async Task Store_OfAGoodAndABadFile_Is202WithTheReason()
    {
        var image = new CtImage();

        var response = await _client.PostAsync("/dicom-web/studies", DicomWebClient.Multipart(image.ToBytes(), "no DICOM"u8.ToArray()));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var answer = await response.JsonAsync();
        Assert.Single(answer.Items(Referenced));
        var failure = Assert.Single(answer.Items(OtherFailures)); // has no UIDs to name it by
        Assert.Equal("49152", failure.Value(FailureReason)); // C000H: cannot understand
        Assert.Equal("Not a DICOM file.", failure.Value("00000902"));
    }

    [Fact]
    public async Task Store_OfTheSameUidWithOtherContent_Is409AsADuplicate()
    {
        var image = new CtImage { PatientId = "A" };
        await _client.StoreAsync(image.ToBytes());

        var response = await _client.PostAsync(
            "/dicom-web/studies", DicomWebClient.Multipart((image with { PatientId = "B" }).ToBytes()));

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal("273", Assert.Single((await response.JsonAsync()).Items(Failed)).Value(FailureReason)); // 0111H
    }

    [Fact]
    public async Task Store_UnderAnotherStudysAddress_Is409AndKeepsNothing()
    {
        var image = new CtImage();

        var response = await _client.PostAsync("/dicom-web/studies/1.2.3", DicomWebClient.Multipart(image.ToBytes()));

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal("43264", Assert.Single((await response.JsonAsync()).Items(Failed)).Value(FailureReason)); // A900H
        Assert.Empty(await _client.SearchAsync($"instances?SOPInstanceUID={image.SopInstanceUid}"));
    }

    [Theory]
    [InlineData("multipart/related; type=\"application/dicom\"")]
    [InlineData("multipart/related; type=\"application/dicom\"; boundary=other")]
    [InlineData("multipart/related; type=application/dicom; boundary=b")]
    public async Task Store_OfABodyWithoutParts_Is400WithAReason(string contentType)
    {
        var response = await _client.PostAsync("/dicom-web/studies", DicomWebClient.Content("--b--\r\n"u8.ToArray(), contentType));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Store_OfABodyThatEndsEarly_Is400AndSaysWhatIsStored()
    {
        var image = new CtImage();
        var body = await DicomWebClient.Multipart(image.ToBytes(), new CtImage().ToBytes()).ReadAsByteArrayAsync();

        var response = await _client.PostAsync("/dicom-web/studies", DicomWebClient.Content(
            body[..^100], "multipart/related; type=\"application/dicom\"; boundary=a-boundary"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("1 files before that are stored", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Single(await _client.SearchAsync($"instances?SOPInstanceUID={image.SopInstanceUid}"));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("multipart/related; type=\"image/jpeg\"; boundary=b")]
    [InlineData("nonsense")]
    public async Task Store_OfAnotherKindOfBody_Is415(string contentType) =>
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await _client.PostAsync(
            "/dicom-web/studies", DicomWebClient.Content(Encoding.ASCII.GetBytes("x"), contentType))).StatusCode);

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("researcher", HttpStatusCode.Forbidden)]
    [InlineData("reviewer", HttpStatusCode.Forbidden)]
    public async Task Store_ByWhoMayNotUpload_IsRefused(string? role, HttpStatusCode expected) =>
        Assert.Equal(expected, (await factory.ClientOf(role).PostAsync(
            "/dicom-web/studies", DicomWebClient.Multipart(new CtImage().ToBytes()))).StatusCode);
}
