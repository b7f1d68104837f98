using Voxmark.Contracts.Ingest;
using Voxmark.Tests;

namespace Voxmark.IngestService.Tests.Uploads;

/// <summary>Odd files from many makers, uploaded once; every answer was 200, or the fixture fails.</summary>
public sealed class UploadedZoo : IAsyncLifetime
{
    private readonly IngestFactory _factory = new();

    /// <summary>By path inside the zoo.</summary>
    public Dictionary<string, FileOutcome> Outcomes { get; } = [];

    /// <summary>By series UID, as they are after all have been built.</summary>
    public Dictionary<string, SeriesDetail> Series { get; } = [];

    public SeriesDetail SeriesOf(string name) => Series[Outcomes[name].SeriesInstanceUid!];

    public async Task InitializeAsync()
    {
        if (SharedData.Root is null)
            return;
        await _factory.InitializeAsync();
        var client = _factory.ClientOf("annotator");
        var upload = await client.StartUploadAsync();
        var paths = Directory.EnumerateFiles(SharedData.PathOf("zoo"), "*", SearchOption.AllDirectories);
        foreach (var path in paths.Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(SharedData.PathOf("zoo"), path);
            Outcomes.Add(name, Assert.Single(await client.SendAsync(upload, name, await File.ReadAllBytesAsync(path))));
        }

        foreach (var series in (await client.CompleteAsync(upload)).SeriesInstanceUids)
            Series.Add(series, await client.WaitForSeriesAsync(series));
    }

    public async Task DisposeAsync()
    {
        if (SharedData.Root is not null)
            await _factory.DisposeAsync();
    }
}

public sealed class ZooTests(UploadedZoo zoo) : IClassFixture<UploadedZoo>
{
    private const string Problems = "08_geometry/derived_problem_series";

    [SharedDataFact]
    public void Upload_OfAnyFile_SaysWhyUnlessItIsStored() =>
        Assert.All(zoo.Outcomes.Values, o => Assert.Equal(o.Outcome == FileDisposition.Stored, o.Reason is null));

    [SharedDataFact]
    public void Series_OfAnyFile_IsReadyOrSaysWhyNot() =>
        Assert.All(zoo.Series.Values, d => Assert.True(d.Series.State == SeriesState.Ready || d.Series.Problem is { Length: > 0 }));

    [SharedDataTheory] // of MR_truncated 8,130 of 8,192 bytes are there, by pydicom
    [InlineData("06_structure_private/MR_truncated.dcm", "Pixel data ends after 63 of 64 rows. Send it again.")]
    [InlineData("06_structure_private/rtplan_truncated.dcm", "The file is cut short. Send it again.")]
    [InlineData("06_structure_private/UN_sequence.dcm", "It has no SOP Instance UID.")]
    [InlineData("06_structure_private/GH223.dcm", "It has no Study Instance UID.")]
    [InlineData("07_dicomdir/fileset/DICOMDIR", "A DICOMDIR only lists other files. Send those.")]
    [InlineData("07_dicomdir/fileset/README.txt", "Not a DICOM file.")]
    [InlineData("08_geometry/derived_problem_series/pixeldata_too_short/00.dcm", "Pixel data ends after 92 of 101 rows. Send it again.")]
    [InlineData("09_objects/hotiron.dcm", "It has no Study Instance UID.")]
    public void Upload_OfWhatCannotBeKept_IsRejectedWithTheReason(string name, string reason) =>
        Assert.Equal((FileDisposition.Rejected, reason), (zoo.Outcomes[name].Outcome, zoo.Outcomes[name].Reason));

    [SharedDataFact]
    public void Upload_OfASecondSopUid_IsQuarantined() =>
        Assert.Equal(FileDisposition.Quarantined, zoo.Outcomes[$"{Problems}/duplicate_sop_uid/02.dcm"].Outcome);

