using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using System.Text;
using Voxmark.Contracts.Labeling;
using static Voxmark.LabelingService.Tests.LabelingServiceFactory;

namespace Voxmark.LabelingService.Tests.Labels;

public sealed class NiftiExportTests(LabelingServiceFactory service) : IClassFixture<LabelingServiceFactory>
{
    [Fact]
    public async Task Get_AtRevision_HoldsThatRevisionOnTheSeriesGrid()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());
        await service.SavedAsync(label.Id, new SliceChange(2, 0, MaskOf(1, 7)));
        await service.SavedAsync(label.Id, new SliceChange(2, 1, MaskOf(3, 9)));

        var first = await DownloadAsync($"/api/labels/{label.Id}.nii.gz?revision=1");
        var head = await DownloadAsync($"/api/labels/{label.Id}.nii.gz");

        // nifti1.h: dim at 40, srow_x at 280, voxels from 352; columns 5 × rows 4 × slices 6, 0.5 mm, x = -(-100).
        Assert.Equal((Columns, Rows, Slices), (Short(head, 42), Short(head, 44), Short(head, 46)));
        Assert.Equal(-0.5f, BinaryPrimitives.ReadSingleLittleEndian(head.AsSpan(280)));
        Assert.Equal(100, BinaryPrimitives.ReadSingleLittleEndian(head.AsSpan(292)));
        var slice2 = 352 + 2 * Rows * Columns;
        Assert.Equal(Enumerable.Repeat((byte)1, 7), first[slice2..(slice2 + 7)]);
        Assert.Equal(7, first[352..].Count(voxel => voxel != 0));
        Assert.Equal(Enumerable.Repeat((byte)3, 9), head[slice2..(slice2 + 9)]);
        Assert.Equal(9, head[352..].Count(voxel => voxel != 0));
    }

    [Fact] // Nothing says how its slices lie, so NIfTI is told no place, and the comment says what is known.
    public async Task Get_WhenSeriesIsNoVolume_HasTheSlicesAndSaysWhatTheyAre()
    {
        var label = await service.CreateLabelAsync(service.AddSeries(problem: "Im 3 is missing."));
        await service.SavedAsync(label.Id, new SliceChange(2, 0, MaskOf(1, 7)));

        var file = await DownloadAsync($"/api/labels/{label.Id}.nii.gz");

        var voxels = (int)BinaryPrimitives.ReadSingleLittleEndian(file.AsSpan(108));
        Assert.Equal((0, 0), (Short(file, 252), Short(file, 254))); // qform_code, sform_code
        Assert.Equal((1, 6), (file[348], BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(356)))); // an extension, a comment
        Assert.Contains("Im 3 is missing.", Encoding.UTF8.GetString(file, 360, voxels - 360), StringComparison.Ordinal);
        Assert.Equal(Enumerable.Repeat((byte)1, 7), file[(voxels + (2 * Rows * Columns))..][..7]);
    }

    [Fact]
    public async Task Get_OfASingleImage_IsOneSlice()
    {
        var label = await service.CreateLabelAsync(service.AddSeries(slices: 1, problem: "There is a single image."));
        await service.SavedAsync(label.Id, new SliceChange(0, 0, MaskOf(1, 7)));

        var file = await DownloadAsync($"/api/labels/{label.Id}.nii.gz");

        Assert.Equal((Columns, Rows, 1), (Short(file, 42), Short(file, 44), Short(file, 46)));
        Assert.Equal(5, BinaryPrimitives.ReadSingleLittleEndian(file.AsSpan(88))); // pixdim[3]
        Assert.Equal((1, 1), (Short(file, 252), Short(file, 254)));
        Assert.Equal(50, BinaryPrimitives.ReadSingleLittleEndian(file.AsSpan(324))); // srow_z: where the slice lies
        Assert.Equal(7, file[352..].Count(voxel => voxel == 1));
    }

    [Fact] // The label lies on image d, at the feet of which an image was added.
    public async Task Get_WhenTheSeriesHasGrown_HoldsTheLabelOnItsImage()
    {
        var series = NewSeries();
        await service.PutSeriesAsync(series, "bcd");
        var label = await service.CreateLabelAsync(series);
        await service.SavedAsync(label.Id, new SliceChange(2, 0, MaskOf(1, 7)));
        await service.PutSeriesAsync(series, "abcd");

        var file = await DownloadAsync($"/api/labels/{label.Id}.nii.gz?revision=1");

        Assert.Equal(4, Short(file, 46));
        Assert.Equal(Enumerable.Repeat((byte)1, 7), file[(352 + (3 * Rows * Columns))..][..7]);
        Assert.Equal(7, file[352..].Count(voxel => voxel != 0));
    }

    [Fact] // Image d is gone, and the volume that has it is kept, because something was drawn on it.
    public async Task Get_WhenTheImageIsGone_IsOnTheVolumeThatItWasDrawnOn()
    {
        var series = NewSeries();
        await service.PutSeriesAsync(series, "bcd");
        var label = await service.CreateLabelAsync(series);
        await service.SavedAsync(label.Id, new SliceChange(2, 0, MaskOf(1, 7)));
        await service.PutSeriesAsync(series, "bc");
        await service.FollowAsync(series);

        var first = await DownloadAsync($"/api/labels/{label.Id}.nii.gz?revision=1");
        var head = await DownloadAsync($"/api/labels/{label.Id}.nii.gz");

        Assert.Equal((3, 7), (Short(first, 46), first[352..].Count(voxel => voxel != 0)));
        Assert.Equal((2, 0), (Short(head, 46), head[352..].Count(voxel => voxel != 0)));
    }

    private async Task<byte[]> DownloadAsync(string address)
    {
        using var response = await service.Annotator.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.EndsWith(".nii.gz", response.Content.Headers.ContentDisposition?.FileName, StringComparison.Ordinal);
        await using var unzipped = new GZipStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        var file = new MemoryStream();
        await unzipped.CopyToAsync(file);
        return file.ToArray();
    }

    private static short Short(byte[] file, int offset) => BinaryPrimitives.ReadInt16LittleEndian(file.AsSpan(offset));
}
