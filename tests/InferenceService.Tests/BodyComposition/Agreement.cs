namespace Voxmark.InferenceService.Tests.BodyComposition;

/// <summary>How two label maps agree.</summary>
internal static class Agreement
{
    /// <summary>Twice the common pixels through both sums (Dice 1945).</summary>
    public static double Dice(byte[] one, byte[] other, byte label)
    {
        var (common, sum) = (0, 0);
        for (var n = 0; n < one.Length; n++)
        {
            common += one[n] == label && other[n] == label ? 1 : 0;
            sum += (one[n] == label ? 1 : 0) + (other[n] == label ? 1 : 0);
        }

        return 2.0 * common / sum;
    }

    /// <summary>0 when both have as many pixels, 0.1 when the first has a tenth more.</summary>
    public static double AreaError(byte[] one, byte[] other, byte label) => ((double)Count(one, label) / Count(other, label)) - 1;

    public static int Count(byte[] labels, byte label) => labels.AsSpan().Count(label);

    public static double Mean(ReadOnlySpan<short> hu, byte[] labels, byte label)
    {
        double sum = 0;
        for (var n = 0; n < labels.Length; n++)
            sum += labels[n] == label ? hu[n] : 0;
        return sum / Count(labels, label);
    }
}
