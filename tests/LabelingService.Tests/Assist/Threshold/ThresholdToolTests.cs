using Voxmark.Contracts.Labeling;
using static Voxmark.LabelingService.Tests.Assist.Drawing;

namespace Voxmark.LabelingService.Tests.Assist.Threshold;

public sealed class ThresholdToolTests(LabelingServiceFactory service) : IClassFixture<LabelingServiceFactory>
{
    /// <summary>A ring with a hole of one pixel and one of four, an island of two, and something brighter.</summary>
    private const string Picture = """
        ............
        .oooooooo...
        .oooooooo.oo
        .oo.ooooo...
        .ooooo..o...
        .ooooo..o.#.
        .oooooooo...
        ............
        """;

    [Fact]
    public async Task Select_OfARange_TakesBothEnds()
    {
        var selected = await SelectAsync(30, 30);

        Assert.Equal(Tidy(Picture.Replace('#', '.').Replace('o', '#')), selected);
    }

    [Fact]
    public async Task Select_WithOpenEnd_TakesAllAbove()
    {
        var selected = await SelectAsync(31, null);

        Assert.Equal(1, selected.Count(pixel => pixel == '#'));
    }

    [Fact]
    public async Task Select_WithIslandsAway_DropsWhatIsSmaller()
    {
        // The part has 8 × 6 − 1 − 4 = 43 pixels of 1 mm², the island two.
        var kept = await SelectAsync(30, 40, minIslandMm2: 2);
        var dropped = await SelectAsync(30, 40, minIslandMm2: 3);

        Assert.Equal(45, kept.Count(pixel => pixel == '#'));
        Assert.Equal(43, dropped.Count(pixel => pixel == '#'));
    }

    [Theory]
    [InlineData(0, 45)]
    [InlineData(1, 46)]
    [InlineData(3, 46)]
    [InlineData(4, 50)]
    [InlineData(1000, 50)] // what reaches the border is no hole
    public async Task Select_WithHolesFilled_FillsTheSmallOnes(double maxHoleMm2, int pixels)
    {
        Assert.Equal(pixels, (await SelectAsync(30, 40, maxHoleMm2: maxHoleMm2)).Count(pixel => pixel == '#'));
    }

    [Fact]
    public async Task Select_WithinALasso_SelectsNothingOutside()
    {
        // A square whose edges run between pixels: columns 1 to 3 of rows 1 to 2.
        var selected = await SelectAsync(30, 40, lasso: [0.5, 0.5, 3.5, 0.5, 3.5, 2.5, 0.5, 2.5]);

        Assert.Equal(Tidy("""
            ............
            .###........
            .###........
            ............
            ............
            ............
            ............
            ............
            """), selected);
    }

    [Fact]
    public async Task Select_OverSlices_AnswersEach()
    {
        var series = service.AddSeries(Picture, slices: 4);

        var proposal = await service.PostAsync<Proposal>("/api/assist/threshold", new ThresholdRequest(series, 1, 3, 100, null));

        Assert.Equal([1, 2, 3], proposal.Slices.Select(slice => slice.Slice));
        Assert.All(proposal.Slices, slice => Assert.Equal(1, slice.PixelCount));
    }

    [Fact]
    public async Task Select_WhenNothingIsInRange_ProposesNothing()
    {
        Assert.DoesNotContain('#', await SelectAsync(5000, 6000));
    }

    private async Task<string> SelectAsync(
        double? min, double? max, double minIslandMm2 = 0, double maxHoleMm2 = 0, double[]? lasso = null)
    {
        var proposal = await service.PostAsync<Proposal>("/api/assist/threshold", new ThresholdRequest(
            service.AddSeries(Picture), 0, 0, min, max, 0, minIslandMm2, maxHoleMm2, lasso));
        return Show(Assert.Single(proposal.Slices), SizeOf(Picture).Columns);
    }
}
