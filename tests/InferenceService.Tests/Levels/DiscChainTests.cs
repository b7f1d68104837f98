using Voxmark.InferenceService.Levels;

namespace Voxmark.InferenceService.Tests.Levels;

public sealed class DiscChainTests
{
    [Fact]
    public void Find_WhenDiscsAreSeen_GivesThem()
    {
        int[] discs = [20, 55, 88, 120, 156, 190];

        Assert.Equal(discs, DiscChain.Find(Scores(220, discs))!.DiscsMm);
    }

    [Fact] // 88 is a vertebra high between 54 and 122: 34 + 34 mm
    public void Find_WhenOneDiscIsNotSeen_PutsItBetweenItsNeighbours() =>
        Assert.Equal([20, 54, 88, 122, 156], DiscChain.Find(Scores(180, [20, 54, 122, 156]))!.DiscsMm);

    [Fact] // something like a disc every 17 mm; the pedicles stand 0.68 · 34 = 23 mm above those at 37, 71 …
    public void Find_WhenBothHalvesLookAlike_GoesByThePedicles()
    {
        var scores = Scores(180, [20, 37, 54, 71, 88, 105, 122, 139, 156], pedicles: [37 + 23, 71 + 23, 105 + 23]);

        Assert.Equal([37, 71, 105, 139], DiscChain.Find(scores)!.DiscsMm);
    }

    [Fact]
    public void Find_WhenNoVertebraFits_GivesNothing() => Assert.Null(DiscChain.Find(Scores(21, [10])));

    [Fact] // vertebrae of 30 and 40 mm go on below and above
    public void DiscMm_BeyondTheChain_GoesOnInStepsOfTheLastVertebra()
    {
        var chain = new DiscChain([50, 80, 120]);

        Assert.Equal([-10, 20, 50, 80, 120, 160, 200], Enumerable.Range(-2, 7).Select(chain.DiscMm));
        Assert.Equal(140, chain.MiddleMm(2));
    }

    private static SpineScores Scores(int length, int[] discs, int[]? pedicles = null)
    {
        var scores = new SpineScores(new double[length], new double[length]);
        Array.Fill(scores.Disc, -1);
        foreach (var disc in discs)
            scores.Disc[disc] = 3;
        foreach (var pedicle in pedicles ?? [])
            scores.Pedicle[pedicle] = 2;
        return scores;
    }
}
