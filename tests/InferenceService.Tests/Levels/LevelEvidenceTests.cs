using Voxmark.InferenceService.Levels;

namespace Voxmark.InferenceService.Tests.Levels;

/// <summary>A chain whose discs lie 34 mm apart, from L5/S1 at 20 mm on: L4/5 at 54, T12/L1 at 190.</summary>
public sealed class LevelEvidenceTests
{
    private const double Crest = 54 + 3, Rib = 190 + 5;

    [Fact] // a numbering off by one: two crests off by 34 mm, exp(-(34 / 12)²) = 0.0003
    public void Weigh_WithCrestsAndRibs_IsSureOfTheNumbering()
    {
        var best = Weigh(new(Crest, Crest, Rib))[0];

        Assert.Equal(0, best.LowestDisc);
        Assert.InRange(best.Probability, 0.999, 1);
        Assert.InRange(best.Confidence, 0.949, 0.95);
    }

    [Fact]
    public void Weigh_WithCrestsAlone_IsLessSure() =>
        Assert.InRange(Weigh(new(Crest, Crest, null))[0].Confidence, 0.74, 0.75);

    [Fact] // it is of T12 as well as of T11, were T12's too short to be seen: 1 to exp(-1.2)
    public void Weigh_WithRibsAlone_LeavesTwoNumberingsBelowAHalf()
    {
        // The lowest disc that is seen is L3/4, so that no crest can be expected.
        var weighed = Weigh(new(null, null, Rib - 2 * 34), lowestDiscMm: 20);

        Assert.Equal([2, 3], weighed.Take(2).Select(numbering => numbering.LowestDisc).Order());
        Assert.All(weighed, numbering => Assert.InRange(numbering.Confidence, 0, 0.5));
    }

    [Fact]
    public void Weigh_WithoutAnything_NeverIsSure() =>
        Assert.All(Weigh(new(null, null, null)), numbering => Assert.InRange(numbering.Confidence, 0, 0.35));

    [Fact] // a rib one vertebra lower: four lumbar ones between it and the crests; six tenths of 0.95
    public void Weigh_WhenTheRibSaysOtherwise_FollowsTheCrestsAndIsNotSure()
    {
        var best = Weigh(new(Crest, Crest, Rib - 34))[0];

        Assert.Equal(0, best.LowestDisc);
        Assert.InRange(best.Confidence, 0.5, 0.57);
    }

    [Fact] // L3 would lie between the discs at -14 and 20
    public void Weigh_WhenL3IsNotInView_IsHardlySure()
    {
        var best = Weigh(new(null, null, 20 + 2 * 34 + 5), lowestDiscMm: 20, discs: 4)
            .First(numbering => numbering.LowestDisc == 3);

        Assert.InRange(best.Confidence, 0, 0.15);
    }

    [Fact]
    public void NameAbove_CountsFromTheLowestDisc()
    {
        var numbering = new Numbering(1, 1, 1);

        Assert.Equal(["S1", "L5", "L4", "L3", "L2", "L1", "T12"], Enumerable.Range(-2, 7).Select(numbering.NameAbove));
        Assert.Null(numbering.NameAbove(-3));
        Assert.Equal("T1", numbering.NameAbove(15));
        Assert.Null(numbering.NameAbove(16));
    }

    private static IReadOnlyList<Numbering> Weigh(BoneAnchors bones, int lowestDiscMm = 20, int discs = 7)
    {
        var chain = new DiscChain([.. Enumerable.Range(0, discs).Select(disc => lowestDiscMm + disc * 34)]);
        return new LevelEvidence(chain, bones, chain.DiscsMm[^1] + 30).Weigh();
    }
}
