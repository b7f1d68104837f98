using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Geometry;
using Voxmark.Imaging.Masks;
using static Voxmark.LabelingService.Tests.Assist.Overlap;

namespace Voxmark.LabelingService.Tests.Assist.Carry;

public sealed class CarryToolTests(LabelingServiceFactory service) : IClassFixture<LabelingServiceFactory>
{
    [Fact]
    public async Task Carry_OfADiscThatHasMoved_FindsItAgain()
    {
        var proposal = await CarryAsync(Shifted(Phantom.MapOf(Phantom.IsLeft), 2));

        Assert.InRange(Dice(Decode(proposal), Phantom.MapOf(Phantom.IsLeft)), 0.97, 1);
        Assert.Equal(1, proposal.Slices[0].Slice);
        Assert.Empty(proposal.Notices);
    }

    [Fact]
    public async Task Carry_OfWhatIsMuchSmallerThere_SaysSo()
    {
        // A disc of radius 16 where the slice has one of radius 12: 0.56 of the area.
        var large = Phantom.MapOf((x, y) => (x - 22) * (x - 22) + (y - 30) * (y - 30) <= 16 * 16);

        var proposal = await CarryAsync(large, bandMm: 6);

        var notice = Assert.Single(proposal.Notices, notice => notice.Code == "area-change");
        Assert.InRange(notice.Value, -0.47, -0.38);
    }

    [Fact]
    public async Task Carry_ToWhereNothingIs_SaysThatItDoesNotOverlap()
    {
        var fat = Phantom.MapOf((x, y) => x is > 36 and < 44 && y is > 2 and < 10);

        var proposal = await CarryAsync(fat, minHu: 0);

        Assert.Equal(0, proposal.Slices[0].PixelCount);
        Assert.Contains(proposal.Notices, notice => notice is { Code: "overlap", Value: 0, Slice: 1 });
    }

    [Fact]
    public async Task Carry_BeyondTheBand_TakesNothing()
    {
        var proposal = await CarryAsync(Phantom.MapOf(Phantom.IsLeft), bandMm: 3);

        var labels = Decode(proposal);
        for (var i = 0; i < labels.Length; i++)
        {
            var (x, y) = (i % Phantom.Columns - Phantom.Left.X, i / Phantom.Columns - Phantom.Left.Y);
            Assert.True(labels[i] == 0 || Math.Sqrt(x * x + y * y) <= Phantom.Radius + 3 + 1);
        }
    }

    private Task<Proposal> CarryAsync(byte[] labels, double bandMm = 4, int? minHu = null)
    {
        var series = service.AddSeries(Phantom.Rows, Phantom.Columns, 2, Phantom.Voxels(), spacing: new Vector3d(1, 1, 5));
        return service.PostAsync<Proposal>("/api/assist/carry", new CarryRequest(
            series, 0, Mask.Encode(labels, Phantom.Rows, Phantom.Columns).Bytes.ToArray(), 1, bandMm, MinHu: minHu));
    }

    private static byte[] Shifted(byte[] labels, int columns) =>
        [.. labels.Chunk(Phantom.Columns).SelectMany(row => new byte[columns].Concat(row.SkipLast(columns)))];
}
