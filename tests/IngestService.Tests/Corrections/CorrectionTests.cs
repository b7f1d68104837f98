using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using FellowOakDicom;
using Voxmark.Contracts.Ingest;
using Voxmark.Fixtures.Dicom;
using Voxmark.ServiceDefaults;

namespace Voxmark.IngestService.Tests.Corrections;

/// <summary>A study that came as Kim^Wrong, P-WRONG, and is Hong Gildong's.</summary>
public sealed class CorrectionTests(IngestFactory service) : IClassFixture<IngestFactory>
{
    private static readonly PatientIdentity Hong = new("Hong^Gildong=洪^吉洞=홍^길동", "P-RIGHT", "M", new(1970, 3, 1));

    private readonly HttpClient _admin = service.ClientOf("admin");
    private readonly HttpClient _annotator = service.ClientOf("annotator");

    [Fact]
    public async Task Correct_OfAStudy_IsWhatListAndSearchSay()
    {
        var image = await StoreAsync();

        await CorrectAsync(image, Hong);

        var study = await _annotator.GetAsync<StudySummary>($"/api/studies/{image.StudyInstanceUid}");
        Assert.Equal(
            ("洪 吉洞 (Hong Gildong)", "P-RIGHT", "M", true),
            (study.PatientName, study.PatientId, study.PatientSex, study.IsPatientCorrected));
        using var found = JsonDocument.Parse(await _annotator.GetStringAsync(
            $"/dicom-web/studies?StudyInstanceUID={image.StudyInstanceUid}&PatientID=P-RIGHT"));
        Assert.Equal(1, found.RootElement.GetArrayLength());
    }

    [Fact]
    public async Task Correct_OfAStudy_LeavesTheStoredFile()
    {
        var image = await StoreAsync();
        var file = Directory.EnumerateFiles(service.StoreRoot, $"{image.SopInstanceUid}.dcm", SearchOption.AllDirectories).Single();

        await CorrectAsync(image, Hong);

        Assert.Equal(image.ToBytes(), await File.ReadAllBytesAsync(file));
    }

    [Fact]
    public async Task Instance_OfACorrectedStudy_CarriesTheCorrectionAndWhatStoodThere()
    {
        var image = await StoreAsync();
        await CorrectAsync(image, Hong);

        var dataset = await ReadAsync(image);

        Assert.Equal((Hong.Name, Hong.Id, Hong.Sex, "19700301"), IdentityOf(dataset));
        var original = dataset.GetSequence(DicomTag.OriginalAttributesSequence).Items.Single();
        Assert.Equal("CORRECT", original.GetString(DicomTag.ReasonForTheAttributeModification));
        var before = original.GetSequence(DicomTag.ModifiedAttributesSequence).Items.Single();
        Assert.Equal(("Kim^Wrong", "P-WRONG"), (before.GetString(DicomTag.PatientName), before.GetString(DicomTag.PatientID)));
        Assert.Equal(image.Voxels.Select(hu => (ushort)(hu + 1024)), dataset.GetValues<ushort>(DicomTag.PixelData));
    }

    [Theory]
    [InlineData("metadata")]
    [InlineData("series/{0}/metadata")]
    [InlineData("series/{0}/instances/{1}/metadata")]
    public async Task Metadata_OfACorrectedStudy_CarriesTheCorrection(string address)
    {
        var image = await StoreAsync();
        var below = string.Format(null, address, image.SeriesInstanceUid, image.SopInstanceUid);
        var path = $"/dicom-web/studies/{image.StudyInstanceUid}/{below}";
        await _annotator.GetStringAsync(path); // kept, as it was before

        await CorrectAsync(image, Hong);

        using var metadata = JsonDocument.Parse(await _annotator.GetStringAsync(path));
        Assert.Equal("P-RIGHT", metadata.RootElement[0].GetProperty("00100020").GetProperty("Value")[0].GetString());
    }

    [Fact]
    public async Task Series_OfACorrectedStudy_HasTheCorrectedSex()
    {
        var image = await StoreAsync();

        await CorrectAsync(image, Hong with { Sex = "F" });

        Assert.Equal("F", (await _annotator.GetAsync<SeriesDetail>($"/api/series/{image.SeriesInstanceUid}")).Patient.Sex);
    }

    [Fact]
    public async Task Withdraw_OfACorrection_BringsBackWhatCame()
    {
        var image = await StoreAsync();
        await CorrectAsync(image, Hong);

        using var answer = await _admin.DeleteAsync($"/api/studies/{image.StudyInstanceUid}/patient/correction");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var study = await _annotator.GetAsync<StudySummary>($"/api/studies/{image.StudyInstanceUid}");
        Assert.Equal(("Kim Wrong", "P-WRONG", false), (study.PatientName, study.PatientId, study.IsPatientCorrected));
        Assert.False((await ReadAsync(image)).Contains(DicomTag.OriginalAttributesSequence));
    }

