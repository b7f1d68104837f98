namespace Voxmark.Imaging.Conforming;

/// <summary>Values of any unit as 0 to 255, the range that networks for MR were trained on.</summary>
public static class ByteIntensity
{
    private const int Bins = 1 << 16;

    /// <summary>
    /// The smallest value becomes 0; the value below which 99.9 % of those above it lie, and whatever is more, becomes 255;
    /// rounded.
    /// </summary>
    /// <remarks>The quantile is read from a histogram of 65,536 bins, finer than the answer.</remarks>
    public static byte[] Of(ReadOnlySpan<float> values)
    {
        var (min, max) = RangeOf(values);
        var bytes = new byte[values.Length];
        if (max <= min)
            return bytes;

        var scale = 255 / (TopOf(values, min, max) - min);
        for (var n = 0; n < values.Length; n++)
            bytes[n] = (byte)Math.Min(255, MathF.Round((values[n] - min) * scale, MidpointRounding.AwayFromZero));
        return bytes;
    }

    /// <summary>Linear between the two values it falls between, as numpy does by default.</summary>
    /// <param name="share">0–1.</param>
    public static double Quantile(ReadOnlySpan<byte> values, double share)
    {
        Span<long> counts = stackalloc long[256];
        foreach (var value in values)
            counts[value]++;
        var position = share * (values.Length - 1);
        var (below, above) = (ValueAt(counts, (long)Math.Floor(position)), ValueAt(counts, (long)Math.Ceiling(position)));
        return below + ((above - below) * (position - Math.Floor(position)));
    }

    private static int ValueAt(ReadOnlySpan<long> counts, long rank)
    {
        var value = 0;
        for (var seen = counts[0]; seen <= rank && value < 255; seen += counts[value])
            value++;
        return value;
    }

    private static (float Min, float Max) RangeOf(ReadOnlySpan<float> values)
    {
        var (min, max) = (float.MaxValue, float.MinValue);
        foreach (var value in values)
            (min, max) = (Math.Min(min, value), Math.Max(max, value));
        return (min, max);
    }

    private static float TopOf(ReadOnlySpan<float> values, float min, float max)
    {
        var counts = new long[Bins];
        var (perValue, all) = ((Bins - 1) / (max - min), 0L);
        foreach (var value in values)
        {
            if (value <= min)
                continue;
            counts[(int)((value - min) * perValue)]++;
            all++;
        }

        var (bin, seen) = (0, counts[0]);
        while (seen < 0.999 * all)
            seen += counts[++bin];
        return min + ((bin + 1) / perValue);
    }
}
