using System.Net;
using System.Runtime.InteropServices;
using Voxmark.Contracts.Ingest;
using Voxmark.Fixtures.Pictures;
using Voxmark.IngestService.Tests.DicomWeb;

namespace Voxmark.IngestService.Tests.Faults;

/// <summary>
/// Files that were answered wrongly once: the volume and the pictures that they become. Right values:
/// <c>../shared/faults/dicom/README.md</c>.
/// </summary>
public sealed class FaultVolumeTests(IngestFactory factory) : IClassFixture<IngestFactory>
{
    private readonly HttpClient _client = factory.ClientOf("annotator");

    [Theory]
    [MemberData(nameof(FaultCase.Sources), MemberType = typeof(FaultCase))]
    public async Task Scout_InASeries_IsLeftOutAndNamed(string source) =>
        await AssertVolumeOfSixAsync((await UploadAsync(source, "scout_in_series"))[0]);

    [Theory]
    [MemberData(nameof(FaultCase.Sources), MemberType = typeof(FaultCase))]
    public async Task DosePage_InASeries_IsLeftOutAndNamed(string source) =>
        await AssertVolumeOfSixAsync((await UploadAsync(source, "dose_page_in_series"))[0]);

    [Theory]
    [MemberData(nameof(FaultCase.Sources), MemberType = typeof(FaultCase))]
    public async Task Pet_WithTinySlopes_KeepsValuesAndWindows(string source)
    {
        var pet = (await UploadAsync(source, "pet_tiny_slopes"))[0];

        var scale = pet.Voxels!;
        for (var k = 0; k < 6; k++)
        {
            var centre = (await SliceAsync(pet, k))[16 * 32 + 16];
            Assert.Equal(32767e-8 * (k + 1), centre * scale.Slope + scale.Intercept, tolerance: scale.Slope);
        }

        Assert.Equal((0.0005, 0.001, "linearExact"), (pet.Windows[0].Center, pet.Windows[0].Width, pet.Windows[0].Shape));
        Assert.Equal(0.00196602, pet.Windows.Single(w => w.Source == "full").Width, tolerance: 1e-7);
    }

    [Theory]
    [MemberData(nameof(FaultCase.Sources), MemberType = typeof(FaultCase))]
    public async Task Phases_InOneSeries_FollowOneAnother(string source)
    {
        var series = (await UploadAsync(source, "phases_in_one_series"))[0];

        Assert.Equal([0, 1, 2, 3, 4, 100, 101, 102, 103, 104, 200, 201, 202, 203, 204], await BordersAsync(series));
        Assert.Equal(3, series.Series.SliceSpacingMm);
        Assert.StartsWith("The images are 3 volumes of the same places", series.Series.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(FaultCase.Sources), MemberType = typeof(FaultCase))]
    public async Task SameSlicesTwice_AreAVolumeWithoutTheCopies(string source)
    {
        var series = (await UploadAsync(source, "same_slices_twice"))[0];

        Assert.Equal([0, 1, 2, 3, 4, 5], await BordersAsync(series));
        Assert.True(series.Geometry!.IsVolume);
        Assert.Equal(3, series.Series.SliceSpacingMm);
        Assert.Equal("images-are-copies", Assert.Single(series.Notices!).Code);
    }

    [Theory]
    [MemberData(nameof(FaultCase.Sources), MemberType = typeof(FaultCase))]
    public async Task SliceWithoutPosition_HasItsPixelSize(string source)
    {
        var series = (await UploadAsync(source, "slice_without_position"))[0];

        Assert.Equal((0.8, 0.8), (series.Slices[0].RowSpacingMm, series.Slices[0].ColumnSpacingMm));
        Assert.Equal("The images do not say where they lie in the patient, so volume cannot be measured. Area can.", series.Series.Problem);
        Assert.All(await SliceAsync(series, 0), voxel => Assert.Equal(50, voxel));
    }

    [Theory]
    [MemberData(nameof(FaultCase.Sources), MemberType = typeof(FaultCase))]
    public async Task RescaleMissing_InOneSlice_IsThatSlicesOnly(string source)
    {
        var series = (await UploadAsync(source, "rescale_missing_in_one"))[0];

        Assert.Equal("HU", series.Voxels!.Unit);
        Assert.Equal([null, null, "", null, null, null], series.Slices.Select(slice => slice.Unit));
        Assert.Equal([50, 50, 50, 50, 50], (await BordersAsync(series)).Where((_, k) => k != 2));
        var notice = Assert.Single(series.Notices!);
        Assert.Equal( // third from the feet of six
            "Images that do not say how their values become HU, and are not measured in HU: 4.", notice.Text);
    }

