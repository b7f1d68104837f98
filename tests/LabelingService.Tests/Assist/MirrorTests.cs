using System.Text.Json;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Geometry;
using Voxmark.Imaging.Masks;
using Voxmark.ServiceDefaults;
using static Voxmark.LabelingService.Tests.Assist.Overlap;

namespace Voxmark.LabelingService.Tests.Assist;

/// <summary>A mirrored picture gets the mirrored answer. GrabCut draws its first guess of colours at random, so it may differ
/// by a few pixels.</summary>
public sealed class MirrorTests(LabelingServiceFactory service) : IClassFixture<LabelingServiceFactory>
{
    [Fact]
    public async Task BackProjection_OfAMirroredSlice_IsMirrored()
    {
        var request = new BackProjectionRequest("", 0, new(18, 26, 8, 8), OpenMm: 2, Lasso: [4.2, 8.3, 60.4, 9.1, 61.7, 50.2, 5.3, 49.6]);

        var (plain, mirrored) = await BothAsync("back-projection", request, request with
        {
            Rectangle = Mirror(request.Rectangle),
            Lasso = [.. request.Lasso!.Select((value, n) => n % 2 == 0 ? Phantom.Columns - 1 - value : value)],
        });

        Assert.Equal(plain, Mirror(mirrored));
    }

    [Fact]
    public async Task GrabCut_OfAMirroredSlice_IsMirrored()
    {
        var request = new GrabCutRequest("", 0, new(8, 16, 29, 29), Keep: [new([16, 30, 28, 30], 2)]);

        var (plain, mirrored) = await BothAsync("grab-cut", request, request with
        {
            Rectangle = Mirror(request.Rectangle), Keep = [new([Phantom.Columns - 1 - 16, 30, Phantom.Columns - 1 - 28, 30], 2)],
        });

        Assert.InRange(Dice(plain, Mirror(mirrored)), 0.98, 1);
    }

    [Fact]
    public async Task Threshold_OfAMirroredSlice_IsMirrored()
    {
        var request = new ThresholdRequest("", 0, 0, 44, 70, OpenMm: 1, MinIslandMm2: 20, MaxHoleMm2: 4);

        var (plain, mirrored) = await BothAsync("threshold", request, request);

        Assert.Equal(plain, Mirror(mirrored));
    }

    [Fact]
    public async Task RegionGrowing_OfAMirroredSlice_IsMirrored()
    {
        var request = new RegionGrowingRequest("", 0, 22, 30, 0, 0, ToleranceHu: 10);

        var (plain, mirrored) = await BothAsync("region-growing", request, request with { Column = Phantom.Columns - 1 - 22 });

        Assert.Equal(plain, Mirror(mirrored));
    }

    [Fact]
    public async Task Carry_OfAMirroredSlice_IsMirrored()
    {
        var (labels, size) = (Phantom.MapOf((x, y) => Phantom.IsLeft(x + 2, y)), (Phantom.Rows, Phantom.Columns));
        var request = new CarryRequest("", 0, Mask.Encode(labels, size.Rows, size.Columns).Bytes.ToArray(), 1);

        var (plain, mirrored) = await BothAsync("carry", request, request with
        {
            Mask = Mask.Encode(Mirror(labels), size.Rows, size.Columns).Bytes.ToArray(),
        });

        Assert.InRange(Dice(plain, Mirror(mirrored)), 0.98, 1);
    }

    private async Task<(byte[] Plain, byte[] Mirrored)> BothAsync<T>(string tool, T plain, T mirrored)
        where T : notnull =>
        (await AskAsync(tool, plain, Phantom.Voxels()), await AskAsync(tool, mirrored, Mirror(Phantom.Voxels())));

    private async Task<byte[]> AskAsync<T>(string tool, T request, short[] voxels)
        where T : notnull
    {
        var json = JsonSerializer.SerializeToNode(request, Defaults.Json)!;
        json["seriesInstanceUid"] = service.AddSeries(Phantom.Rows, Phantom.Columns, 2, voxels, spacing: new Vector3d(1, 1, 5));
        return Decode(await service.PostAsync<Proposal>($"/api/assist/{tool}", json));
    }

    private static PixelRectangle Mirror(PixelRectangle box) => box with { Left = Phantom.Columns - box.Left - box.Width };

    private static T[] Mirror<T>(T[] pixels) => [.. pixels.Chunk(Phantom.Columns).SelectMany(row => row.Reverse())];
}
