using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Geometry;
using Voxmark.ServiceDefaults;
using static Voxmark.LabelingService.Tests.Assist.Drawing;

namespace Voxmark.LabelingService.Tests.Assist.Seeds;

public sealed class SeedsToolTests(LabelingServiceFactory service) : IClassFixture<LabelingServiceFactory>
{
    /// <summary>A block of 100 in a block of 30 in nothing.</summary>
    private const string Picture = """
        ...........
        .ooooooooo.
        .oo#####oo.
        .oo#####oo.
        .oo#####oo.
        .ooooooooo.
        ...........
        """;

    private const string Seeds = """
        3..........
        ...........
        .2...1.....
        ...........
        ...........
        ...........
        ...........
        """;

    private static readonly SeedSegment[] s_three = [new(1), new(2), new(3)];

    [Fact]
    public async Task Grow_FromOneSeedEach_MeetsWhereValuesChange()
    {
        var slice = Assert.Single((await GrowAsync(s_three, slices: 1)).Slices);

        Assert.Equal(Tidy("""
            33333333333
            32222222223
            322#####223
            322#####223
            322#####223
            32222222223
            33333333333
            """), Show(slice, 11));
    }

    [Fact]
    public async Task Grow_OverSlices_ReachesAllOfThem()
    {
        var proposal = await GrowAsync(s_three, slices: 4);

        Assert.Equal([0, 1, 2, 3], proposal.Slices.Select(slice => slice.Slice));
        Assert.All(proposal.Slices, slice => Assert.Equal(Show(proposal.Slices[0], 11), Show(slice, 11)));
    }

    [Fact]
    public async Task Grow_WithGate_StaysInside()
    {
        var slice = Assert.Single((await GrowAsync([new(1), new(2, MinHu: 20, MaxHu: 40), new(3, MaxHu: 0)], slices: 1)).Slices);

        var labels = Overlap.Decode(slice);
        Assert.Equal(30, labels.Count(label => label == 2));
        Assert.Equal(15, labels.Count(label => label == 1));
    }

    [Fact]
    public async Task Grow_AroundAWall_LeavesItAndDoesNotAnswerWithIt()
    {
        // Number 4 is a locked segment over a whole column.
        const string seeds = """
            ..4........
            ..4........
            .14........
            ..4........
            ..4........
            ..4........
            ..4........
            """;

        var proposal = await GrowAsync([new(1), new(4, IsWall: true)], slices: 1, seeds);

        Assert.Equal(Tidy("""
            ##.........
            ##.........
            ##.........
            ##.........
            ##.........
            ##.........
            ##.........
            """), Show(Assert.Single(proposal.Slices), 11));
    }

    [Fact]
    public async Task Grow_WithinAMargin_StaysNearItsSeeds()
    {
        const string seed = """
            ...........
            ...........
            ...........
            .....1.....
            ...........
            ...........
            ...........
            """;

        var proposal = await GrowAsync([new(1)], slices: 1, seed, marginMm: 10);

        Assert.Equal(5 * 5, Assert.Single(proposal.Slices).PixelCount);
    }

    [Fact]
    public async Task Grow_WithLocality_DoesNotGoFarThroughAlikeValues()
    {
        // One value everywhere: without locality too, each takes what is nearer.
        const string even = "...........", seeds = "1.........2";
        var series = service.AddSeries(1, 11, 1, Voxels(even), spacing: new Vector3d(5, 5, 5));

        var proposal = await GrowAsync(service, new SeedsRequest(
            series, 0, 0, [new(0, MaskOf(seeds))], [new(1), new(2)], Locality: 10));

        var labels = Overlap.Decode(Assert.Single(proposal.Slices));
        Assert.Equal([1, 1, 1, 1, 1], labels[..5]);
        Assert.Equal([2, 2, 2, 2, 2], labels[6..]);
    }

    [Fact]
    public async Task Grow_WhenTheClientGivesUp_EndsForTheNext()
    {
        var series = service.AddSeries(256, 256, 60, new short[256 * 256]);
        var seed = new byte[256 * 256];
        (seed[100 * 256 + 100], seed[150 * 256 + 150]) = (1, 2);
        var request = new SeedsRequest(
            series, 0, 59, [new(30, Imaging.Masks.Mask.Encode(seed, 256, 256).Bytes.ToArray())], [new(1), new(2)], MarginMm: 100);
        using var giveUp = new CancellationTokenSource();
        using (var message = Ask(request))
        using (await service.Annotator.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, giveUp.Token))
            await giveUp.CancelAsync();

        // One grows at a time: this one would wait for ever behind a growth that goes on.
        Assert.Equal(60, (await GrowAsync(service, request)).Slices.Count);
    }

    [Fact]
    public async Task Grow_Repeated_GivesTheSameBytes()
    {
        var (first, second) = (await GrowAsync(s_three, slices: 3), await GrowAsync(s_three, slices: 3));

        Assert.Equal(first.Slices.Select(slice => slice.Mask), second.Slices.Select(slice => slice.Mask));
    }

    /// <summary>Pixels of 5 mm, so that the smoothing of 0.6 mm leaves them as they are.</summary>
    private Task<Proposal> GrowAsync(SeedSegment[] segments, int slices, string seeds = Seeds, double marginMm = 100)
    {
        var (rows, columns) = SizeOf(Picture);
        var series = service.AddSeries(rows, columns, slices, Voxels(Picture), spacing: new Vector3d(5, 5, 5));
        return GrowAsync(service, new SeedsRequest(
            series, 0, slices - 1, [new(slices / 2, MaskOf(seeds))], segments, marginMm));
    }

    /// <summary>Reads the events up to the last, which carries the proposal.</summary>
    internal static async Task<Proposal> GrowAsync(LabelingServiceFactory service, SeedsRequest request)
    {
        using var message = Ask(request);
        using var response = await service.Annotator.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);

        GrowthProgress? last = null;
        await foreach (var item in SseParser.Create(await response.Content.ReadAsStreamAsync()).EnumerateAsync())
        {
            var progress = JsonSerializer.Deserialize<GrowthProgress>(item.Data, Defaults.Json)!;
            Assert.InRange(progress.Done, last?.Done ?? 0, progress.Total);
            last = progress;
        }

        return last!.Proposal!;
    }

    private static HttpRequestMessage Ask(SeedsRequest request) =>
        new(HttpMethod.Post, "/api/assist/seeds") { Content = JsonContent.Create(request, options: Defaults.Json) };
}
