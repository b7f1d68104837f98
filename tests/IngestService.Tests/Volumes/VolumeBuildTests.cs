using System.Runtime.InteropServices;
using FellowOakDicom;
using Voxmark.Fixtures.Dicom;

namespace Voxmark.IngestService.Tests.Volumes;

public sealed class VolumeBuildTests(IngestFactory factory) : IClassFixture<IngestFactory>
{
    private readonly HttpClient _client = factory.ClientOf("annotator");

    [Fact]
    public async Task Build_WhenImagesArriveLater_HasThemToo()
    {
        var images = Series(0, 5, 10);
        var before = await _client.UploadSeriesAsync([images[0].ToBytes(), images[1].ToBytes()]);

        var after = await _client.UploadSeriesAsync([images[2].ToBytes()]);

        Assert.Equal((2, 3), (before.Slices.Count, after.Slices.Count));
        Assert.NotEqual(before.VolumeId, after.VolumeId);
    }

    [Fact] // an image at the feet: slice 0 is another image now, and the old volume's slice 0 the same as before
    public async Task Slice_OfTheVolumeBefore_IsWhatItWas()
    {
        var images = Series(5, 10, 0).Select((image, n) => image with
        {
            Voxels = [.. Enumerable.Repeat((short)(100 + n), image.Rows * image.Columns)],
        }).ToArray();
        var before = await _client.UploadSeriesAsync([images[0].ToBytes(), images[1].ToBytes()]);
        var after = await _client.UploadSeriesAsync([images[2].ToBytes()]);

        var slice = $"/api/series/{before.Series.SeriesInstanceUid}/slices/0";
        var old = await _client.GetByteArrayAsync($"{slice}?v={before.VolumeId}");
        var now = await _client.GetByteArrayAsync($"{slice}?v={after.VolumeId}");

        Assert.Equal((100, 102), (MemoryMarshal.Read<short>(old), MemoryMarshal.Read<short>(now)));
        Assert.Equal(images[0].SopInstanceUid, before.Slices[0].SopInstanceUid);
    }

    [Fact]
    public async Task Slice_OfAVolumeThatIsNotKept_Is409()
    {
        var detail = await _client.UploadSeriesAsync([new CtImage().ToBytes()]);

        using var response = await _client.GetAsync($"/api/series/{detail.Series.SeriesInstanceUid}/slices/0?v=another");

        Assert.Equal(System.Net.HttpStatusCode.Conflict, response.StatusCode);
        Assert.Contains("urn:voxmark:series-changed", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_OfImagesThatDifferInSize_FillsThemUp()
    {
        var images = Series(0, 5);
        var small = images[0] with { Rows = 2, Columns = 3, Voxels = [1, 2, 3, 4, 5, 6] };
        var large = images[1] with { Rows = 3, Columns = 4, Voxels = [.. Enumerable.Repeat((short)7, 12)] };

        var detail = await _client.UploadSeriesAsync([small.ToBytes(), large.ToBytes()]);
        var slice = await _client.GetByteArrayAsync($"/api/series/{detail.Series.SeriesInstanceUid}/slices/0");

        Assert.Null(detail.Geometry);
        Assert.Equal([1, 2, 3, 1, 4, 5, 6, 1, 1, 1, 1, 1], MemoryMarshal.Cast<byte, short>(slice).ToArray());
    }

    [Fact]
    public async Task Build_OfASingleImage_IsAStackWithAreas()
    {
        var detail = await _client.UploadSeriesAsync([new CtImage { PixelMm = 0.7 }.ToBytes()]);

        Assert.False(detail.Geometry!.IsVolume);
        Assert.Equal([0.7, 0.7, 5], detail.Geometry.SpacingMm);
        Assert.Equal("There is a single image, so volume cannot be measured. Area can.", detail.Series.Problem);
        Assert.Null(detail.Series.SliceSpacingMm);
    }

    [Fact] // 16 bits unsigned, rescale 1 and −1024: 65535 and 40000 are 64511 and 38976 HU
    public async Task Build_OfValuesBeyondInt16_CutsThemAndSaysHowMany()
    {
        var file = new CtImage { Rows = 1, Columns = 4 }.ToFile();
        file.Dataset.AddOrUpdate(new DicomOtherWord(DicomTag.PixelData, 65535, 40000, 33791, 1074));

        var detail = await _client.UploadSeriesAsync([Bytes(file)]);
        var slice = await _client.GetByteArrayAsync($"/api/series/{detail.Series.SeriesInstanceUid}/slices/0");

        Assert.Equal([32767, 32767, 32767, 50], MemoryMarshal.Cast<byte, short>(slice).ToArray());
        Assert.StartsWith("2 pixels have values beyond", Assert.Single(detail.Notices!).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_OfAnImageWithASigmoidWindow_SaysSo()
    {
        var file = new CtImage().ToFile();
        file.Dataset.AddOrUpdate(DicomTag.VOILUTFunction, "SIGMOID");

        var detail = await _client.UploadSeriesAsync([Bytes(file)]);

        Assert.Equal((40, 400, "sigmoid"), (detail.Windows[0].Center, detail.Windows[0].Width, detail.Windows[0].Shape));
    }

    [Fact]
    public async Task Build_OfAnImageWithAVoiTable_HasItsGreysOverTheValuesItMaps()
    {
        // 4 entries of 10 bits from −2 on: values −2…1 are 0, 341, 682, 1023 of 1023, that is 0, 85, 170, 255 of 255
        var file = new CtImage().ToFile();
        file.Dataset.AddOrUpdate(new DicomSequence(DicomTag.VOILUTSequence, new DicomDataset
        {
            new DicomSignedShort(DicomTag.LUTDescriptor, 4, -2, 10),
            new DicomUnsignedShort(DicomTag.LUTData, 0, 341, 682, 1023),
            { DicomTag.LUTExplanation, "Chest" },
        }));

        var table = (await _client.UploadSeriesAsync([Bytes(file)])).Windows[1];

        Assert.Equal(("Chest", 0, 4), (table.Name, table.Center, table.Width));
        Assert.Equal([0, 85, 170, 255], table.Greys!);
    }

    [Fact]
    public async Task Build_OfAnImageWithATableThatIsCutShort_LeavesItOut()
    {
        var file = new CtImage().ToFile();
        file.Dataset.AddOrUpdate(new DicomSequence(DicomTag.VOILUTSequence, new DicomDataset
        {
            new DicomUnsignedShort(DicomTag.LUTDescriptor, 4, 0, 10),
            new DicomUnsignedShort(DicomTag.LUTData, 0, 341),
        }));

        var detail = await _client.UploadSeriesAsync([Bytes(file)]);

        Assert.All(detail.Windows, window => Assert.Null(window.Greys));
    }

    private static byte[] Bytes(DicomFile file)
    {
        using var stream = new MemoryStream();
        file.Save(stream);
        return stream.ToArray();
    }

    private static CtImage[] Series(params double[] z)
    {
        var first = new CtImage();
        return [.. z.Select((position, n) => new CtImage
        {
            StudyInstanceUid = first.StudyInstanceUid, SeriesInstanceUid = first.SeriesInstanceUid,
            InstanceNumber = n + 1, PositionMm = new(0, 0, position),
        })];
    }
}
