using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using Voxmark.Contracts.Labeling;
using Voxmark.ServiceDefaults.Problems;
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

    [Fact]
    public async Task Get_WhenSeriesIsNoVolume_SaysWhy()
    {
        var label = await service.CreateLabelAsync(service.AddSeries(problem: "Im 3 is missing."));

        using var response = await service.Annotator.GetAsync($"/api/labels/{label.Id}.nii.gz");

        var problem = await AssertProblemAsync(response, HttpStatusCode.UnprocessableEntity, ProblemTypes.Unreadable);
        Assert.Contains("Im 3 is missing.", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
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