    [Fact]
    public async Task Patient_OfACorrectedStudy_SaysWhoCorrectedWhatAndWhy()
    {
        var image = await StoreAsync();
        await CorrectAsync(image, Hong, "The technician picked the wrong entry.");

        var patient = await _admin.GetAsync<StudyPatient>($"/api/studies/{image.StudyInstanceUid}/patient");

        var correction = Assert.Single(patient.Corrections);
        Assert.Equal(
            ("Kim^Wrong", "P-RIGHT", "The technician picked the wrong entry."),
            (correction.From.Name, correction.To.Id, correction.Reason));
    }

    [Fact]
    public async Task Store_OfAnotherImageOfACorrectedStudy_IsStoredUnderTheCorrection()
    {
        var image = await StoreAsync();
        await CorrectAsync(image, Hong);

        var outcome = await _annotator.SendAsync(
            (image with { SopInstanceUid = $"{image.SopInstanceUid}.2", InstanceNumber = 2 }).ToBytes());

        Assert.Equal(FileDisposition.Stored, outcome.Outcome);
        Assert.Equal("P-RIGHT", (await _annotator.GetAsync<StudySummary>($"/api/studies/{image.StudyInstanceUid}")).PatientId);
    }

    [Fact]
    public async Task Store_OfAnEmptiedValueAgain_LeavesItEmpty()
    {
        var image = await StoreAsync();
        await CorrectAsync(image, Hong with { Sex = null });

        await _annotator.SendAsync((image with { SopInstanceUid = $"{image.SopInstanceUid}.2", InstanceNumber = 2 }).ToBytes());

        Assert.Null((await _annotator.GetAsync<StudySummary>($"/api/studies/{image.StudyInstanceUid}")).PatientSex);
    }

    [Fact]
    public async Task Store_OfTheSameImageUnderAnotherName_OffersThatName()
    {
        var image = await StoreAsync();

        var outcome = await _annotator.SendAsync((image with { PatientName = "Hong^Gildong", PatientId = "P-RIGHT" }).ToBytes());

        Assert.Equal(FileDisposition.Quarantined, outcome.Outcome);
        var patient = await _admin.GetAsync<StudyPatient>($"/api/studies/{image.StudyInstanceUid}/patient");
        var offered = Assert.Single(patient.SentAs);
        Assert.Equal(("Hong^Gildong", "P-RIGHT"), (offered.Name, offered.Id));
    }

    [Theory]
    [InlineData("a=b=c=d", "P", "M", "1970-01-01")]
    [InlineData("Hong", "a\\b", "M", "1970-01-01")]
    [InlineData("Hong", "P", "X", "1970-01-01")]
    [InlineData("Hong", "P", "M", "2970-01-01")]
    public async Task Correct_ToWhatDicomDoesNotAllow_Is400(string name, string id, string sex, string born)
    {
        var image = await StoreAsync();

        using var answer = await PutAsync(image, new(name, id, sex, DateOnly.Parse(born, null)), null);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private async Task<CtImage> StoreAsync()
    {
        var image = new CtImage
        {
            PatientName = "Kim^Wrong", PatientId = "P-WRONG", Voxels = [.. Enumerable.Range(0, 64).Select(n => (short)(10 * n))],
        };
        await _annotator.UploadSeriesAsync([image.ToBytes()]);
        return image;
    }

    private async Task CorrectAsync(CtImage image, PatientIdentity patient, string? reason = null)
    {
        using var answer = await PutAsync(image, patient, reason);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private Task<HttpResponseMessage> PutAsync(CtImage image, PatientIdentity patient, string? reason) =>
        _admin.PutAsJsonAsync($"/api/studies/{image.StudyInstanceUid}/patient", new CorrectPatient(patient, reason), Defaults.Json);

    private async Task<DicomDataset> ReadAsync(CtImage image)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            $"/dicom-web/studies/{image.StudyInstanceUid}/series/{image.SeriesInstanceUid}/instances/{image.SopInstanceUid}");
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse("application/dicom; transfer-syntax=*"));
        using var answer = await _annotator.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await DicomFile.OpenAsync(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()))).Dataset;
    }

    private static (string?, string?, string?, string?) IdentityOf(DicomDataset dataset) =>
        (dataset.GetString(DicomTag.PatientName), dataset.GetString(DicomTag.PatientID), dataset.GetString(DicomTag.PatientSex),
            dataset.GetString(DicomTag.PatientBirthDate));
}
