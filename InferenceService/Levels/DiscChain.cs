namespace Voxmark.InferenceService.Levels;

/// <summary>Discs from the lowest to the highest, mm above the lowest slice's centre. Where no disc was seen any more, the
/// chain goes on in steps of its last vertebra.</summary>
internal sealed record DiscChain(IReadOnlyList<int> DiscsMm)
{
    private const int MinMm = 22, MaxMm = 44, TypicalMm = 34;

    /// <summary>So far from an end of the stack a chain may begin or end: there is room for one disc, and not for two.</summary>
    private const int RoomAtEndsMm = 49;

    /// <summary>Where the disc <paramref name="index"/> lies; also of discs below the first (negative) and above the last.</summary>
    public double DiscMm(int index)
    {
        var last = DiscsMm.Count - 1;
        return index < 0 ? DiscsMm[0] + index * (DiscsMm[1] - DiscsMm[0])
            : index > last ? DiscsMm[last] + (index - last) * (DiscsMm[last] - DiscsMm[last - 1])
            : DiscsMm[index];
    }

    /// <summary>The middle of the vertebra above the disc <paramref name="index"/>.</summary>
    public double MiddleMm(int index) => (DiscMm(index) + DiscMm(index + 1)) / 2;

    /// <summary>The chain that scores best in sum: discs where they look like discs, pedicles in the upper half of each
    /// vertebra, heights near 34 mm that change little from one to the next.</summary>
    /// <returns>Null where not even one vertebra between two discs fits into the stack.</returns>
    public static DiscChain? Find(SpineScores scores)
    {
        var length = scores.Disc.Length;
        const int Heights = MaxMm - MinMm + 1;
        var best = new double[length, Heights]; // of a chain whose last disc is here and whose last vertebra is so high
        var before = new int[length, Heights]; // the height of the vertebra below it; -1 for none
        var end = (Score: double.NegativeInfinity, At: 0, Height: 0);
        for (var z = 0; z < length; z++)
        {
            for (var height = 0; height < Heights; height++)
            {
                (best[z, height], before[z, height]) = (double.NegativeInfinity, -1);
                var (mm, below) = (height + MinMm, z - height - MinMm);
                if (below < 0)
                    continue;
                if (below <= RoomAtEndsMm)
                    best[z, height] = scores.Disc[below];
                for (var lower = 0; lower < Heights; lower++)
                {
                    var score = best[below, lower] - 0.04 * (height - lower) * (height - lower);
                    if (score > best[z, height])
                        (best[z, height], before[z, height]) = (score, lower);
                }

                best[z, height] += Gain(scores, below, mm);
                if (z >= length - 1 - RoomAtEndsMm && best[z, height] > end.Score)
                    end = (best[z, height], z, height);
            }
        }

        return double.IsFinite(end.Score) ? new(Follow(before, end.At, end.Height)) : null;
    }

    private static double Gain(SpineScores scores, int below, int mm) =>
        scores.Disc[below + mm]
        + 0.7 * (scores.Pedicle[below + (int)Math.Round(0.68 * mm)] - scores.Pedicle[below + (int)Math.Round(0.2 * mm)])
        - 0.01 * (mm - TypicalMm) * (mm - TypicalMm);

    private static List<int> Follow(int[,] before, int at, int height)
    {
        List<int> discs = [at];
        while (height >= 0)
        {
            var below = at - height - MinMm;
            discs.Add(below);
            (at, height) = (below, before[at, height]);
        }

        discs.Reverse();
        return discs;
    }
}
