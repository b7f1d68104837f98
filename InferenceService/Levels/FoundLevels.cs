using Voxmark.Contracts.Inference;

namespace Voxmark.InferenceService.Levels;

/// <summary>Vertebrae between discs, and their numberings, the likeliest first.</summary>
internal sealed record FoundLevels(CtStack Stack, Centreline Line, DiscChain Chain, IReadOnlyList<Numbering> Numberings)
{
    /// <summary>So sure that a page may show it as chosen.</summary>
    private const double PreselectedFrom = 0.6;

    /// <summary>Less likely numberings are not worth showing, but for those next to the likeliest.</summary>
    private const double LeastProbability = 0.01;

    /// <summary>From a disc's middle to the end plate, as a share of the distance of discs.</summary>
    private const double EndPlateShare = 0.12;

    public SeriesLevels ToContract(string seriesInstanceUid, string volumeId, DateTimeOffset now)
    {
        var best = Numberings[0];
        var vertebrae = Vertebrae(best).ToList();
        return new(
            seriesInstanceUid, volumeId, LevelsState.Ready, null, Share(best.Confidence), best.Confidence >= PreselectedFrom,
            vertebrae.ConvertAll(index => Level(index, best)),
            [
                .. Numberings.Where(other => other.Probability >= LeastProbability || Math.Abs(Shift(other)) <= 1).Select(other =>
                    new LevelNumbering(
                        Shift(other), Share(other.Probability), Share(other.Confidence), vertebrae.ConvertAll(other.NameAbove))),
            ],
            now, LevelFinder.Algorithm);
    }

    private int Shift(Numbering other) => other.LowestDisc - Numberings[0].LowestDisc;

    /// <summary>Those with a name whose middle is in the stack: also one below the lowest disc that was seen, and one above
    /// the highest.</summary>
    private IEnumerable<int> Vertebrae(Numbering numbering) =>
        from index in Enumerable.Range(-1, Chain.DiscsMm.Count + 1)
        where numbering.NameAbove(index) is not null && Chain.MiddleMm(index) >= 0 && Chain.MiddleMm(index) <= Stack.LengthMm
        select index;

    private ProposedLevel Level(int index, Numbering numbering)
    {
        var (middle, lower, upper) = (Chain.MiddleMm(index), Chain.DiscMm(index), Chain.DiscMm(index + 1));
        var endPlate = EndPlateShare * (upper - lower);
        var slice = (int)Math.Round(middle / Stack.SliceMm);
        var first = (int)Math.Ceiling((lower + endPlate) / Stack.SliceMm);
        var last = (int)Math.Floor((upper - endPlate) / Stack.SliceMm);
        var centre = Line.At(middle);
        return new(
            numbering.NameAbove(index)!, Math.Round(Stack.PatientZ(centre.X, centre.Y, middle), 1),
            slice, Math.Clamp(first, 0, slice), Math.Clamp(last, slice, Stack.Slices - 1),
            Share(numbering.Probability), Share(numbering.Confidence));
    }

    private static double Share(double value) => Math.Round(value, 3);
}