    [SharedDataTheory]
    [InlineData("duplicate_position", "Slices 2 and 3 lie at the same position, so volume cannot be measured. Area can.")]
    [InlineData("missing_slice", "Slices 2 and 3 are 6 mm apart, others 3 mm, so volume cannot be measured. Area can.")]
    [InlineData("no_position_orientation", "The images do not say where they lie in the patient, so volume cannot be measured. Area can.")]
    [InlineData("no_spacing", "The images do not say how large a pixel is, so nothing can be measured in them.")]
    // z 304.3, 307.3 and 313.3 mm: the one between has another spacing and is left out of the stack.
    [InlineData("one_slice_other_spacing", "Slices 1 and 2 are 6 mm apart, others 3 mm, so volume cannot be measured. Area can.")]
    [InlineData("reversed_instance_numbers", null)]
    public void Series_WithOneFault_IsAStackThatSaysWhich(string folder, string? problem)
    {
        var series = zoo.SeriesOf($"{Problems}/{folder}/00.dcm");

        Assert.Equal(SeriesState.Ready, series.Series.State);
        Assert.Equal(problem, series.Series.Problem);
    }

    [SharedDataFact]
    public void Series_WithReversedNumbers_IsOrderedByPosition()
    {
        var slices = zoo.SeriesOf($"{Problems}/reversed_instance_numbers/00.dcm").Slices;

        Assert.Equal(slices.Select(s => s.LocationMm).Order(), slices.Select(s => s.LocationMm));
    }

    [SharedDataFact]
    public void Series_WithTiltedGantry_SaysTheAngle() =>
        Assert.Contains("16.5° gantry tilt", zoo.SeriesOf("08_geometry/gantry_tilt/I210").Series.Problem, StringComparison.Ordinal);

    [SharedDataFact]
    public void Series_WithoutRescale_ClaimsNoHounsfieldUnits() =>
        Assert.Equal("", zoo.SeriesOf($"{Problems}/no_rescale/00.dcm").Voxels!.Unit);

    [SharedDataTheory]
    [InlineData("09_objects/rtstruct.dcm", "It holds no images (RT Structure Set Storage).")]
    [InlineData("09_objects/seg_image_ct_binary.dcm", "It holds no images (Segmentation Storage).")]
    [InlineData("09_objects/test-SR.dcm", "It holds no images (Comprehensive SR Storage).")]
    [InlineData("06_structure_private/csa_slice_norm.dcm", "Its files have no pixel data (MR Image Storage).")]
    public void Series_WithoutImages_IsKeptButCannotBeOpened(string name, string problem)
    {
        var series = zoo.SeriesOf(name).Series;

        Assert.Equal((SeriesState.Unreadable, problem), (series.State, series.Problem));
    }

    [SharedDataTheory]
    [InlineData("05_charset/chrI2.dcm", "洪 吉洞 (Hong Gildong)")]
    [InlineData("05_charset/chrH31.dcm", "山田 太郎 (Yamada Tarou)")]
    [InlineData("05_charset/chrX2.dcm", "王 小东 (Wang XiaoDong)")]
    [InlineData("05_charset/chrFren.dcm", "Buc Jérôme")]
    public void PatientName_InItsOwnScript_IsReadable(string name, string expected) =>
        Assert.Equal(expected, zoo.SeriesOf(name).Study.PatientName);

    /// <summary>Progressive JPEG was retired from the standard in 2001.</summary>
    [SharedDataFact]
    public void Series_OfAnyImage_IsReadyUnlessItsSyntaxIsRetired() => Assert.All(
        zoo.Series.Values.Where(d => d.Series.Problem?.Contains("cannot be decoded", StringComparison.Ordinal) == true),
        d => Assert.Contains("Retired", d.Series.Problem, StringComparison.Ordinal));

    [SharedDataTheory] // smallest and largest value, by pydicom: pixel_array · slope + intercept
    [InlineData("04_photometric_bits/CT_small.dcm", -896, 1167)]
    [InlineData("02_ts_other/MR_small_bigendian.dcm", 127, 2145)]
    [InlineData("04_photometric_bits/1.dcm", 0, 12106.60583)] // PET: 0 to 1327, slope 9.12329
    [InlineData("03_multiframe/IM-0001-0001-0001.dcm", 0, 254)]
    public void Voxels_OfAnImage_SpanItsValues(string name, double min, double max)
    {
        var voxels = zoo.SeriesOf(name).Voxels!;

        Assert.Equal(min, voxels.MinValue * voxels.Slope + voxels.Intercept, tolerance: 1e-6);
        Assert.Equal(max, voxels.MaxValue * voxels.Slope + voxels.Intercept, tolerance: 1e-6);
    }
}