    [Theory]
    [MemberData(nameof(FaultCase.Sources), MemberType = typeof(FaultCase))]
    public async Task OddDecimals_AreTheNumbersThatTheyMean(string source)
    {
        var series = await UploadAsync(source, "decimals_odd");

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
    public async Task NuclearMedicine_HasItsGeometry(string source)
    {
        var series = (await UploadAsync(source, "nm_recon_tomo"))[0];

        Assert.Equal([4, 4, 4], series.Geometry!.SpacingMm);
        Assert.True(series.Geometry.IsVolume);
        Assert.Equal((72.0, 100.0), (series.Slices[0].LocationMm, series.Slices[^1].LocationMm));
        Assert.Equal([70, 60, 50, 40, 30, 20, 10, 0], await BordersAsync(series));
    }

    [Theory]
    [MemberData(nameof(FaultCase.Sources), MemberType = typeof(FaultCase))]
    public async Task Concatenation_IsInTheOrderOfItsParts(string source) => Assert.Equal(
        [0, 100, 200, 300, 400, 500], await BordersAsync((await UploadAsync(source, "concatenation"))[0]));

    [Theory]
    [MemberData(nameof(FaultCase.Sources), MemberType = typeof(FaultCase))]
    public async Task Ct_Of32Bits_IsReadable(string source)
    {
        var series = (await UploadAsync(source, "ct_32_bit"))[0];

        Assert.Equal([50, 51, 52], await BordersAsync(series));
        Assert.Equal(("HU", 3), (series.Voxels!.Unit, series.Series.SliceSpacingMm));
    }

    [Theory]
    [MemberData(nameof(FaultCase.Sources), MemberType = typeof(FaultCase))]
    public async Task Padding_DoesNotCountForTheRange(string source)
    {
        var series = (await UploadAsync(source, "padding_value"))[0];

        // the disc: columns 2 to 30, 4 HU each; padding is -4048 HU
        Assert.Equal((8, 120), (series.Voxels!.MinValue, series.Voxels.MaxValue));
        foreach (var picture in new[] { await ThumbnailAsync(series), await RenderedAsync(series) })
            Assert.InRange(picture.Row(picture.Rows / 2).Distinct().Count(), 10, 256);
    }

    [Theory]
    [MemberData(nameof(FaultCase.Sources), MemberType = typeof(FaultCase))]
    public async Task Presentation_IsAlikeInThumbnailViewerAndRendered(string source)
    {
        var all = (await UploadAsync(source, "inverse_presentation")).OrderBy(series => series.Series.SeriesNumber).ToList();

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
    public async Task ImageWithoutRows_HasNoPicture(string source)
    {
        var series = (await UploadAsync(source, "rows_zero"))[0];

        Assert.Equal(SeriesState.Unreadable, series.Series.State);
        var (study, uid) = (series.Study.StudyInstanceUid, series.Series.SeriesInstanceUid);
        var instance = (await _client.SearchAsync($"instances?SeriesInstanceUID={uid}"))[0].Value("00080018");
        foreach (var below in new[] { "", $"/series/{uid}", $"/series/{uid}/instances/{instance}" })
            foreach (var resource in new[] { "thumbnail", "rendered" })
                Assert.Contains(
                    (await _client.GetAsync($"/dicom-web/studies/{study}{below}/{resource}")).StatusCode,
                    new[] { HttpStatusCode.NotFound, HttpStatusCode.UnprocessableEntity });
    }

    private async Task<IReadOnlyList<SeriesDetail>> UploadAsync(string source, string name) =>
        (await FaultCase.UploadAsync(_client, source, name)).Series;

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
        var (study, uid) = (series.Study.StudyInstanceUid, series.Series.SeriesInstanceUid);
        var slice = series.Slices[series.Slices.Count / 2];
        var response = await _client.GetAsync(
            $"/dicom-web/studies/{study}/series/{uid}/instances/{slice.SopInstanceUid}/rendered", "image/png");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return PngPicture.Read(await response.Content.ReadAsByteArrayAsync());
    }
}
