using System.Runtime.InteropServices;
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
