using System.Numerics;

namespace FellowOakDicom.Imaging.Codec;

/// <summary>What a JPEG-LS scan is coded with (ITU-T T.87 annexes A and C).</summary>
/// <param name="MaximumValue">MAXVAL.</param>
/// <param name="Near">Largest error of a sample; 0 for lossless.</param>
/// <param name="Thresholds">T1, T2 and T3: where gradients begin to count as larger.</param>
/// <param name="Reset">RESET: after how many samples a context forgets half.</param>
internal readonly record struct JpegLsParameters(
    int MaximumValue, int Near, (int One, int Two, int Three) Thresholds, int Reset)
{
    private const int DefaultReset = 64;

    /// <summary>Distance between values that can be told apart.</summary>
    public int Step => (2 * Near) + 1;

    /// <summary>RANGE: number of different errors.</summary>
    public int Range => ((MaximumValue + (2 * Near)) / Step) + 1;

    /// <summary>qbpp: bits of an error that is written as it is.</summary>
    public int ErrorBits => BitOperations.Log2((uint)Range - 1) + 1;

    /// <summary>LIMIT: longest code of an error.</summary>
    public int LongestCode
    {
        get
        {
            var bits = Math.Max(2, BitOperations.Log2((uint)MaximumValue) + 1);
            return 2 * (bits + Math.Max(8, bits));
        }
    }

    /// <summary>Presets that are 0 stand for the defaults (C.2.4.1.1).</summary>
    public static JpegLsParameters Of(int precision, int near, ReadOnlySpan<int> presets)
    {
        var maximum = presets[0] > 0 ? presets[0] : (1 << precision) - 1;
        var (one, two, three) = DefaultThresholds(maximum, near);
        var parameters = new JpegLsParameters(
            maximum, near,
            (Or(presets[1], one), Or(presets[2], two), Or(presets[3], three)), Or(presets[4], DefaultReset));
        return maximum < 1 << precision && near <= Math.Min(255, maximum / 2) && parameters.Reset >= 3
            ? parameters
            : throw new DicomCodecException("The JPEG-LS image's parameters are not allowed");

        static int Or(int preset, int otherwise) => preset > 0 ? preset : otherwise;
    }

    private static (int One, int Two, int Three) DefaultThresholds(int maximum, int near)
    {
        int one, two, three;
        if (maximum >= 128)
        {
            var factor = (Math.Min(maximum, 4095) + 128) / 256;
            one = Clamp(factor + 2 + (3 * near), near + 1);
            two = Clamp((factor * 4) + 3 + (5 * near), one);
            three = Clamp((factor * 17) + 4 + (7 * near), two);
        }
        else
        {
            var factor = 256 / (maximum + 1);
            one = Clamp(Math.Max(2, (3 / factor) + (3 * near)), near + 1);
            two = Clamp(Math.Max(3, (7 / factor) + (5 * near)), one);
            three = Clamp(Math.Max(4, (21 / factor) + (7 * near)), two);
        }

        return (one, two, three);

        int Clamp(int value, int lowest) => value > maximum || value < lowest ? lowest : value;
    }
}
