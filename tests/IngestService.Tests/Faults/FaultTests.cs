using System.Net;
using System.Runtime.InteropServices;
using Voxmark.Contracts.Ingest;
using Voxmark.Fixtures.Dicom;
using Voxmark.Fixtures.Pictures;
using Voxmark.IngestService.Tests.DicomWeb;

namespace Voxmark.IngestService.Tests.Faults;

/// <summary>Files that were answered wrongly once. Right values: <c>../shared/faults/dicom/README.md</c>.</summary>
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
        var outcome = Assert.Single(await SendAsync(source, "compressed_labelled_native"));

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
    public async Task Scout_InASeries_IsLeftOutAndNamed(string source) =>
        await AssertVolumeOfSixAsync((await UploadAsync(source, "scout_in_series")).Series[0]);

    [Theory]
    [MemberData(nameof(FaultCase.Sources), MemberType = typeof(FaultCase))]
    public async Task DosePage_InASeries_IsLeftOutAndNamed(string source) =>
        await AssertVolumeOfSixAsync((await UploadAsync(source, "dose_page_in_series")).Series[0]);

    [Theory]
    [MemberData(nameof(FaultCase.Sources), MemberType = typeof(FaultCase))]
    public async Task TwoPatients_UnderOneStudyUid_AreTwoStudies(string source)
    {
        var (outcomes, series) = await UploadAsync(source, "two_patients_one_study");

        var names = series.Select(s => (s.Series.SeriesDescription, s.Study.PatientName, s.Study.PatientId, s.Study.PatientSex)).Order().ToList();
        Assert.Equal([("first", "Kim First", "BUG-P1", "M"), ("second", "Lee Second", "BUG-P2", "F")], names);
        var lee = series.Single(s => s.Study.PatientId == "BUG-P2");
        Assert.Contains(lee.Notices!, notice => notice.Code == "series-of-another-patient");
        Assert.Contains((await StudiesAsync("BUG-P2")).Studies, study => study.StudyInstanceUid == lee.Study.StudyInstanceUid);
        var found = await _client.SearchAsync($"series?PatientID=BUG-P2&SeriesInstanceUID={lee.Series.SeriesInstanceUid}");
        Assert.Equal(lee.Study.StudyInstanceUid, Assert.Single(found).Value("0020000D"));
        var metadata = await (await _client.GetAsync(
            $"/dicom-web/studies/{lee.Study.StudyInstanceUid}/series/{lee.Series.SeriesInstanceUid}/metadata", "application/dicom+json")).JsonAsync();
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
    public async Task Pet_WithTinySlopes_KeepsValuesAndWindows(string source)
    {
        var pet = (await UploadAsync(source, "pet_tiny_slopes")).Series[0];

        var scale = pet.Voxels!;
        for (var k = 0; k < 6; k++)
            Assert.Equal(32767e-8 * (k + 1), (await SliceAsync(pet, k))[16 * 32 + 16] * scale.Slope + scale.Intercept, tolerance: scale.Slope);
        Assert.Equal((0.0005, 0.001, "linearExact"), (pet.Windows[0].Center, pet.Windows[0].Width, pet.Windows[0].Shape));
        Assert.Equal(0.00196602, pet.Windows.Single(w => w.Source == "full").Width, tolerance: 1e-7);
    }

    [Theory]
    [MemberData(nameof(FaultCase.Sources), MemberType = typeof(FaultCase))]
    public async Task Phases_InOneSeries_FollowOneAnother(string source)
    {
        var series = (await UploadAsync(source, "phases_in_one_series")).Series[0];

        Assert.Equal([0, 1, 2, 3, 4, 100, 101, 102, 103, 104, 200, 201, 202, 203, 204], await BordersAsync(series));
        Assert.Equal(3, series.Series.SliceSpacingMm);
        Assert.StartsWith("The images are 3 volumes of the same places", series.Series.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(FaultCase.Sources), MemberType = typeof(FaultCase))]
    public async Task SameSlicesTwice_AreAVolumeWithoutTheCopies(string source)
    {
        var series = (await UploadAsync(source, "same_slices_twice")).Series[0];

        Assert.Equal([0, 1, 2, 3, 4, 5], await BordersAsync(series));
        Assert.True(series.Geometry!.IsVolume);
        Assert.Equal(3, series.Series.SliceSpacingMm);
        Assert.Equal("images-are-copies", Assert.Single(series.Notices!).Code);
    }

    [Theory]
    [MemberData(nameof(FaultCase.Sources), MemberType = typeof(FaultCase))]
    public async Task SliceWithoutPosition_HasItsPixelSize(string source)
    {
        var series = (await UploadAsync(source, "slice_without_position")).Series[0];

        Assert.Equal((0.8, 0.8), (series.Slices[0].RowSpacingMm, series.Slices[0].ColumnSpacingMm));
        Assert.Equal("The images do not say where they lie in the patient, so volume cannot be measured. Area can.", series.Series.Problem);
        Assert.All(await SliceAsync(series, 0), voxel => Assert.Equal(50, voxel));
    }

    [Theory]
    [MemberData(nameof(FaultCase.Sources), MemberType = typeof(FaultCase))]
    public async Task RescaleMissing_InOneSlice_IsThatSlicesOnly(string source)
    {
        var series = (await UploadAsync(source, "rescale_missing_in_one")).Series[0];

        Assert.Equal("HU", series.Voxels!.Unit);
        Assert.Equal([null, null, "", null, null, null], series.Slices.Select(slice => slice.Unit));
        Assert.Equal([50, 50, 50, 50, 50], (await BordersAsync(series)).Where((_, k) => k != 2));
        var notice = Assert.Single(series.Notices!);
        Assert.Equal("Images that do not say how their values become HU, and are not measured in HU: 4.", notice.Text); // third from the feet of six
    }

    [Theory]
    [MemberData(nameof(FaultCase.Sources), MemberType = typeof(FaultCase))]
    public async Task OddDecimals_AreTheNumbersThatTheyMean(string source)
    {
        var series = (await UploadAsync(source, "decimals_odd")).Series;

        Assert.Equal(7, series.Count);
        Assert.All(series, one =>
        {
            Assert.True(one.Geometry?.IsVolume, one.Series.Problem);
            Assert.Equal([0.8, 0.8, 3], one.Geometry!.SpacingMm);
            Assert.Equal([1, 2, 3], one.Slices.Select(slice => slice.InstanceNumber!.Value));
        });
    }

    [Theory]
    [MemberData(nameof(FaultCase.Sources), MemberType = typeof(FaultCase))]
    public async Task Search_OverABadDecimal_IsAnswered(string source)
    {
        var series = (await UploadAsync(source, "search_with_bad_decimal")).Series[0];

        foreach (var level in new[] { "studies", "series", "instances" })
            foreach (var field in new[] { "PixelSpacing", "PatientWeight" })
                Assert.NotEmpty(await _client.SearchAsync($"{level}?includefield={field}&StudyInstanceUID={series.Study.StudyInstanceUid}"));
        var instances = await _client.SearchAsync($"instances?includefield=PatientWeight&StudyInstanceUID={series.Study.StudyInstanceUid}");
        Assert.Equal(["70", "70 kg"], instances.Select(instance => instance.Value("00101030")).Order());
    }

    [Theory]
    [MemberData(nameof(FaultCase.Sources), MemberType = typeof(FaultCase))]
    public async Task NuclearMedicine_HasItsGeometry(string source)
    {
        var series = (await UploadAsync(source, "nm_recon_tomo")).Series[0];

        Assert.Equal([4, 4, 4], series.Geometry!.SpacingMm);
        Assert.True(series.Geometry.IsVolume);
        Assert.Equal((72.0, 100.0), (series.Slices[0].LocationMm, series.Slices[^1].LocationMm));
        Assert.Equal([70, 60, 50, 40, 30, 20, 10, 0], await BordersAsync(series));
    }

    [Theory]
    [MemberData(nameof(FaultCase.Sources), MemberType = typeof(FaultCase))]
    public async Task Concatenation_IsInTheOrderOfItsParts(string source) => Assert.Equal(
        [0, 100, 200, 300, 400, 500], await BordersAsync((await UploadAsync(source, "concatenation")).Series[0]));

    [Theory]
    [MemberData(nameof(FaultCase.Sources), MemberType = typeof(FaultCase))]
    public async Task Ct_Of32Bits_IsReadable(string source)
    {
        var series = (await UploadAsync(source, "ct_32_bit")).Series[0];

        Assert.Equal([50, 51, 52], await BordersAsync(series));
        Assert.Equal(("HU", 3), (series.Voxels!.Unit, series.Series.SliceSpacingMm));
    }

    [Theory]
    [MemberData(nameof(FaultCase.Sources), MemberType = typeof(FaultCase))]
    public async Task Padding_DoesNotCountForTheRange(string source)
    {
        var series = (await UploadAsync(source, "padding_value")).Series[0];

        // the disc: columns 2 to 30, 4 HU each; padding is -4048 HU
        Assert.Equal((8, 120), (series.Voxels!.MinValue, series.Voxels.MaxValue));
        foreach (var picture in new[] { await ThumbnailAsync(series), await RenderedAsync(series) })
            Assert.InRange(picture.Row(picture.Rows / 2).Distinct().Count(), 10, 256);
    }

    [Theory]
    [MemberData(nameof(FaultCase.Sources), MemberType = typeof(FaultCase))]
    public async Task Presentation_IsAlikeInThumbnailViewerAndRendered(string source)
    {
        var all = (await UploadAsync(source, "inverse_presentation")).Series.OrderBy(series => series.Series.SeriesNumber).ToList();

        Assert.Equal([true, true, true, false, true], all.Select(series => series.Voxels!.IsInverted));
        foreach (var series in all)
            foreach (var picture in new[] { await ThumbnailAsync(series), await RenderedAsync(series) })
            {
                var row = picture.Row(picture.Rows / 2);
                Assert.Equal(series.Voxels!.IsInverted, row[0] > row[^1]);
            }
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

        foreach (var (typed, study) in new[] { ("황보사랑", hwangbo), ("황보 사랑", hwangbo), ("Sarang Hwangbo", hwangbo), ("남궁민수", namgung) })
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

    [Theory]
    [MemberData(nameof(FaultCase.Sources), MemberType = typeof(FaultCase))]
    public async Task ImageWithoutRows_HasNoPicture(string source)
    {
        var series = (await UploadAsync(source, "rows_zero")).Series[0];

        Assert.Equal(SeriesState.Unreadable, series.Series.State);
        var (study, uid) = (series.Study.StudyInstanceUid, series.Series.SeriesInstanceUid);
        var instance = (await _client.SearchAsync($"instances?SeriesInstanceUID={uid}"))[0].Value("00080018");
        foreach (var address in new[] { $"studies/{study}", $"studies/{study}/series/{uid}", $"studies/{study}/series/{uid}/instances/{instance}" })
            foreach (var resource in new[] { "thumbnail", "rendered" })
                Assert.Contains((await _client.GetAsync($"/dicom-web/{address}/{resource}")).StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.UnprocessableEntity });
    }

    /// <summary>0.8 mm, 3 mm, 0 to 5 HU from the feet; what was left out is named.</summary>
    private async Task AssertVolumeOfSixAsync(SeriesDetail series)
    {
        Assert.True(series.Geometry!.IsVolume);
        Assert.Equal([0.8, 0.8, 3], series.Geometry.SpacingMm);
        Assert.Equal("HU", series.Voxels!.Unit);
        Assert.Equal([0, 1, 2, 3, 4, 5], await BordersAsync(series));
        Assert.Equal("images-left-out", Assert.Single(series.Notices!).Code);
        Assert.Equal("CT", series.Series.Modality);
    }

    private async Task<IReadOnlyList<FileOutcome>> SendAsync(string source, string name)
    {
        var upload = await _client.StartUploadAsync();
        var outcomes = new List<FileOutcome>();
        foreach (var (file, content) in FaultCase.Files(source, name))
            outcomes.AddRange(await _client.SendAsync(upload, file, content));
        await _client.CompleteAsync(upload);
        return outcomes;
    }

    private async Task<(IReadOnlyList<FileOutcome> Outcomes, IReadOnlyList<SeriesDetail> Series)> UploadAsync(string source, string name)
    {
        var outcomes = await SendAsync(source, name);
        var series = new List<SeriesDetail>();
        foreach (var uid in outcomes.Select(outcome => outcome.SeriesInstanceUid).OfType<string>().Distinct())
            series.Add(await _client.WaitForSeriesAsync(uid));
        return (outcomes, series);
    }

    private Task<StudyPage> StudiesAsync(string search) => _client.GetAsync<StudyPage>($"/api/studies?search={Uri.EscapeDataString(search)}");

    private async Task<short[]> SliceAsync(SeriesDetail series, int k) => MemoryMarshal.Cast<byte, short>(
        await _client.GetByteArrayAsync($"/api/series/{series.Series.SeriesInstanceUid}/slices/{k}?v={series.VolumeId}")).ToArray();

    /// <summary>The value in the corner of each slice.</summary>
    private async Task<List<double>> BordersAsync(SeriesDetail series)
    {
        var borders = new List<double>();
        for (var k = 0; k < series.Slices.Count; k++)
            borders.Add((await SliceAsync(series, k))[0] * series.Voxels!.Slope + series.Voxels.Intercept);
        return borders;
    }

    private async Task<PngPicture> ThumbnailAsync(SeriesDetail series) =>
        PngPicture.Read(await _client.GetByteArrayAsync($"/api/series/{series.Series.SeriesInstanceUid}/thumbnail"));

    private async Task<PngPicture> RenderedAsync(SeriesDetail series)
    {
        var slice = series.Slices[series.Slices.Count / 2];
        var response = await _client.GetAsync(
            $"/dicom-web/studies/{series.Study.StudyInstanceUid}/series/{series.Series.SeriesInstanceUid}/instances/{slice.SopInstanceUid}/rendered", "image/png");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return PngPicture.Read(await response.Content.ReadAsByteArrayAsync());
    }
}
