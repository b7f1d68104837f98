namespace Voxmark.InferenceService.BodyComposition;

/// <summary>Makes a smooth line of what was found slice by slice (step 2.2 of docs/body-composition.md).</summary>
internal static class SmoothTrack
{
    /// <summary>Of the median that a point is compared with, and how far from it it may lie.</summary>
    private const double FarReachMm = 20, MostOffMm = 8;

    private const double NearReachMm = 8, SigmaMm = 6;

    /// <param name="positions">Of each, mm, upwards.</param>
    public static Vertebra?[] Of(IReadOnlyList<Vertebra?> found, IReadOnlyList<double> positions)
    {
        var steady = Each(found, positions, (vertebra, n) =>
        {
            var median = MedianAround(found, positions, n, FarReachMm);
            var off = Math.Sqrt(Math.Pow(vertebra.X - median.X, 2) + Math.Pow(vertebra.Y - median.Y, 2));
            return off > MostOffMm ? median with { IsReplaced = true } : vertebra;
        });
        var even = Each(steady, positions, (vertebra, n) =>
            MedianAround(steady, positions, n, NearReachMm) with { IsReplaced = vertebra.IsReplaced });
        return Each(even, positions, (vertebra, n) => MeanAround(even, positions, n) with { IsReplaced = vertebra.IsReplaced });
    }

    /// <summary>A vertebra for each position from those at some of them.</summary>
    /// <param name="places">Where the track has points, upwards.</param>
    public static IReadOnlyList<Vertebra?> Between(Vertebra?[] track, IReadOnlyList<double> places, IReadOnlyList<double> positions)
    {
        var all = new Vertebra?[positions.Count];
        var below = 0;
        for (var k = 0; k < all.Length; k++)
        {
            while (below + 1 < places.Count && places[below + 1] <= positions[k])
                below++;
            var above = Math.Min(below + 1, places.Count - 1);
            var way = above == below ? 0 : (positions[k] - places[below]) / (places[above] - places[below]);
            all[k] = track[below] is { } a && track[above] is { } b
                ? new(a.X + (way * (b.X - a.X)), a.Y + (way * (b.Y - a.Y)), a.RadiusMm + (way * (b.RadiusMm - a.RadiusMm)),
                    way < 0.5 ? a.IsReplaced : b.IsReplaced)
                : way < 0.5 ? track[below] : track[above];
        }

        return all;
    }

    private static Vertebra?[] Each(
        IReadOnlyList<Vertebra?> track, IReadOnlyList<double> positions, Func<Vertebra, int, Vertebra> change)
    {
        var changed = new Vertebra?[positions.Count];
        for (var n = 0; n < changed.Length; n++)
            changed[n] = track[n] is { } vertebra ? change(vertebra, n) : null;
        return changed;
    }

    private static Vertebra MedianAround(IReadOnlyList<Vertebra?> track, IReadOnlyList<double> positions, int n, double reachMm)
    {
        List<double> x = [], y = [], radius = [];
        foreach (var (vertebra, _) in Around(track, positions, n, reachMm))
        {
            x.Add(vertebra.X);
            y.Add(vertebra.Y);
            radius.Add(vertebra.RadiusMm);
        }

        return new(Median.Of(x), Median.Of(y), Median.Of(radius));
    }

    private static Vertebra MeanAround(IReadOnlyList<Vertebra?> track, IReadOnlyList<double> positions, int n)
    {
        double x = 0, y = 0, radius = 0, sum = 0;
        foreach (var (vertebra, mm) in Around(track, positions, n, 4 * SigmaMm))
        {
            var weight = Math.Exp(-mm * mm / (2 * SigmaMm * SigmaMm));
            (x, y, radius) = (x + (weight * vertebra.X), y + (weight * vertebra.Y), radius + (weight * vertebra.RadiusMm));
            sum += weight;
        }

        return new(x / sum, y / sum, radius / sum);
    }

    private static IEnumerable<(Vertebra Vertebra, double Mm)> Around(
        IReadOnlyList<Vertebra?> track, IReadOnlyList<double> positions, int n, double reachMm)
    {
        var first = n;
        while (first > 0 && positions[n] - positions[first - 1] <= reachMm)
            first--;
        for (var m = first; m < positions.Count && positions[m] - positions[n] <= reachMm; m++)
        {
            if (track[m] is { } vertebra)
                yield return (vertebra, positions[m] - positions[n]);
        }
    }
}
