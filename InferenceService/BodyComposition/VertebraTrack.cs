using Voxmark.Imaging.Volumes;

namespace Voxmark.InferenceService.BodyComposition;

/// <summary>The spine through a series (step 2.2 of docs/body-composition.md). Runs once for a series.</summary>
internal static class VertebraTrack
{
    /// <summary>Slices so far above and below are averaged: more than a disc is high.</summary>
    private const double AverageMm = 12.5;

    /// <summary>Thin slices are not looked at more densely; those between are interpolated.</summary>
    private const double StepMm = 3;

    /// <param name="grid">Of every slice; in a stack without a common grid each slice has its own.</param>
    /// <returns>For each slice of the volume; null where no bone was found near, and where a slice has no work grid.</returns>
    public static IReadOnlyList<Vertebra?> Of(SeriesVolume volume, WorkGrid grid, CancellationToken ct)
    {
        var series = volume.Header;
        if (Positions(series) is not { } positions)
            return [.. Enumerable.Range(0, series.Slices).Select(k => InSlice(volume, k, ct))];

        var looked = Looked(positions);
        var found = new Vertebra?[looked.Count];
        using var average = new BoneAverage();
        for (int n = 0, ahead = 0; n < looked.Count; n++)
        {
            ct.ThrowIfCancellationRequested();
            for (; ahead < looked.Count && positions[looked[ahead]] <= positions[looked[n]] + AverageMm; ahead++)
                average.Add(volume, looked[ahead], grid);
            average.DropUntil(k => positions[k] >= positions[looked[n]] - AverageMm);
            found[n] = average.FindAt(looked[n]);
        }

        var places = looked.ConvertAll(k => positions[k]);
        return SmoothTrack.Between(SmoothTrack.Of(found, places), places, positions);
    }

    /// <returns>Null where no bone was found.</returns>
    public static Vertebra? InSlice(WorkSlice slice)
    {
        using var body = BodyMask.Of(slice.Hu, out var box);
        return VertebraFinder.InSlice(slice.Hu, body, box);
    }

    private static Vertebra? InSlice(SeriesVolume volume, int k, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (WorkGrid.Of(volume.Header, k) is not { } grid)
            return null;
        using var slice = WorkSlice.Of(volume, k, grid);
        return InSlice(slice);
    }

    /// <returns>Where each slice lies, mm, from the first to the last upwards; null where the images do not say.</returns>
    private static double[]? Positions(VolumeHeader series)
    {
        var positions = new double[series.Slices];
        for (var k = 0; k < positions.Length; k++)
        {
            if (series.SliceList[k].PositionMm is not { } mm || (k > 0 && mm < positions[k - 1]))
                return null;
            positions[k] = mm;
        }

        return positions;
    }

    private static List<int> Looked(double[] positions)
    {
        var looked = new List<int> { 0 };
        for (var k = 1; k < positions.Length; k++)
        {
            if (k == positions.Length - 1 || positions[k + 1] - positions[looked[^1]] > StepMm)
                looked.Add(k);
        }

        return looked;
    }
}
