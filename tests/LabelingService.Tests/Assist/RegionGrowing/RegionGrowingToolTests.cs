using Voxmark.Contracts.Labeling;
using static Voxmark.LabelingService.Tests.Assist.Drawing;

namespace Voxmark.LabelingService.Tests.Assist.RegionGrowing;

public sealed class RegionGrowingToolTests(LabelingServiceFactory service) : IClassFixture<LabelingServiceFactory>
{
    /// <summary>Two blocks that meet at a corner, a thin bridge to a third, and one that is brighter by 40.</summary>
    private const string Picture = """
        ...............
        .+++...........
        .+++......++++.
        .+++.++++++++++
        ....##....++++.
        ....##.........
        ...............
        """;

    [Fact]
    public async Task Grow_FromAPixel_StaysWithinToleranceEdgeToEdge()
    {
        var grown = await GrowAsync(column: 2, row: 2, tolerance: 20);

        Assert.Equal(Tidy("""
            ...............
            .###...........
            .###...........
            .###...........
            ...............
            ...............
            ...............
            """), grown);
    }

    [Fact]
    public async Task Grow_ThroughABridge_ReachesWhatHangsTogether()
    {
        Assert.Equal(18, (await GrowAsync(column: 12, row: 3, tolerance: 20)).Count(pixel => pixel == '#'));
    }

    [Fact]
    public async Task Grow_WithOpening_DoesNotLeakThroughABridge()
    {
        // A cross of radius 1 fits around columns 10 to 13 of row 3: with its arms 4 + 6 + 4 pixels.
        Assert.Equal(14, (await GrowAsync(column: 12, row: 3, tolerance: 20, openMm: 1)).Count(pixel => pixel == '#'));
    }

    [Fact]
    public async Task Grow_WithARangeAlone_NeedsNoTolerance()
    {
        Assert.Equal(4, (await GrowAsync(column: 4, row: 4, tolerance: null, min: 90, max: 110)).Count(pixel => pixel == '#'));
    }

    [Fact]
    public async Task Grow_FromAPixelOutsideItsRange_ProposesNothing()
    {
        Assert.DoesNotContain('#', await GrowAsync(column: 0, row: 0, tolerance: null, min: 90, max: 110));
    }

    [Fact]
    public async Task Grow_OverSlices_ReachesThoseItMay()
    {
        var series = service.AddSeries(Picture, slices: 6);

        var proposal = await service.PostAsync<Proposal>(
            "/api/assist/region-growing", new RegionGrowingRequest(series, 2, 2, 2, 1, 4, 20));

        Assert.Equal([1, 2, 3, 4], proposal.Slices.Select(slice => slice.Slice));
        Assert.All(proposal.Slices, slice => Assert.Equal(9, slice.PixelCount));
    }

    private async Task<string> GrowAsync(int column, int row, double? tolerance, double openMm = 0, int? min = null, int? max = null)
    {
        var proposal = await service.PostAsync<Proposal>("/api/assist/region-growing", new RegionGrowingRequest(
            service.AddSeries(Picture), 0, column, row, 0, 0, tolerance, openMm, min, max));
        return Show(Assert.Single(proposal.Slices), SizeOf(Picture).Columns);
    }
}
