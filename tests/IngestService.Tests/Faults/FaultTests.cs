using System.Net;
using Voxmark.Contracts.Ingest;
using Voxmark.Fixtures.Dicom;
using Voxmark.IngestService.Tests.DicomWeb;

namespace Voxmark.IngestService.Tests.Faults;

/// <summary>
/// Files that were answered wrongly once: how they are taken in, whose they are and how they are found. Right values:
/// <c>../shared/faults/dicom/README.md</c>.
/// </summary>
public sealed class FaultTests(IngestFactory factory) : IClassFixture<IngestFactory>
{
    private readonly HttpClient _client = factory.ClientOf("annotator");

    [SharedFaultsFact]
    public void Cases_OfTheFolder_AreAllTriedHere() => Assert.Empty(
        Directory.GetDirectories(FaultCase.Folder!).Select(folder => Path.GetFileName(folder)!).Except(FaultFiles.Cases.Keys));

    [Theory]
    [MemberData(nameof(FaultCase.Sources), MemberType = typeof(FaultCase))]
    public async Task CompressedLabelledNative_ByUpload_IsRefusedWithASentence(string source)
    {
        var outcome = Assert.Single(await FaultCase.SendAsync(_client, source, "compressed_labelled_native"));

        Assert.Equal(
            (FileDisposition.Rejected, "Its pixel data is compressed, but its header names an uncompressed transfer syntax."),
            (outcome.Outcome, outcome.Reason));
    }

    [Theory]
    [MemberData(nameof(FaultCase.Sources), MemberType = typeof(FaultCase))]
    public async Task CompressedLabelledNative_ByStow_IsAFailureBesideTheOthers(string source)
    {
        var bad = FaultCase.Files(source, "compressed_labelled_native")[0].Content;

        var response = await _client.PostAsync("/dicom-web/studies", DicomWebClient.Multipart(bad, new CtImage().ToBytes()));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var answer = await response.JsonAsync();
        Assert.Single(answer.Items("0008119A"));
        Assert.Single(answer.Items("00081199"));
    }

    [Theory]
    [MemberData(nameof(FaultCase.Sources), MemberType = typeof(FaultCase))]
    public async Task OneBadInZip_AmongFour_LeavesTheOthersAlone(string source)
    {
        var (outcomes, series) = await UploadAsync(source, "one_bad_in_zip");

        Assert.Equal([false, false, true, false, false], outcomes.Select(o => o.Outcome == FileDisposition.Rejected));
        Assert.Equal((4, 3), (Assert.Single(series).Slices.Count, series[0].Series.SliceSpacingMm));
    }

    [Theory]
    [MemberData(nameof(FaultCase.Sources), MemberType = typeof(FaultCase))]
    public async Task TwoPatients_UnderOneStudyUid_AreTwoStudies(string source)
    {
        var (outcomes, series) = await UploadAsync(source, "two_patients_one_study");

        var names = series.Select(s => (s.Series.SeriesDescription, s.Study.PatientName, s.Study.PatientId, s.Study.PatientSex));
        Assert.Equal([("first", "Kim First", "BUG-P1", "M"), ("second", "Lee Second", "BUG-P2", "F")], names.Order());
        var lee = series.Single(s => s.Study.PatientId == "BUG-P2");
        Assert.Contains(lee.Notices!, notice => notice.Code == "series-of-another-patient");
        Assert.Contains((await StudiesAsync("BUG-P2")).Studies, study => study.StudyInstanceUid == lee.Study.StudyInstanceUid);
        var found = await _client.SearchAsync($"series?PatientID=BUG-P2&SeriesInstanceUID={lee.Series.SeriesInstanceUid}");
        Assert.Equal(lee.Study.StudyInstanceUid, Assert.Single(found).Value("0020000D"));
        var metadata = await (await _client.GetAsync(
            $"/dicom-web/studies/{lee.Study.StudyInstanceUid}/series/{lee.Series.SeriesInstanceUid}/metadata",
            "application/dicom+json")).JsonAsync();
        Assert.Equal(("BUG-P2", lee.Study.StudyInstanceUid), (metadata[0].Value("00100020"), metadata[0].Value("0020000D")));
        Assert.All(outcomes, outcome => Assert.Equal(FileDisposition.Stored, outcome.Outcome));
    }

