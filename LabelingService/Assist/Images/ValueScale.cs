using Voxmark.Imaging.Volumes;

namespace Voxmark.LabelingService.Assist.Images;

/// <summary>Where the tools look among an image's values: fixed for CT, whose values are HU; taken from the slice where
/// values have no unit, as in MR.</summary>
/// <param name="Low">Lower end of the values that a histogram counts.</param>
/// <param name="High">Upper end.</param>
/// <param name="Windows">Three ranges of values that become the three colours that GrabCut works on.</param>
internal sealed record ValueScale(double Low, double High, IReadOnlyList<(double Low, double High)> Windows)
{
    /// <summary>Fat to contrast medium. The windows set fat, soft tissue and everything between apart.</summary>
    private static readonly ValueScale Hounsfield = new(-300, 400, [(-200, -20), (-60, 120), (-160, 240)]);

    /// <summary>Bins are asked for in HU. Where there are none, the scale's whole range counts as much as CT's.</summary>
    public double BinWidth(double binHu) => binHu * (High - Low) / (Hounsfield.High - Hounsfield.Low);

    public static ValueScale Of(VolumeHeader series, ReadOnlySpan<short> slice)
    {
        if (series.Unit == "HU")
            return Hounsfield;

        var (first, last) = Percentiles(slice, 0.01);
        var (a, b) = (first * series.Slope + series.Intercept, last * series.Slope + series.Intercept);
        var (low, high) = (Math.Min(a, b), Math.Max(a, b));
        var range = Math.Max(high - low, Math.Max(Math.Abs(series.Slope), Spacing(Math.Max(Math.Abs(low), Math.Abs(high)))));
        return new(low, low + range,
            [(low, low + 0.5 * range), (low + 0.25 * range, low + 0.75 * range), (low + 0.5 * range, low + range)]);
    }

    /// <summary>From a value to the next that tools, which compute in float32, can tell from it.</summary>
    private static double Spacing(double value) => float.BitIncrement((float)value) - (float)value;

    /// <summary>The voxels that a share of all lies below and above of.</summary>
    private static (int Low, int High) Percentiles(ReadOnlySpan<short> voxels, double share)
    {
        var counts = new int[1 << 16];
        foreach (var voxel in voxels)
            counts[voxel - short.MinValue]++;
        var outside = (int)(share * voxels.Length);
        return (Skip(0, 1) + short.MinValue, Skip(counts.Length - 1, -1) + short.MinValue);

        int Skip(int bin, int step)
        {
            for (var left = outside - counts[bin]; left >= 0; left -= counts[bin])
                bin += step;
            return bin;
        }
    }
}
