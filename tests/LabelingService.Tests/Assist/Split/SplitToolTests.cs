using Voxmark.Contracts.Labeling;
using static Voxmark.LabelingService.Tests.Assist.Drawing;

namespace Voxmark.LabelingService.Tests.Assist.Split;

public sealed class SplitToolTests(LabelingServiceFactory service) : IClassFixture<LabelingServiceFactory>
{
    /// <summary>Two squares of 7 pixels, whose middles are 4 pixels from the outline, and a neck whose middle row is 2
    /// pixels from it: narrower by 2 mm.</summary>
    private const string Dumbbell = """
        ...................
        .#######...#######.
        .#######...#######.
        .#################.
        .#################.
        .#################.
        .#######...#######.
        .#######...#######.
        ...................
        """;

    [Theory]
    [InlineData(2)]
    [InlineData(16)]
    public async Task Select_OfADumbbell_IsTheSquareUnderThePixel(int column)
    {
        var part = await SelectAsync(column, 1.5);

        var isLeft = column < 9;
        foreach (var row in part.Split('\n').Skip(1).Take(7))
        {
            Assert.Equal(isLeft ? "#######" : ".......", row[1..8]);
            Assert.Equal(isLeft ? "......." : "#######", row[11..18]);
        }
    }

    [Fact]
    public async Task Select_OfBothSides_CoversTheMaskOnce()
    {
        var (left, right) = (await SelectAsync(2, 1.5), await SelectAsync(16, 1.5));

        Assert.Equal(Tidy(Dumbbell), string.Concat(left.Zip(right, (a, b) => a == b ? a : '#')));
        Assert.DoesNotContain(left.Zip(right), pair => pair is ('#', '#'));
    }

    [Fact]
    public async Task Select_WhenTheNeckIsHardlyNarrower_IsEverything()
    {
        Assert.Equal(Tidy(Dumbbell), await SelectAsync(2, 2.5));
    }

    private async Task<string> SelectAsync(int column, double depthMm)
    {
        var proposal = await service.PostAsync<Proposal>("/api/assist/split", new SplitRequest(
            service.AddSeries(Dumbbell), 0, MaskOf(Dumbbell), column, 4, depthMm));
        return Show(Assert.Single(proposal.Slices), SizeOf(Dumbbell).Columns);
    }
}
