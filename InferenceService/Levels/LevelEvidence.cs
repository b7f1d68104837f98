namespace Voxmark.InferenceService.Levels;

/// <summary>What was seen beside a chain of discs, and how well it goes with each numbering.</summary>
/// <param name="LengthMm">From the lowest slice's centre to the highest's.</param>
internal sealed record LevelEvidence(DiscChain Chain, BoneAnchors Bones, double LengthMm)
{
    /// <summary>All numberings that leave a vertebra of the chain between S1 and T1, the likeliest first.</summary>
    public IReadOnlyList<Numbering> Weigh()
    {
        var lowest = Enumerable.Range(1 - Chain.DiscsMm.Count, Chain.DiscsMm.Count + 16).ToList();
        var likelihoods = lowest.ConvertAll(disc => OfCrests(disc) + OfRib(disc));
        var best = likelihoods.Max();
        var sum = likelihoods.Sum(likelihood => Math.Exp(likelihood - best));
        var numberings = lowest.Zip(likelihoods, (disc, likelihood) => (Disc: disc, Share: Math.Exp(likelihood - best) / sum))
            .OrderByDescending(each => each.Share).ToList();
        var cap = Cap * (RibSaysOtherwise(numberings[0].Disc, lowest) ? 0.6 : 1);
        return numberings.ConvertAll(each => new Numbering(
            each.Disc, each.Share, each.Share * cap * (IsL3InView(each.Disc) ? 1 : 0.3)));
    }

    /// <summary>How sure anybody may be, by what is in view. Without both crests it stays below a half.</summary>
    private double Cap => Bones switch
    {
        { RightCrestMm: not null, LeftCrestMm: not null, LowestRibMm: not null } => 0.95,
        { RightCrestMm: not null, LeftCrestMm: not null } => 0.75,
        { LowestRibMm: not null } => 0.5,
        _ => 0.35,
    };

    /// <summary>The crests' tops lie at the disc L4/5.</summary>
    private double OfCrests(int lowest)
    {
        const double AboveDiscMm = 3, SdMm = 12, FarMm = 3.5 * SdMm;
        var expected = DiscMm(1, lowest) + AboveDiscMm;
        if (Bones is { RightCrestMm: null, LeftCrestMm: null })
            return OfUnseenCrests(expected, SdMm);
        return Of(Bones.RightCrestMm) + Of(Bones.LeftCrestMm);

        double Of(double? crest) => crest is null ? 0 : Normal(Math.Min(Math.Abs(crest.Value - expected), FarMm) / SdMm);
    }

    /// <summary>Where the crests would be well within the stack, they would most likely have been found.</summary>
    private double OfUnseenCrests(double expectedMm, double sdMm)
    {
        const double NeededMm = 15, MissedAnyway = 0.1;
        var isOutside = IsBelow(expectedMm - NeededMm) + IsBelow(LengthMm - expectedMm);
        return Math.Log(MissedAnyway + (1 - MissedAnyway) * isOutside);

        double IsBelow(double mm) => 1 / (1 + Math.Exp(1.7 * mm / sdMm)); // the normal distribution, nearly
    }

    /// <summary>The lowest rib belongs to T12, or to T11 where the last one was too short to be found.</summary>
    private double OfRib(int lowest)
    {
        const double AboveDiscMm = 5, SdMm = 18, Missed = -1.2, Floor = -8;
        if (Bones.LowestRibMm is not { } rib)
            return 0;
        var twelfth = Normal((rib - DiscMm(5, lowest) - AboveDiscMm) / SdMm);
        var eleventh = Missed + Normal((rib - DiscMm(6, lowest) - AboveDiscMm) / SdMm);
        return Math.Max(Math.Log(Math.Exp(twelfth) + Math.Exp(eleventh)), Floor);
    }

    /// <summary>Crests and ribs do not go together where there is a lumbar vertebra more or less than usual.</summary>
    private bool RibSaysOtherwise(int chosen, List<int> lowest)
    {
        const double Clearly = 1.5;
        return OfRib(chosen) < lowest.Max(OfRib) - Clearly;
    }

    private bool IsL3InView(int lowest) =>
        DiscMm(Numbering.L3, lowest) >= 0 && DiscMm(Numbering.L3 + 1, lowest) <= LengthMm;

    /// <param name="name">0 for L5/S1, counted upwards.</param>
    private double DiscMm(int name, int lowest) => Chain.DiscMm(name - lowest);

    private static double Normal(double deviations) => -deviations * deviations / 2;
}