    [Theory]
    [MemberData(nameof(FaultCase.Sources), MemberType = typeof(FaultCase))]
    public async Task FirstFileWithoutNames_IsFilledByTheOthers(string source)
    {
        var study = (await UploadAsync(source, "first_file_without_names")).Series[0].Study;

        Assert.Equal(
            ("Bug first_file_without_names", "BUG-first_file_without_names", new DateOnly(2024, 1, 5)),
            (study.PatientName, study.PatientId, study.StudyDate));
        var found = Assert.Single(await _client.SearchAsync($"studies?StudyInstanceUID={study.StudyInstanceUid}"));
        Assert.Equal(("BUG-first_file_without_names", "20240105"), (found.Value("00100020"), found.Value("00080020")));
    }

    [Theory]
    [MemberData(nameof(FaultCase.Sources), MemberType = typeof(FaultCase))]
    public async Task Search_OverABadDecimal_IsAnswered(string source)
    {
        var study = (await UploadAsync(source, "search_with_bad_decimal")).Series[0].Study.StudyInstanceUid;

        foreach (var level in new[] { "studies", "series", "instances" })
            foreach (var field in new[] { "PixelSpacing", "PatientWeight" })
                Assert.NotEmpty(await _client.SearchAsync($"{level}?includefield={field}&StudyInstanceUID={study}"));
        var instances = await _client.SearchAsync($"instances?includefield=PatientWeight&StudyInstanceUID={study}");
        Assert.Equal(["70", "70 kg"], instances.Select(instance => instance.Value("00101030")).Order());
    }

    [Theory]
    [MemberData(nameof(FaultCase.Sources), MemberType = typeof(FaultCase))]
    public async Task NameWithoutCharacterSet_IsKorean(string source)
    {
        var study = (await UploadAsync(source, "name_euckr_no_charset")).Series[0].Study;

        Assert.Equal(("홍 길동", "복부 전산화"), (study.PatientName, study.StudyDescription));
    }

    [Theory]
    [MemberData(nameof(FaultCase.Sources), MemberType = typeof(FaultCase))]
    public async Task HangulNames_AreFoundHoweverTheyAreTyped(string source)
    {
        var series = (await UploadAsync(source, "name_hangul_search")).Series;
        var hwangbo = series.Single(s => s.Study.PatientName!.Contains("Hwangbo", StringComparison.Ordinal)).Study.StudyInstanceUid;
        var namgung = series.Single(s => s.Study.StudyInstanceUid != hwangbo).Study.StudyInstanceUid;

        (string Typed, string Study)[] searches =
            [("황보사랑", hwangbo), ("황보 사랑", hwangbo), ("Sarang Hwangbo", hwangbo), ("남궁민수", namgung)];
        foreach (var (typed, study) in searches)
            Assert.Contains((await StudiesAsync(typed)).Studies, found => found.StudyInstanceUid == study);
        var fuzzy = await _client.SearchAsync($"studies?fuzzymatching=true&PatientName={Uri.EscapeDataString("황보사랑")}");
        Assert.Contains(fuzzy, found => found.Value("0020000D") == hwangbo);
    }

    [Theory]
    [MemberData(nameof(FaultCase.Sources), MemberType = typeof(FaultCase))]
    public async Task ZipWithOddPaths_IsUnpacked(string source)
    {
        var (outcomes, series) = await UploadAsync(source, "zip_odd_paths");

        Assert.Equal(5, outcomes.Count(outcome => outcome.Outcome == FileDisposition.Stored));
        Assert.Equal(3, series[0].Series.SliceSpacingMm);
    }

    [Theory]
    [MemberData(nameof(FaultCase.Sources), MemberType = typeof(FaultCase))]
    public async Task ZipWithKoreanNames_ShowsThem(string source) => Assert.Equal(
        ["korean.zip/환자영상/000.dcm", "korean.zip/환자영상/001.dcm", "korean.zip/환자영상/002.dcm"],
        (await UploadAsync(source, "zip_cp949")).Outcomes.Select(outcome => outcome.Name));

    [Theory]
    [MemberData(nameof(FaultCase.Sources), MemberType = typeof(FaultCase))]
    public async Task ZipOfAMac_HasOnlyTheFilesOfItsSender(string source) =>
        Assert.Equal(3, (await UploadAsync(source, "zip_mac")).Outcomes.Count(outcome => outcome.Outcome == FileDisposition.Stored));

    private Task<(IReadOnlyList<FileOutcome> Outcomes, IReadOnlyList<SeriesDetail> Series)> UploadAsync(string source, string name) =>
        FaultCase.UploadAsync(_client, source, name);

    private Task<StudyPage> StudiesAsync(string search) =>
        _client.GetAsync<StudyPage>($"/api/studies?search={Uri.EscapeDataString(search)}");
}
