using Voxmark.InferenceService.Levels;

namespace Voxmark.InferenceService.Tests.Levels;

public sealed class SpineScoresTests
{
    [Fact]
    public void Of_WhereTheCoreIsSofterThanAboveAndBelow_IsADisc()
    {
        var core = Enumerable.Repeat(200.0, 200).ToArray();
        for (var z = 97; z <= 103; z++)
            core[z] = 80;

        var disc = SpineScores.Of(new(core, new double[200], new double[200])).Disc;

        Assert.Equal(2.5, disc.Max());
        Assert.All(Enumerable.Range(0, 200).Where(z => disc[z] == 2.5), z => Assert.InRange(z, 97, 103));
    }

    [Fact] // a step has no bone on its lower side
    public void Of_WhereTheCoreIsSofterThanAboveOnly_IsNoDisc()
    {
        double[] core = [.. Enumerable.Range(0, 200).Select(z => z < 100 ? 80.0 : 200)];

        Assert.All(SpineScores.Of(new(core, new double[200], new double[200])).Disc, score => Assert.InRange(score, -2, 1));
    }

    [Fact]
    public void Of_WhereTheRimIsMissing_ScoresHigher()
    {
        var ring = Enumerable.Repeat(0.5, 200).ToArray();
        ring[100] = 0.1;

        var disc = SpineScores.Of(new(new double[200], ring, new double[200])).Disc;

        Assert.Equal(100, Array.IndexOf(disc, disc.Max()));
        Assert.Equal(1.4, disc[100], 3); // 0.7 · 2
    }

    [Fact]
    public void Gaussian_OfAConstant_IsTheConstant() =>
        Assert.All(Smoothing.Gaussian([.. Enumerable.Repeat(7.0, 50)], 25), value => Assert.Equal(7, value, 9));
}
