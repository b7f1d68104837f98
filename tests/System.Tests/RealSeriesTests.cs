using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using Voxmark.Contracts.Inference;
using Voxmark.Contracts.Ingest;
using Voxmark.Contracts.Labeling;
using Voxmark.Contracts.Quant;
using Voxmark.Imaging.Masks;
using Voxmark.Tests;

namespace Voxmark.SystemTests;

/// <summary>
/// The main job on a real portal-venous CT (41 slices), as a script does it. Areas and voxels are compared with the draft
/// reference that lies beside the data, drawn and counted by other software.
/// </summary>
[Collection(RunningSystemGroup.Name)]
public sealed class RealSeriesTests(RunningSystem system) : IAsyncLifetime
{
    private const int L3 = 6; // slice_index_from_feet in the reference's l3.json
    private const int ReferenceHeaderBytes = 352; // vox_offset of the reference file

    private SeriesDetail _series = null!;

    public async Task InitializeAsync()
    {
        if (SharedData.Root is null)
            return;
        _series = await system.Client.UploadSeriesAsync(
            Directory.EnumerateFiles(SharedData.PathOf("ct_crlm1004", "dicom"), "*.dcm"));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [SharedDataFact]
    public void Upload_OfACtFolder_IsARegularVolumeFromFeetToHead()
    {
        Assert.Equal(41, _series.Series.ImageCount);
        Assert.True(_series.Geometry!.IsVolume, _series.Series.Problem);
        Assert.Equal(5.0, _series.Geometry.SpacingMm[2], 6);
        Assert.Equal(-375.0, _series.Slices[0].LocationMm!.Value, 6);
        Assert.Equal(-175.0, _series.Slices[^1].LocationMm!.Value, 6);
    }

    [SharedDataFact]
    public async Task Upload_OfTheSameFileAgain_SaysSoAndDoublesNothing()
    {
        var upload = await system.Client.PostAsync<UploadStarted>("/api/uploads");

        var outcomes = await system.Client.UploadFileAsync(
            upload.UploadId, Directory.EnumerateFiles(SharedData.PathOf("ct_crlm1004", "dicom"), "*.dcm").First());

        Assert.Equal(FileDisposition.AlreadyThere, Assert.Single(outcomes).Outcome);
        var again = await system.Client.GetAsync<SeriesDetail>($"/api/series/{_series.Series.SeriesInstanceUid}");
        Assert.Equal(41, again.Series.ImageCount);
    }

    [SharedDataFact]
    public async Task Thumbnail_OfTheSeries_IsAPng()
    {
        var bytes = await system.Client.GetByteArrayAsync($"/api/series/{_series.Series.SeriesInstanceUid}/thumbnail");

        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], bytes[..4]);
    }

    [SharedDataFact]
    public async Task Measure_OfTheReferenceLabel_GivesItsDocumentedAreas()
    {
        var label = await SaveReferenceAsync();

        var result = await system.Client.MeasureAsync(new StartQuant(label.Id, null, 170, 70, null));

        // areas_cm2 of l3.json: SM 135.2, SAT 85.4, VAT 60.1, IMAT 5.9; mean_muscle_HU 60.5
        Assert.Equal(135.2, Area("muscle"), 0.05);
        Assert.Equal(85.4, Area("subcutaneous-fat"), 0.05);
        Assert.Equal(60.1, Area("visceral-fat"), 0.05);
        Assert.Equal(5.9, Area("intermuscular-fat"), 0.05);
        Assert.Equal(60.5, result.BodyComposition.SmdHu!.Value, 0.05);
        Assert.Equal(L3, result.ReferenceSlice);
        Assert.Equal(70 / (1.7 * 1.7), result.BodyComposition.BmiKgPerM2!.Value, 0.01);
        Assert.Equal(135.2 / (1.7 * 1.7), result.BodyComposition.SmiCm2PerM2!.Value, 0.05);

        double Area(string key) => result.Segments.Single(segment => segment.Key == key).ReferenceAreaCm2!.Value;
    }

    [SharedDataFact]
    public async Task Workbook_OfAMeasurement_IsAZipOfSheets()
    {
        var label = await SaveReferenceAsync();
        var result = await system.Client.MeasureAsync(new StartQuant(label.Id, null, 170, 70, null));

        await using var stream = await system.Client.GetStreamAsync($"/api/quant/results/{result.Id}.xlsx");
        using var buffer = new MemoryStream();
        await stream.CopyToAsync(buffer);
        using var workbook = new ZipArchive(buffer);

        Assert.Contains(workbook.Entries, entry => entry.FullName == "xl/workbook.xml");
        Assert.True(workbook.Entries.Count(entry => entry.FullName.StartsWith("xl/worksheets/sheet", StringComparison.Ordinal)) >= 3);
    }

    [SharedDataFact]
    public async Task Nifti_OfTheReferenceLabel_IsVoxelForVoxelTheReference()
    {
        var label = await SaveReferenceAsync();

        var ours = Inflate(await system.Client.GetByteArrayAsync($"/api/labels/{label.Id}.nii.gz?revision="));

        var reference = Reference();
        Assert.Equal(AffineOf(reference), AffineOf(ours));
        var voxOffset = (int)BinaryPrimitives.ReadSingleLittleEndian(ours.AsSpan(108));
        Assert.True(reference.AsSpan(ReferenceHeaderBytes).SequenceEqual(ours.AsSpan(voxOffset)));
    }

    [SharedDataFact]
    public async Task Save_OnAStaleSlice_Is409AndSaysWhatChanged()
    {
        var label = await SaveReferenceAsync();
        var empty = Mask.Encode(new byte[512 * 512], 512, 512).Bytes.ToArray();

        using var answer = await system.Client.PostAsJsonAsync($"/api/labels/{label.Id}/revisions", new SaveRevision(
            Guid.NewGuid(), "eraser", null, null, [new SliceChange(L3, 0, empty)]), Api.Json);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("urn:voxmark:stale-revision", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [SharedDataFact]
    public async Task Model_RunOverTwoSlices_LabelsExactlyTheHuRangeOfMuscle()
    {
        var uid = _series.Series.SeriesInstanceUid;

        var job = await system.Client.SegmentAsync(new StartInference(uid, "hu-threshold", L3, L3 + 1));

        var voxels = await system.Client.GetByteArrayAsync($"/api/series/{uid}/slices/{L3}");
        var mask = await MaskAsync(job.LabelId!.Value, L3);
        for (var pixel = 0; pixel < mask.Length; pixel++)
        {
            var hu = BinaryPrimitives.ReadInt16LittleEndian(voxels.AsSpan(pixel * 2));
            Assert.Equal(hu is >= -29 and <= 150, mask[pixel] == 1);
        }
    }

    [SharedDataFact] // 0.90: the floor for a wall with a stoma in it
    public async Task BodyComposition_OfL3_IsALabelWhoseMuscleAgreesWithTheDraft()
    {
        var reference = Reference().AsSpan(ReferenceHeaderBytes + (L3 * 512 * 512), 512 * 512).ToArray();

        var job = await system.Client.SegmentAsync(new StartInference(_series.Series.SeriesInstanceUid, "body-composition", L3, L3));

        var mask = await MaskAsync(job.LabelId!.Value, L3);
        var both = Enumerable.Range(0, mask.Length).Count(pixel => mask[pixel] == 1 && reference[pixel] == 1);
        Assert.InRange(2.0 * both / (mask.Count(label => label == 1) + reference.Count(label => label == 1)), 0.90, 1);
        Assert.Equal(new byte[] { 1, 2, 3, 4 }, mask.Where(label => label != 0).Distinct().Order());
    }

    [SharedDataFact]
    public async Task BackProjection_FromARectangleInThePsoas_SelectsMuscle()
    {
        var reference = Reference().AsSpan(ReferenceHeaderBytes + (L3 * 512 * 512), 512 * 512).ToArray();

        var proposal = await system.Client.PostAsync<Proposal>("/api/assist/back-projection", new BackProjectionRequest(
            _series.Series.SeriesInstanceUid, L3, RectangleInside(reference, label: 1, size: 12), MinHu: -29, MaxHu: 150));

        var proposed = Decode(proposal.Slices[0].Mask);
        Assert.Equal(proposal.Slices[0].PixelCount, proposed.Count(value => value == 1));
        var inMuscle = Enumerable.Range(0, proposed.Length).Count(pixel => proposed[pixel] == 1 && reference[pixel] == 1);
        // The tool is blind to organs of the same density; it must still find most of the muscle it touches.
        Assert.True(inMuscle > 1000, $"only {inMuscle} pixels of muscle selected");
    }

    [SharedDataFact]
    public async Task GrabCut_WithAStrokeInMuscle_StaysInsideItsRectangle()
    {
        var reference = Reference().AsSpan(ReferenceHeaderBytes + (L3 * 512 * 512), 512 * 512).ToArray();
        var inner = RectangleInside(reference, label: 1, size: 12);
        var rectangle = new PixelRectangle(inner.Left - 20, inner.Top - 20, 52, 52);
        var keep = new Stroke([inner.Left + 2, inner.Top + 2, inner.Left + 10, inner.Top + 10], RadiusPx: 2);

        var proposal = await system.Client.PostAsync<Proposal>("/api/assist/grab-cut", new GrabCutRequest(
            _series.Series.SeriesInstanceUid, L3, rectangle, Keep: [keep], MinHu: -29, MaxHu: 150));

        var proposed = Decode(proposal.Slices[0].Mask);
        Assert.True(proposal.Slices[0].PixelCount > 100);
        for (var pixel = 0; pixel < proposed.Length; pixel++)
        {
            var (column, row) = (pixel % 512, pixel / 512);
            var inside = column >= rectangle.Left && column < rectangle.Left + rectangle.Width
                && row >= rectangle.Top && row < rectangle.Top + rectangle.Height;
            Assert.True(inside || proposed[pixel] == 0);
        }
    }

    private async Task<Label> SaveReferenceAsync()
    {
        var uid = _series.Series.SeriesInstanceUid;
        var selection = await system.Client.PostAsync<Selection>(
            "/api/selections", new CreateSelection(uid, L3 - 1, L3 + 1, "L3", null));
        var label = await system.Client.PostAsync<Label>(
            "/api/labels", new CreateLabel(uid, selection.Id, "l3-body-composition", null));
        var slice = Reference().AsSpan(ReferenceHeaderBytes + (L3 * 512 * 512), 512 * 512);
        await system.Client.PostAsync<RevisionSaved>($"/api/labels/{label.Id}/revisions", new SaveRevision(
            Guid.NewGuid(), "import", null, null, [new SliceChange(L3, 0, Mask.Encode(slice, 512, 512).Bytes.ToArray())]));
        return label;
    }

    private async Task<byte[]> MaskAsync(Guid labelId, int slice) =>
        Decode(await system.Client.GetByteArrayAsync($"/api/labels/{labelId}/slices/{slice}"));

    private static byte[] Decode(byte[] bytes)
    {
        Assert.True(Mask.TryParse(bytes, out var mask, out var problem), problem);
        return mask!.Decode();
    }

    private static byte[] Reference() =>
        Inflate(File.ReadAllBytes(SharedData.PathOf("l3_draft_reference", "crlm1004", "l3_labels.nii.gz")));

    private static byte[] Inflate(byte[] gzip)
    {
        using var stream = new GZipStream(new MemoryStream(gzip), CompressionMode.Decompress);
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return buffer.ToArray();
    }

    /// <summary>The 12 numbers of srow_x, srow_y, srow_z (NIfTI-1, bytes 280–327), rounded to a micrometre.</summary>
    private static double[] AffineOf(byte[] nifti) =>
        [.. Enumerable.Range(0, 12).Select(n => Math.Round(BinaryPrimitives.ReadSingleLittleEndian(nifti.AsSpan(280 + (4 * n))), 3))];

    /// <summary>The first square that lies wholly inside a label.</summary>
    private static PixelRectangle RectangleInside(byte[] labels, byte label, int size)
    {
        for (var top = 0; top + size <= 512; top++)
        {
            for (var left = 0; left + size <= 512; left++)
            {
                if (Enumerable.Range(0, size * size).All(n => labels[((top + (n / size)) * 512) + left + (n % size)] == label))
                    return new PixelRectangle(left, top, size, size);
            }
        }

        throw new InvalidOperationException("The label holds no such square.");
    }
}
