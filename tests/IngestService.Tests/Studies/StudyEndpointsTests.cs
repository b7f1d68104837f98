using System.Net;
using FellowOakDicom;
using Voxmark.Contracts.Ingest;
using Voxmark.Fixtures.Dicom;

namespace Voxmark.IngestService.Tests.Studies;

/// <summary>Three studies: Ahn's CT of May, Bae's CT and MR of June, and Cho's MR without a date, uploaded in this order.</summary>
public sealed class StoredStudies : IAsyncLifetime
{
    private readonly IngestFactory _factory = new();

    public HttpClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await _factory.InitializeAsync();
        Client = _factory.ClientOf("annotator");
        var bae = DicomUID.Generate().UID;
        await SendAsync("Ahn^A", "20250531", "CT", DicomUID.Generate().UID);
        await SendAsync("Bae^B", "20250601", "CT", bae);
        await SendAsync("Bae^B", "20250601", "MR", bae);
        await SendAsync("Cho^C", null, "MR", DicomUID.Generate().UID);
    }

    public async Task DisposeAsync() => await _factory.DisposeAsync();

    private async Task SendAsync(string patient, string? date, string modality, string study)
    {
        var file = new CtImage { PatientName = patient, StudyInstanceUid = study }.ToFile();
        file.Dataset.AddOrUpdate(DicomTag.Modality, modality);
        file.Dataset.Remove(DicomTag.StudyDate);
        if (date is not null)
            file.Dataset.Add(DicomTag.StudyDate, date);
        using var stream = new MemoryStream();
        file.Save(stream);
        Assert.Equal(FileDisposition.Stored, (await Client.SendAsync(stream.ToArray())).Outcome);
    }
}

public sealed class StudyEndpointsTests(StoredStudies stored) : IClassFixture<StoredStudies>
{
    [Theory]
    [InlineData("", "Cho Bae Ahn")]
    [InlineData("?sort=changed", "Ahn Bae Cho")]
    [InlineData("?sort=patient", "Ahn Bae Cho")]
    [InlineData("?sort=-patient", "Cho Bae Ahn")]
    [InlineData("?sort=date", "Ahn Bae Cho")]
    [InlineData("?sort=-date", "Bae Ahn Cho")] // without a date: last, either way
    [InlineData("?modality=CT&sort=patient", "Ahn Bae")]
    [InlineData("?modality=MR&sort=patient", "Bae Cho")]
    [InlineData("?modality=CT,MR&sort=patient", "Ahn Bae Cho")]
    [InlineData("?from=2025-06-01", "Bae")]
    [InlineData("?to=2025-05-31", "Ahn")]
    [InlineData("?from=2025-05-31&to=2025-06-01&sort=patient", "Ahn Bae")]
    [InlineData("?from=2025-06-02", "")]
    [InlineData("?pageSize=1&page=2&sort=patient", "Bae")]
    public async Task List_WithFilterAndOrder_HasTheStudiesInOrder(string query, string expected)
    {
        var page = await stored.Client.GetAsync<StudyPage>($"/api/studies{query}");

        Assert.Equal(expected, string.Join(' ', page.Studies.Select(s => s.PatientName!.Split(' ')[0])));
    }

    [Fact]
    public async Task List_OfAStudyWithTwoModalities_CountsItOnce() =>
        Assert.Equal(3, (await stored.Client.GetAsync<StudyPage>("/api/studies?modality=CT,MR")).Total);

    [Theory]
    [InlineData("?sort=weight")]
    [InlineData("?from=June")]
    public async Task List_OfWhatMakesNoSense_Is400(string query)
    {
        using var response = await stored.Client.GetAsync(new Uri($"/api/studies{query}", UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }
}
