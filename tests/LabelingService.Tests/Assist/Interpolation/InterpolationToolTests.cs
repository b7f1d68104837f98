using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Masks;

namespace Voxmark.LabelingService.Tests.Assist.Interpolation;

public sealed class InterpolationToolTests(LabelingServiceFactory service) : IClassFixture<LabelingServiceFactory>
{
    private const int Size = 64;

    [Fact]
    public async Task Between_ADiscThatGrowsAndMoves_LiesHalfWay()
    {
        // Radius 6 at (20, 30) and radius 10 at (40, 30): half way, radius 8 at (30, 30).
        var proposal = await BetweenAsync(Series(slices: 3), (0, Disc(20, 30, 6)), (2, Disc(40, 30, 10)));

        var between = Assert.Single(proposal.Slices);
        Assert.Equal(1, between.Slice);
        Assert.InRange(Overlap.Dice(Overlap.Decode(between), Disc(30, 30, 8)), 0.97, 1);
        Assert.Empty(proposal.Notices);
    }

    [Fact]
    public async Task Between_ThreeLabelledSlices_FillsBothGaps()
    {
        var disc = Disc(30, 30, 9);

        var proposal = await BetweenAsync(Series(slices: 8), (7, disc), (1, disc), (4, disc));

        Assert.Equal([2, 3, 5, 6], proposal.Slices.Select(slice => slice.Slice));
        Assert.All(proposal.Slices, slice => Assert.Equal(disc, Overlap.Decode(slice)));
    }

    [Fact]
    public async Task Between_Neighbours_ProposesNothing()
    {
        Assert.Empty((await BetweenAsync(Series(slices: 3), (0, Disc(30, 30, 9)), (1, Disc(30, 30, 9)))).Slices);
    }

    [Theory]
    [InlineData(5, null)] // 5 slices of 5 mm are 25 mm
    [InlineData(6, 30.0)]
    public async Task Between_SlicesFarApart_Warns(int apart, double? gapMm)
    {
        var proposal = await BetweenAsync(Series(slices: 7), (0, Disc(30, 30, 9)), (apart, Disc(30, 30, 9)));

        Assert.Equal(gapMm, proposal.Notices.SingleOrDefault(notice => notice.Code == "gap")?.Value);
    }

    [Fact]
    public async Task Between_AShapeAndTwoFarFromItsCentre_SaysThatNothingMeets()
    {
        byte[] two = [.. Disc(8, 30, 4).Zip(Disc(56, 30, 4), (a, b) => (byte)(a | b))];

        var proposal = await BetweenAsync(Series(slices: 3), (0, Disc(32, 30, 4)), (2, two));

        Assert.Equal("apart", Assert.Single(proposal.Notices).Code);
    }

    [Fact]
    public async Task Between_WithGate_LeavesOtherValuesOut()
    {
        var voxels = new short[Size * Size];
        voxels.AsSpan(0, Size * 30).Fill(50); // rows 0 to 29
        var series = service.AddSeries(Size, Size, 3, voxels);

        var proposal = await service.PostAsync<Proposal>("/api/assist/interpolation", new InterpolationRequest(
            series, [new(0, Encode(Disc(30, 30, 9))), new(2, Encode(Disc(30, 30, 9)))], MinHu: 40));

        Assert.Equal(Disc(30, 30, 9).Select((label, i) => i / Size < 30 ? label : (byte)0), Overlap.Decode(Assert.Single(proposal.Slices)));
    }

    [Fact]
    public async Task Between_AShapeThatTheBorderCuts_GoesOnBeyondIt()
    {
        // A stripe from the left border to column 9, and to column 19: half way it ends at column 14 and still begins at 0.
        byte[] Stripe(int columns) => [.. Enumerable.Range(0, Size * Size)
            .Select(i => (byte)(i % Size < columns && i / Size is >= 20 and < 40 ? 1 : 0))];

        var proposal = await BetweenAsync(Series(slices: 3), (0, Stripe(10)), (2, Stripe(20)));

        var labels = Overlap.Decode(Assert.Single(proposal.Slices));
        Assert.InRange(Overlap.Dice(labels, Stripe(15)), 0.95, 1);
        Assert.Equal(1, labels[30 * Size]);
    }

    [Fact]
    public async Task Between_MirroredShapes_IsMirrored()
    {
        byte[] below = [.. Disc(20, 25, 7).Zip(Disc(28, 33, 5), (a, b) => (byte)(a | b))], above = Disc(33, 31, 9);

        var plain = await BetweenAsync(Series(slices: 4), (0, below), (3, above));
        var mirrored = await BetweenAsync(Series(slices: 4), (0, Mirror(below)), (3, Mirror(above)));

        foreach (var (a, b) in plain.Slices.Zip(mirrored.Slices))
            Assert.InRange(Overlap.Dice(Mirror(Overlap.Decode(a)), Overlap.Decode(b)), 0.99, 1);
    }

    private string Series(int slices) => service.AddSeries(Size, Size, slices, new short[Size * Size]);

    private Task<Proposal> BetweenAsync(string series, params (int Slice, byte[] Labels)[] slices) =>
        service.PostAsync<Proposal>("/api/assist/interpolation", new InterpolationRequest(
            series, [.. slices.Select(each => new LabelledSlice(each.Slice, Encode(each.Labels)))]));

    private static byte[] Encode(byte[] labels) => Mask.Encode(labels, Size, Size).Bytes.ToArray();

    private static byte[] Mirror(byte[] labels) => [.. labels.Chunk(Size).SelectMany(row => row.Reverse())];

    private static byte[] Disc(int x, int y, int radius) =>
        [.. Enumerable.Range(0, Size * Size).Select(i =>
            (byte)((i % Size - x) * (i % Size - x) + (i / Size - y) * (i / Size - y) <= radius * radius ? 1 : 0))];
}
