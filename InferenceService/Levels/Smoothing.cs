namespace Voxmark.InferenceService.Levels;

/// <summary>Signals along z, one value a millimetre.</summary>
internal static class Smoothing
{
    /// <summary>With a Gaussian; beyond the ends, the end values go on.</summary>
    public static double[] Gaussian(double[] signal, double sigma)
    {
        var half = (int)Math.Ceiling(3 * sigma);
        var weights = new double[half + 1];
        for (var step = 0; step <= half; step++)
            weights[step] = Math.Exp(-step * step / (2 * sigma * sigma));
        var total = 2 * weights.Sum() - weights[0];

        var smooth = new double[signal.Length];
        for (var at = 0; at < signal.Length; at++)
        {
            var sum = weights[0] * signal[at];
            for (var step = 1; step <= half; step++)
                sum += weights[step] * (signal[Math.Max(0, at - step)] + signal[Math.Min(signal.Length - 1, at + step)]);
            smooth[at] = sum / total;
        }

        return smooth;
    }

    /// <summary>How far each value lies above its surroundings (25 mm), in standard deviations of that distance.</summary>
    public static double[] AboveSurroundings(double[] signal)
    {
        const double SurroundingsMm = 25;
        var around = Gaussian(signal, SurroundingsMm);
        var above = new double[signal.Length];
        for (var at = 0; at < signal.Length; at++)
            above[at] = signal[at] - around[at];
        var mean = above.Average();
        var sd = Math.Sqrt(above.Average(value => (value - mean) * (value - mean)));
        return sd > 0 ? Array.ConvertAll(above, value => value / sd) : above;
    }
}
